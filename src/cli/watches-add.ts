import { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { asksForWords } from '../search/repository-window.ts'
import { addWatch, findWatch } from '../watches/repository.ts'
import type { CommandContext } from './context.ts'
import { withApp } from './with-app.ts'

/** `wirefold watches add NAME WORDS`. */
export function addCommand(context: CommandContext): Command {
  return new Command('add')
    .description('save a search')
    .argument('<name>', 'lower-case letters, digits and dashes')
    .argument('<words...>', 'as for the search: all words, "phrases", or, -without; best in quotes as one')
    .action(async (name: string, words: readonly string[]) => {
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
        throw new UsageError(
          `a watch cannot be called ${name}: expected lower-case letters, digits and dashes, such as harbour`,
        )
      }
      const query = words.join(' ').trim()
      if (!asksForWords(query)) {
        throw new UsageError(`watch ${name} would find nothing: “${query}” asks for no word`)
      }
      await withApp(context, 'watches', async ({ db }) => {
        if (await addWatch(db, { name, query }, context.clock.now())) return
        const standing = await findWatch(db, name)
        throw new UsageError(
          `there is a watch ${name} already, for “${standing?.query ?? ''}”: choose another name, or remove it first`,
        )
      })
      context.print(`watch ${name}: ${query}`)
    })
}
