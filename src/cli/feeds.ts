import { Command } from 'commander'
import { listFeedStates, watchFeeds } from '../feeds/repository.ts'
import type { CommandContext } from './context.ts'
import { readOpml } from './read-opml.ts'
import { withApp } from './with-app.ts'

/** `wirefold feeds import FILE` and `wirefold feeds list`. */
export function feedsCommand(context: CommandContext): Command {
  return new Command('feeds')
    .description('the watched feeds')
    .addCommand(importFeeds(context))
    .addCommand(listFeeds(context))
}

function importFeeds(context: CommandContext): Command {
  return new Command('import')
    .description('watch the feeds of an OPML file')
    .argument('<file>')
    .action(async (file: string) => {
      const feeds = await readOpml(file)
      const added = await withApp(context, 'feeds', (app) =>
        app.db.transaction((tx) => watchFeeds(tx, feeds, context.clock.now())),
      )
      context.print(`${added} feeds added, ${feeds.length - added} were watched already`)
    })
}

function listFeeds(context: CommandContext): Command {
  return new Command('list')
    .description('every feed with its state')
    .option('--json', 'as JSON lines', false)
    .action(async ({ json }: { json: boolean }) => {
      const feeds = await withApp(context, 'feeds', (app) => listFeedStates(app.db))
      for (const feed of feeds) {
        context.print(
          json
            ? JSON.stringify(feed)
            : `${feed.state.padEnd(8)} ${feed.publisher}  ${feed.url}${feed.reason === null ? '' : `  (${feed.reason})`}`,
        )
      }
    })
}
