import { Command } from 'commander'
import { medianBytesOf } from '../articles/extraction-health.ts'
import { type ExtractionReport, reportExtraction } from '../articles/extraction-report.ts'
import { kilobytes, percent } from '../articles/extraction-words.ts'
import { acceptAlarms } from '../articles/repository-alarm.ts'
import { type Share, shareOf } from '../articles/share-test.ts'
import { UsageError } from '../errors.ts'
import { type ExtractionWord, extractionWord } from '../http/pages/extraction-state.ts'
import type { CommandContext } from './context.ts'
import { columns, fromNow, shown } from './feeds-text.ts'
import { withApp } from './with-app.ts'

interface Options {
  readonly all: boolean
  readonly json: boolean
  readonly accept?: string
}

/** `wirefold publishers health`: what the publishers' pages give, in the words of the page of the sources. */
export function healthCommand(context: CommandContext): Command {
  return new Command('health')
    .description('the publishers whose pages stopped giving what they used to give')
    .option('--all', 'every publisher with a page in the last two weeks, the troubled ones first', false)
    .option('--json', 'as JSON lines', false)
    .option('--accept <publisher>', 'close the alarms of this publisher: its pages are now as they are meant to be')
    .action(({ accept, ...options }: Options) =>
      accept === undefined ? printHealth(context, options) : acceptChange(context, accept),
    )
}

async function printHealth(context: CommandContext, { all, json }: Omit<Options, 'accept'>): Promise<void> {
  const now = context.clock.now()
  const reports = await withApp(context, 'publishers', (app) => reportExtraction(app.db, now))
  const states = troubledFirst(reports).map(publisherState)
  const told = all ? states : states.filter(({ alarms }) => alarms.length > 0)
  const lines = json ? told.map((state) => JSON.stringify(state)) : asTable(told, states.length, now)
  for (const line of lines) context.print(line)
}

async function acceptChange(context: CommandContext, publisher: string): Promise<void> {
  const closed = await withApp(context, 'publishers', (app) => acceptAlarms(app.db, publisher, context.clock.now()))
  if (closed === null) throw new UsageError(`there is no publisher ${publisher}: wirefold feeds list shows their names`)
  context.print(
    closed === 0
      ? `${publisher} has no open alarm`
      : `${closed} ${closed === 1 ? 'alarm' : 'alarms'} of ${publisher} closed: its pages since then are the usual ones`,
  )
}

export interface PublisherState {
  readonly publisher: string
  /** `in doubt` where more pages lack something than usual, and chance may explain it or the scheduler has not judged yet. */
  readonly state: ExtractionWord | 'in doubt' | 'too few pages'
  /** Newest pages that gave none, and how many are as a rule. */
  readonly noText: Compared
  readonly fallbacks: Compared
  readonly noAuthor: Compared
  readonly noTime: Compared
  readonly medianBytes: number | null
  readonly usualMedianBytes: number | null
  readonly alarms: readonly { readonly mark: string; readonly since: Date; readonly reason: string }[]
}

interface Compared {
  readonly newest: Share
  readonly usual: Share
}

export function publisherState({ publisher, pages, usual, findings, alarms }: ExtractionReport): PublisherState {
  const compared = (mark: string): Compared => {
    const finding = findings.find((candidate) => candidate.mark === mark)
    return { newest: finding?.recent ?? nothing, usual: finding?.usual ?? nothing }
  }
  return {
    publisher,
    state: stateOf(findings, alarms),
    noText: compared('no_text'),
    fallbacks: compared('fallback'),
    noAuthor: compared('no_author'),
    noTime: compared('no_time'),
    medianBytes: medianBytesOf(pages),
    usualMedianBytes: usual.medianBytes,
    alarms: alarms.map(({ mark, since, reason }) => ({ mark, since, reason })),
  }
}

function stateOf(findings: ExtractionReport['findings'], alarms: ExtractionReport['alarms']): PublisherState['state'] {
  if (alarms.length > 0) return extractionWord(alarms)
  if (findings.some(({ mark, verdict }) => mark === 'no_text' && verdict === 'unknown')) return 'too few pages'
  return findings.every(({ verdict }) => verdict === 'usual' || verdict === 'unknown') ? 'texts well' : 'in doubt'
}

const nothing: Share = { marked: 0, of: 0 }

const severity = ({ alarms }: ExtractionReport): number =>
  ({ 'texts missing': 0, 'texts odd': 1, 'texts well': 2 })[extractionWord(alarms)]

export const troubledFirst = (reports: readonly ExtractionReport[]): readonly ExtractionReport[] =>
  reports.toSorted((a, b) => severity(a) - severity(b))

const WIDEST_PUBLISHER = 32
const WIDEST_REASON = 240

/** Reasons stand under their publisher: sentences do not fit into a column. */
export function asTable(states: readonly PublisherState[], judged: number, now: Date): readonly string[] {
  if (judged === 0) return ['no page was read in the last two weeks']
  if (states.length === 0) return [`${judged} judged, none with an alarm; --all shows them`]
  const [heading = '', ...rows] = columns(
    ['publisher', 'state', 'texts', 'usual', 'fallbacks', 'usual', 'no author', 'usual', 'median', 'usual'],
    states.map((state) => [
      shown(state.publisher, WIDEST_PUBLISHER),
      state.state,
      `${state.noText.newest.of - state.noText.newest.marked} of ${state.noText.newest.of}`,
      state.noText.usual.of === 0 ? '-' : percent(1 - shareOf(state.noText.usual)),
      ...inColumns(state.fallbacks),
      ...inColumns(state.noAuthor),
      kilobytes(state.medianBytes),
      kilobytes(state.usualMedianBytes),
    ]),
  )
  return [
    heading,
    ...states.flatMap(({ alarms }, index) => [
      rows[index] ?? '',
      ...alarms.map(({ since, reason }) => `  begun ${fromNow(since, now)}: ${shown(reason, WIDEST_REASON)}`),
    ]),
  ]
}

const inColumns = ({ newest, usual }: Compared): readonly string[] => [
  newest.of === 0 ? '-' : percent(shareOf(newest)),
  usual.of === 0 ? '-' : percent(shareOf(usual)),
]
