import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { messageOf, UsageError } from '../errors.ts'
import { writeOpml } from '../feeds/opml.ts'
import { listOutlines } from '../feeds/repository-manage.ts'
import type { CommandContext } from './context.ts'
import { withApp } from './with-app.ts'

/** `wirefold feeds export [FILE]`: what `feeds import` reads back. */
export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .description('write the watched feeds as OPML 2.0, to standard output or a file')
    .argument('[file]')
    .action(async (file: string | undefined) => {
      const outlines = await withApp(context, 'feeds', ({ db }) => listOutlines(db))
      const opml = writeOpml(outlines)
      if (file === undefined) {
        context.terminal.output.write(opml)
        return
      }
      await writeFile(file, opml).catch((error: unknown) => {
        throw new UsageError(`cannot write ${file}: ${messageOf(error)}`)
      })
      context.print(`${outlines.length} feeds written to ${file}`)
    })
}
