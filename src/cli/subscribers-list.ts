import { Command } from 'commander'
import { listSubscribers } from '../deliveries/repository-subscriber.ts'
import { type Subscriber, subscriberState } from '../deliveries/subscriber.ts'
import { localDayOf } from '../digests/local-day.ts'
import type { CommandContext } from './context.ts'
import { columns } from './feeds-text.ts'
import { weekdaysInWords } from './subscribers-text.ts'
import { withApp } from './with-app.ts'

/** `wirefold subscribers list [DIGEST]`. */
export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('everyone who was asked, with how the subscription stands')
    .argument('[digest]', 'of this digest only')
    .option('--json', 'as JSON lines', false)
    .action(async (digest: string | undefined, { json }: { json: boolean }) => {
      const now = context.clock.now()
      const all = await withApp(context, 'subscribers', ({ db }) => listSubscribers(db, digest ?? null))
      const rows = all.map((one) => ({ ...one, state: subscriberState(one, now) }))
      for (const line of json ? rows.map((row) => JSON.stringify(row)) : asTable(rows)) context.print(line)
    })
}

type Row = Subscriber & { readonly state: ReturnType<typeof subscriberState> }

function asTable(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ['nobody subscribes: wirefold subscribers add DIGEST ADDRESS']
  return columns(
    ['id', 'digest', 'state', 'until', 'days', 'length', 'quiet', 'address'],
    rows.map(({ id, digest, zone, state, pausedUntil, weekdays, length, quiet, address }) => [
      id,
      digest,
      state,
      state === 'paused' && pausedUntil ? localDayOf(pausedUntil, zone) : '-',
      weekdaysInWords(weekdays),
      length,
      quiet,
      address,
    ]),
  )
}
