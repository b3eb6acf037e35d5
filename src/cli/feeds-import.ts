import { Command } from 'commander'
import { saveFeeds } from '../feeds/repository-manage.ts'
import type { CommandContext } from './context.ts'
import { readOpmlFile, refusedInWords } from './read-opml.ts'
import { withApp } from './with-app.ts'

/** `wirefold feeds import FILE`. */
export function importCommand(context: CommandContext): Command {
  return new Command('import')
    .description('watch the feeds of an OPML file; its folders become tags')
    .argument('<file>')
    .action(async (file: string) => {
      const { feeds, refused } = await readOpmlFile(file)
      const saved = await withApp(context, 'feeds', (app) =>
        app.db.transaction((tx) => saveFeeds(tx, feeds, context.clock.now())),
      )
      const added = saved.filter(({ isNew }) => isNew).length
      for (const outline of refused) context.print(`not imported: ${refusedInWords(outline)}`)
      const left = refused.length === 0 ? '' : `, ${refused.length} not imported`
      context.print(`${added} feeds added, ${saved.length - added} were watched already${left}`)
    })
}
