import { Command } from 'commander'
import { parseExtractionRules } from '../articles/extract/rules/extraction-rules.ts'
import { findPublisher, type RuledPublisher, setExtractionRules } from '../articles/repository-rules.ts'
import type { Queryable } from '../db/database.ts'
import { AppError, UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { readRulesFile } from './read-rules.ts'
import { withApp } from './with-app.ts'

interface RulesOptions {
  readonly set?: string
  readonly clear: boolean
}

/** `wirefold publishers rules PUBLISHER [--set FILE | --clear]`. */
export function rulesCommand(context: CommandContext): Command {
  return new Command('rules')
    .description('show how a publisher’s pages are read, where the ordinary reading goes wrong; set or clear it')
    .argument('<publisher>', 'its name or id as in publishers list')
    .option('--set <file>', 'a JSON file; wirefold extract URL --rules FILE shows what it does')
    .option('--clear', 'read its pages like all others', false)
    .action(async (named: string, options: RulesOptions) => {
      if (options.set !== undefined && options.clear) throw new UsageError('expected one of --set and --clear')
      const file = options.set === undefined ? null : await readRulesFile(options.set)
      await withApp(context, 'publishers', async ({ db }) => {
        const publisher = await publisherOf(db, named)
        if (!file && !options.clear) {
          show(publisher, context)
          return
        }
        await setExtractionRules(db, publisher.id, file?.written ?? null)
        context.print(
          file
            ? `the pages of ${publisher.name} are read by ${options.set ?? ''} from now on: ${Object.keys(file.rules).join(', ')}`
            : `the pages of ${publisher.name} are read like all others from now on`,
        )
      })
    })
}

async function publisherOf(db: Queryable, named: string): Promise<RuledPublisher> {
  const publisher = await findPublisher(db, named)
  if (publisher) return publisher
  throw new UsageError(`there is no publisher ${named}: wirefold publishers list shows their names and ids`)
}

/** As JSON that can be changed and set again. */
function show({ name, extractionRules }: RuledPublisher, context: CommandContext): void {
  if (extractionRules === null) {
    context.print(`${name} has no extraction rules: its pages are read like all others`)
    return
  }
  context.print(JSON.stringify(extractionRules, null, 2))
  const { problems } = parseExtractionRules(extractionRules)
  if (!problems) return
  throw new AppError(
    'RULES_NOT_ACCEPTED',
    `the extraction rules of ${name} are ignored:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    { disposition: 'discard' },
  )
}
