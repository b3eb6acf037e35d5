import { Command, Option } from 'commander'
import type { DeliveryState } from '../deliveries/delivery.ts'
import { DELIVERY_STATES } from '../deliveries/delivery-words.ts'
import { type Attempt, listDeliveries, type ListedDelivery, loadAttempts } from '../deliveries/repository-read.ts'
import type { CommandContext } from './context.ts'
import { withApp } from './with-app.ts'

const LISTED = 1_000

interface ListOptions {
  readonly digest?: string
  readonly date?: string
  readonly state?: DeliveryState
  readonly json: boolean
}

/** `wirefold deliveries list`: each delivery with every attempt and the reply of the server. */
export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description(
      `deliveries with every reply of the mail server, the uncertain and failed ones first (${LISTED} at most)`,
    )
    .option('--digest <name>')
    .option('--date <date>', 'of the edition of this local day, YYYY-MM-DD')
    .addOption(new Option('--state <state>').choices(DELIVERY_STATES))
    .option('--json', 'as JSON lines', false)
    .action(({ json, digest, date, state }: ListOptions) =>
      withApp(context, 'deliveries', async ({ db }) => {
        const found = await listDeliveries(db, { digest, localDate: date, state, limit: LISTED })
        if (found.length === 0 && !json) context.print('there is no such delivery')
        const made = await loadAttempts(
          db,
          found.map(({ id }) => id),
        )
        for (const delivery of found) {
          const attempts = made.get(delivery.id) ?? []
          if (json) context.print(JSON.stringify({ ...delivery, attempts }))
          else for (const line of asText(delivery, attempts)) context.print(line)
        }
      }),
    )
}

function asText(delivery: ListedDelivery, attempts: readonly Attempt[]): readonly string[] {
  const { id, state, address, digest, localDate, dueAt, isConfirmedLost, resolution, reply } = delivery
  const notes = [
    ...(isConfirmedLost ? ['confirmed as lost'] : []),
    ...(resolution === null ? [] : [resolution]),
    ...(dueAt === null ? [] : [`due ${dueAt.toISOString()}`]),
    ...(attempts.length === 0 && reply !== null ? [reply] : []),
  ]
  return [
    `${id}  ${state}  ${address}  ${digest} ${localDate}${notes.length === 0 ? '' : `  (${notes.join('; ')})`}`,
    ...attempts.map(
      ({ number, endedAt, outcome, step, reply: said }) =>
        `    ${number}  ${endedAt.toISOString()}  ${outcome}${step === null ? '' : ` at ${step}`}: ${said}`,
    ),
  ]
}
