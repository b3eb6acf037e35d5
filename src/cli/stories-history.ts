import { Command, InvalidArgumentError } from 'commander'
import type { Queryable } from '../db/database.ts'
import { UsageError } from '../errors.ts'
import { wrapText } from '../digests/wrap-text.ts'
import { localTime, type LocalTime } from '../http/local-time.ts'
import type { DecisionRecord } from '../stories/decision.ts'
import { listDecisionsAbout } from '../stories/repository-decisions.ts'
import { type LedgerEntry, pageLedger } from '../stories/repository-ledger.ts'
import { findSuccessor, listFormerIds } from '../stories/repository-read.ts'
import type { CommandContext } from './context.ts'
import { shown } from './feeds-text.ts'
import { storyNamedBy } from './stories-find.ts'
import { decisionLines, WIDTH } from './stories-text.ts'
import { withApp } from './with-app.ts'

interface Options {
  readonly limit: number
  readonly after: string
  readonly json: boolean
}

/** `wirefold stories history STORY`: the ledger under all of its ids, and every decision about it. */
export function historyCommand(context: CommandContext): Command {
  return new Command('history')
    .description('what happened to a story, by whom and why, oldest first')
    .argument('<story>', 'its id, an old id of it, or the address of one of its articles')
    .option('--limit <events>', 'events a page', wholeNumber, 50)
    .option('--after <event>', 'the last event of the page before', eventNumber, '0')
    .option('--json', 'as JSON lines', false)
    .action(async (named: string, options: Options) => {
      const time = localTime(context.config().zone)
      const told = await withApp(context, 'stories', ({ db }) => readHistory(db, named, options))
      const lines = options.json
        ? told.entries.map((entry) => JSON.stringify(entry))
        : historyLines(told, time, options)
      for (const line of lines) context.print(line)
    })
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('expected a whole number from 1 to 9999')
  return Number(text)
}

function eventNumber(text: string): string {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError('expected the number of an event')
  return text
}

interface ToldHistory {
  readonly askedId: string
  readonly id: string
  readonly entries: readonly LedgerEntry[]
  readonly hasMore: boolean
  readonly decisions: readonly DecisionRecord[]
}

async function readHistory(db: Queryable, named: string, { after, limit }: Options): Promise<ToldHistory> {
  const askedId = await storyNamedBy(db, named)
  const id = await findSuccessor(db, askedId)
  if (id === null) throw new UsageError(`there is no story ${askedId}`)
  const ids = await listFormerIds(db, id)
  const entries = await pageLedger(db, ids, after, limit + 1)
  const decisions = after === '0' ? await listDecisionsAbout(db, ids) : []
  return { askedId, id, entries: entries.slice(0, limit), hasMore: entries.length > limit, decisions }
}

function historyLines({ askedId, id, entries, hasMore, decisions }: ToldHistory, time: LocalTime, options: Options) {
  const last = entries.at(-1)?.id ?? options.after
  return [
    ...(askedId === id ? [id] : [`${askedId} is now ${id}`]),
    ...entries.flatMap((entry) => entryLines(entry, id, time)),
    ...(entries.length === 0 ? ['  no events'] : []),
    ...(hasMore ? [`  more: wirefold stories history ${id} --after ${last}`] : []),
    ...(decisions.length === 0 ? [] : ['', 'decisions']),
    ...decisions.flatMap((decision) => decisionLines(decision, time)),
  ]
}

function entryLines(entry: LedgerEntry, storyId: string, time: LocalTime): readonly string[] {
  const { decision } = entry
  const other = decision.into ?? decision.from
  const where = [
    ...(entry.storyId === storyId ? [] : [`in ${entry.storyId}`]),
    ...(other === undefined ? [] : [`${decision.into === undefined ? 'from' : 'into'} ${other}`]),
  ].join(' ')
  const what =
    entry.articleId === null
      ? ''
      : ` article ${entry.articleId}, ${shown(entry.publisher ?? '', 26)}: ${shown(entry.title ?? '', 60)}`
  const by = `by ${shown(entry.actor)}: ${shown(entry.reason)}`
  const mark =
    decision.decisionId === undefined ? '' : ` (${decision.isUndo ? 'undo of ' : ''}decision ${decision.decisionId})`
  const line = `${entry.id}  ${time.dayAndClock(entry.at)}  ${entry.event}${what}`
  return [
    ...wrapText(line, WIDTH, '  ', '      '),
    ...wrapText(`${where === '' ? '' : `${where}, `}${by}${mark}`, WIDTH, '      '),
  ]
}
