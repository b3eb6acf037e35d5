import { Command } from 'commander'
import { composeStored } from '../digests/compose-stored.ts'
import { findDeskSlot } from '../digests/desk/repository.ts'
import { viewOf } from '../digests/edition-view.ts'
import { freezeDate, windowOfDate } from '../digests/freeze-edition.ts'
import { renderText } from '../digests/render-text.ts'
import { findEdition, readCoverage } from '../digests/repository.ts'
import type { CommandContext } from './context.ts'
import { editionNamed } from './digest-named.ts'
import { writeEdition } from './edition-files.ts'
import { withApp } from './with-app.ts'

interface DateOption {
  readonly date?: string
}

/** `wirefold digest build NAME`. */
export function buildCommand(context: CommandContext): Command {
  return new Command('build')
    .description('build and freeze an edition at once, or show the one that stands')
    .argument('<name>')
    .option('--date <date>', 'its local date, YYYY-MM-DD; today by default')
    .action((name: string, options: DateOption) =>
      withApp(context, 'digest', async (app) => {
        const { dataDir, editionGraceSeconds } = context.config()
        const { digest, localDate } = await editionNamed(app, name, options.date)
        const edition = await freezeDate(app, digest, localDate, editionGraceSeconds * 1000)
        const files = await writeEdition(dataDir, edition)
        context.terminal.output.write(renderText(viewOf(edition.content, null)))
        context.print(`edition of ${localDate} frozen ${edition.builtAt.toISOString()}: ${files.html}, ${files.text}`)
      }),
    )
}

/** `wirefold digest preview NAME`. */
export function previewCommand(context: CommandContext): Command {
  return new Command('preview')
    .description(
      'show an edition as its desk has it, or as it would be built at this moment; nothing is stored or sent',
    )
    .argument('<name>')
    .option('--date <date>', 'its local date, YYYY-MM-DD; today by default')
    .action((name: string, options: DateOption) =>
      withApp(context, 'digest', async ({ db, clock }) => {
        const { digest, localDate } = await editionNamed({ db, clock }, name, options.date)
        const window = await windowOfDate({ db, clock }, digest, localDate, context.config().editionGraceSeconds * 1000)
        const coverage = await readCoverage(db, window)
        const plan = { digest, localDate, window, dueAt: null, notices: [], coverage }
        const slot = await findDeskSlot(db, digest.id, localDate)
        const frozen = await findEdition(db, digest.id, localDate)
        const draft = slot?.state === 'draft' ? slot.draft : null
        const { content } = frozen ?? draft ?? (await composeStored(db, plan))
        context.terminal.output.write(renderText(viewOf(content, null)))
      }),
    )
}
