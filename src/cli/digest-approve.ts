import { Command } from 'commander'
import type { App } from '../app.ts'
import { approveEdition } from '../deliveries/approve-edition.ts'
import { planDeliveries } from '../deliveries/repository-plan.ts'
import type { Digest } from '../digests/digest.ts'
import { findEdition } from '../digests/repository.ts'
import { findSlot } from '../digests/repository-slot.ts'
import { UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { editionNamed } from './digest-named.ts'
import { slotInWords } from './digest-text.ts'
import { withApp } from './with-app.ts'

interface DateOption {
  readonly date?: string
}

/** `wirefold digest approve NAME`. */
export function approveCommand(context: CommandContext): Command {
  return new Command('approve')
    .description('freeze the draft of an edition as it stands and have it sent')
    .argument('<name>')
    .option('--date <date>', 'its local date, YYYY-MM-DD; today by default')
    .action((name: string, { date }: DateOption) =>
      withApp(context, 'digest', async (app) => {
        const { digest, localDate } = await editionNamed(app, name, date)
        const approved = await app.db.transaction((tx) => approveEdition(tx, digest, localDate, sendingFrom(app)))
        if (approved === null) throw new UsageError(await nothingToApprove(app, digest, localDate))
        context.print(`${name} of ${localDate} is approved and goes to ${subscribersInWords(approved.recipients)}`)
      }),
    )
}

async function nothingToApprove({ db }: App, digest: Digest, localDate: string): Promise<string> {
  const slot = await findSlot(db, digest.id, localDate)
  const state = slot ? slotInWords(slot, digest.zone) : `${localDate}  not planned`
  return `no draft of ${digest.name} waits for approval: ${state}`
}

/** `wirefold digest send NAME`. */
export function sendCommand(context: CommandContext): Command {
  return new Command('send')
    .description('have a frozen edition mailed to its subscribers, whatever its age; a second time sends nothing twice')
    .argument('<name>')
    .option('--date <date>', 'its local date, YYYY-MM-DD; today by default')
    .action((name: string, { date }: DateOption) =>
      withApp(context, 'digest', async (app) => {
        const { digest, localDate } = await editionNamed(app, name, date)
        const edition = await findEdition(app.db, digest.id, localDate)
        if (!edition) throw new UsageError(await nothingToSend(app, digest, localDate))
        const { now, deadlineAt } = sendingFrom(app)
        const planned = await app.db.transaction((tx) => planDeliveries(tx, edition.id, now, deadlineAt))
        context.print(
          planned === null
            ? `${name} of ${localDate} was planned before: wirefold deliveries list --digest ${name} --date ${localDate} shows its mails`
            : `${name} of ${localDate} goes to ${subscribersInWords(planned)}`,
        )
      }),
    )
}

/** From now until mails are given up; the scheduler has them sent within seconds. */
function sendingFrom({ clock, mail }: App): { readonly now: Date; readonly deadlineAt: Date } {
  const now = clock.now()
  return { now, deadlineAt: new Date(now.getTime() + mail.mailing.deadlineMs) }
}

const subscribersInWords = (count: number): string => `${count} ${count === 1 ? 'subscriber' : 'subscribers'}`

async function nothingToSend({ db }: App, digest: Digest, localDate: string): Promise<string> {
  const slot = await findSlot(db, digest.id, localDate)
  const what = slot ? slotInWords(slot, digest.zone) : `there is no edition of ${digest.name} of ${localDate}`
  return `${what}: wirefold digest build ${digest.name} --date ${localDate} makes it at once`
}
