import { Command } from 'commander'
import { outcomeInWords, sendTestMail } from '../deliveries/test-mail.tsx'
import { findDeskSlot } from '../digests/desk/repository.ts'
import { findEdition } from '../digests/repository.ts'
import { AppError, UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { editionNamed } from './digest-named.ts'
import { withApp } from './with-app.ts'

/** `wirefold digest test NAME --to ADDRESS`. */
export function testCommand(context: CommandContext): Command {
  return new Command('test')
    .description('mail an edition, or the draft that its desk has, to one address; no delivery is kept of it')
    .argument('<name>')
    .option('--date <date>', 'the edition’s day, YYYY-MM-DD; today by default')
    .requiredOption('--to <address>')
    .action((name: string, options: { date?: string; to: string }) =>
      withApp(context, 'digest', async (app) => {
        const { db, mail, clock } = app
        const { digest, localDate } = await editionNamed(app, name, options.date)
        const frozen = await findEdition(db, digest.id, localDate)
        const slot = await findDeskSlot(db, digest.id, localDate)
        const edition = frozen ?? (slot?.state === 'draft' ? slot.draft : null)
        if (!edition) throw new UsageError(`there is neither an edition nor a draft of ${name} of ${localDate}`)
        const { content } = edition
        const given = frozen ? { content, contentHash: frozen.contentHash } : { content }
        const { address, outcome } = await sendTestMail({ db, ...mail }, given, options.to, clock.now())
        const told = `${frozen ? 'edition' : 'draft'} of ${localDate} to ${address}: ${outcomeInWords(outcome)}`
        if (outcome.kind !== 'accepted') throw new AppError('TEST_NOT_SENT', told, { disposition: 'retry' })
        context.print(told)
      }),
    )
}
