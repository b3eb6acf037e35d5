import { Command } from 'commander'
import type { App } from '../app.ts'
import { findDelivery, type ListedDelivery } from '../deliveries/repository-read.ts'
import { confirmLost, resendDelivery, resolveArrived } from '../deliveries/repository-resolve.ts'
import { UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { withApp } from './with-app.ts'

/** `wirefold deliveries resolve ID --arrived WHO | --lost`. */
export function resolveCommand(context: CommandContext): Command {
  return new Command('resolve')
    .description('say what became of an uncertain delivery')
    .argument('<id>')
    .option('--arrived <who>', 'it arrived, and who knows that, such as "the log of mail.example"')
    .option('--lost', 'it did not arrive: from now on it may be sent again', false)
    .action((id: string, { arrived, lost }: { arrived?: string; lost: boolean }) =>
      withApp(context, 'deliveries', async (app) => {
        if ((arrived === undefined) !== lost || arrived?.trim() === '') {
          throw new UsageError('say either --arrived WHO or --lost')
        }
        const { state } = await deliveryNamed(app, id)
        const told =
          arrived === undefined
            ? await asLost(app, id, context.config().mail.resendsConfirmedLost)
            : await asArrived(app, id, arrived)
        if (told === null) throw new UsageError(`delivery ${id} is ${state}: only an uncertain one can be resolved`)
        context.print(told)
      }),
    )
}

/** What was done, in a sentence; null when the delivery is not uncertain. */
async function asArrived({ db, clock }: App, id: string, who: string): Promise<string | null> {
  return (await resolveArrived(db, id, who, clock.now())) ? `delivery ${id} is sent: ${who}` : null
}

async function asLost(app: App, id: string, isSentAgain: boolean): Promise<string | null> {
  if (!(await confirmLost(app.db, id, app.clock.now()))) return null
  if (!isSentAgain) return `delivery ${id} is lost: wirefold deliveries resend ${id} sends it again`
  await resend(app, id)
  return `delivery ${id} is lost and will be sent again`
}

/** `wirefold deliveries resend ID`. */
export function resendCommand(context: CommandContext): Command {
  return new Command('resend')
    .description('send again what has failed, or what is uncertain and resolved as lost; never what was sent')
    .argument('<ids...>')
    .action((ids: readonly string[]) =>
      withApp(context, 'deliveries', async (app) => {
        for (const id of ids) {
          const { state } = await deliveryNamed(app, id)
          if (!(await resend(app, id))) throw new UsageError(`delivery ${id} ${whyNot(id, state)}`)
          context.print(`delivery ${id} will be sent again`)
        }
      }),
    )
}

function whyNot(id: string, state: string): string {
  return state === 'uncertain'
    ? `may have arrived: find out, and say so with wirefold deliveries resolve ${id} --lost`
    : `is ${state}: only a failed one, or a lost one, is sent again`
}

function resend({ db, clock, mail }: App, id: string): Promise<boolean> {
  const now = clock.now()
  return resendDelivery(db, id, now, new Date(now.getTime() + mail.mailing.deadlineMs))
}

async function deliveryNamed({ db }: App, id: string): Promise<ListedDelivery> {
  const delivery = /^\d{1,18}$/.test(id) ? await findDelivery(db, id) : null
  if (!delivery) throw new UsageError(`there is no delivery ${id}: wirefold deliveries list shows their numbers`)
  return delivery
}
