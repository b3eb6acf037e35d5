import { Command } from 'commander'
import { type ListedWatch, listWatches } from '../watches/repository.ts'
import type { CommandContext } from './context.ts'
import { columns, shown } from './feeds-text.ts'
import { withApp } from './with-app.ts'

/** `wirefold watches list`. */
export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('the saved searches, with the digests that choose by them')
    .option('--json', 'as JSON lines', false)
    .action(async ({ json }: { json: boolean }) => {
      const watches = await withApp(context, 'watches', ({ db }) => listWatches(db))
      for (const line of json ? watches.map((watch) => JSON.stringify(watch)) : asTable(watches)) context.print(line)
    })
}

function asTable(watches: readonly ListedWatch[]): readonly string[] {
  if (watches.length === 0) return ['nothing is watched: wirefold watches add NAME WORDS']
  return columns(
    ['name', 'digests', 'query'],
    watches.map(({ name, digests, query }) => [name, digests.join(', ') || '-', shown(query)]),
  )
}
