import { Command } from 'commander'
import type { App } from '../app.ts'
import { readAddress } from '../deliveries/address.ts'
import { CONFIRM_DAYS, confirmMail } from '../deliveries/confirm-mail.ts'
import { findSuppression } from '../deliveries/repository-bounce.ts'
import { askForSubscription, confirmSubscriber } from '../deliveries/repository-subscriber.ts'
import type { Subscriber } from '../deliveries/subscriber.ts'
import { findDigest } from '../digests/repository-digest.ts'
import { AppError, UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { withApp } from './with-app.ts'

/** `wirefold subscribers add DIGEST ADDRESS`: asks the address itself, unless its consent is on record elsewhere. */
export function addCommand(context: CommandContext): Command {
  return new Command('add')
    .description('ask an address by mail whether it wants a digest; it gets nothing before it confirms')
    .argument('<digest>')
    .argument('<address>')
    .option('--consent <text>', 'do not ask: where the consent is on record, such as "paper form of 2026-11-02"')
    .action((digest: string, typed: string, { consent }: { consent?: string }) =>
      withApp(context, 'subscribers', async (app) => {
        const subscriber = await ask(app, digest, addressOf(typed))
        context.print(await settleConsent(app, subscriber, consent?.trim() ?? ''))
      }),
    )
}

/** Sees to the consent of who was added, and says how; `onRecord` is empty where the address is to be asked. */
async function settleConsent(app: App, subscriber: Subscriber, onRecord: string): Promise<string> {
  const { address, digest, confirmedAt } = subscriber
  if (confirmedAt !== null) return `${address} gets ${digest} already`
  if (onRecord !== '') {
    await confirmSubscriber(app.db, subscriber, `operator: ${onRecord}`, app.clock.now())
    return `${address} gets ${digest} from its next edition on`
  }
  const { sendMail, mailing } = app.mail
  const outcome = await sendMail.send(confirmMail(subscriber, mailing, app.clock.now()), () => Promise.resolve(true))
  if (outcome.kind === 'accepted') {
    return `asked ${address} to confirm within ${CONFIRM_DAYS} days (${outcome.reply})`
  }
  const why = 'reply' in outcome ? outcome.reply : 'reason' in outcome ? outcome.reason : outcome.kind
  throw new AppError('MAIL_NOT_SENT', `could not ask ${address}: ${why}; add it again to ask again`, {
    disposition: 'retry',
  })
}

async function ask({ db, clock }: App, digestName: string, address: string): Promise<Subscriber> {
  const digest = await findDigest(db, digestName)
  if (!digest) throw new UsageError(`there is no digest ${digestName}: add it with wirefold digest add ${digestName}`)
  const suppression = await findSuppression(db, address)
  if (suppression !== null) throw new UsageError(`${address} gets no mail (${suppression})`)
  return askForSubscription(db, digest.id, address, clock.now())
}

/** @throws UsageError when it is none */
export function addressOf(typed: string): string {
  const address = readAddress(typed)
  if (address === null) throw new UsageError(`${typed} is no address: expected one such as reader@desk.example`)
  return address
}
