import { Command } from 'commander'
import { wrapText } from '../digests/wrap-text.ts'
import { localTime, type LocalTime } from '../http/local-time.ts'
import { type Explanation, explainArticle } from '../stories/explain.ts'
import type { LedgerEntry } from '../stories/repository-ledger.ts'
import type { CommandContext } from './context.ts'
import { columns, shown } from './feeds-text.ts'
import { articleNamed } from './stories-find.ts'
import { copyInWords, WIDTH } from './stories-text.ts'
import { withApp } from './with-app.ts'

/** Scores and probabilities are stored in millionths. */
const ROUNDING = 1e-6

/** `wirefold stories explain ARTICLE`. */
export function explainCommand(context: CommandContext): Command {
  return new Command('explain')
    .description('why an article is in its story, with every number, and whether that comes out again')
    .argument('<article>', 'its number or address')
    .option('--json', 'as one line of JSON', false)
    .action(async (named: string, { json }: { json: boolean }) => {
      const told = await withApp(context, 'stories', async ({ db }) =>
        explainArticle(db, await articleNamed(db, named)),
      )
      const lines = json ? [JSON.stringify(told)] : explanationLines(told, localTime(context.config().zone))
      for (const line of lines) context.print(line)
    })
}

/** An explanation in words, in lines of at most `WIDTH` columns. */
export function explanationLines(told: Explanation, time: LocalTime): readonly string[] {
  const { articleId, storyId, placement, copy, since } = told
  return [
    `article ${articleId}  ${shown(placement?.title ?? '', WIDTH - 20)}`,
    `  ${shown(placement?.publisher ?? '')} · in story ${storyId}`,
    '',
    ...(placement ? placementLines(placement, time) : ['  the lane did not place it']),
    ...(copy ? copyLines(copy) : []),
    ...reportLines(told),
    ...contributionLines(told),
    ...(since.length === 0 ? [] : ['', 'since then']),
    ...since.flatMap((entry) => sinceLines(entry, time)),
    '',
    ...recomputedLines(told),
  ]
}

function placementLines({ event, storyId, at, reason, decision, settingsVersion }: LedgerEntry, time: LocalTime) {
  const { score, threshold, margin, nearestRejected } = decision
  const figures = [
    ...(score == null ? [] : [`score ${figure(score)}`]),
    ...(threshold == null ? [] : [`threshold ${figure(threshold)}`]),
    ...(margin == null ? [] : [`margin ${signed(margin)}`]),
  ]
  return [
    `  ${event} ${storyId}, ${time.full(at)}`,
    `  rule ${reason}, settings version ${settingsVersion ?? 'unknown'}`,
    ...(figures.length === 0 ? [] : [`  ${figures.join(' · ')}`]),
    ...(nearestRejected
      ? [`  nearest story that it did not join: ${nearestRejected.storyId}, score ${figure(nearestRejected.score)}`]
      : []),
  ]
}

const copyLines = ({ originalId, kind, containment, publisher, title, url }: NonNullable<Explanation['copy']>) => [
  `  ${copyInWords(originalId, kind, containment)}`,
  ...wrapText(`the original: ${shown(publisher)}, ${shown(title)}, ${url}`, WIDTH, '    '),
]

/** The reports of whose probabilities the score was made. */
function reportLines({ placement }: Explanation): readonly string[] {
  const { score, rule, reports = [] } = placement?.decision ?? {}
  if (score == null || reports.length === 0) return []
  const story = rule === 'new' ? 'the likeliest story that it did not join' : 'its story'
  const mean = reports.reduce((sum, { probability }) => sum + probability, 0) / reports.length
  const unseen = Math.abs(mean - score) > ROUNDING ? '; reports that no index named count as unlikely' : ''
  return [
    '',
    ...wrapText(`the score is the mean over the best compared reports of ${story}${unseen}`, WIDTH, '  '),
    ...indented(
      columns(
        ['article', 'probability of one event'],
        reports.map(({ articleId, probability }) => [articleId, figure(probability)]),
      ),
    ),
  ]
}

/** Of an original what was read of its likeliest report, of a copy what was read of its original. */
function contributionLines({ contributions, placement }: Explanation): readonly string[] {
  const { features = {}, reports, score } = placement?.decision ?? {}
  if (Object.keys(features).length === 0) return []
  const likeliest = reports?.[0]
  const heading = likeliest ? ['', `  the likeliest report, article ${likeliest.articleId}, in parts`] : ['']
  if (!contributions) {
    const rows = Object.entries(features).map(([name, value]) => [inWords(name), figure(value)])
    const isVetoed = likeliest?.probability === 0
    return [
      ...heading,
      ...indented(columns(['feature', 'value'], rows)),
      ...(isVetoed ? ['  the two are notices of one form, which sets the probability to 0'] : []),
    ]
  }
  const rows = contributions.map(({ feature, value, weight, contribution }) => [
    inWords(feature),
    figure(value),
    figure(weight),
    signed(contribution),
  ])
  const odds = contributions.reduce((sum, { contribution }) => sum + contribution, 0)
  return [
    ...heading,
    ...indented(columns(['feature', 'value', 'weight', 'contribution'], rows)),
    `  in sum ${signed(odds)}: log-odds of one event, a probability of ${figure(likeliest?.probability ?? score ?? 0)}`,
  ]
}

const sinceLines = ({ id, at, event, storyId, actor, reason, decision }: LedgerEntry, time: LocalTime) =>
  wrapText(
    `event ${id}, ${time.full(at)}: ${event} ${storyId} by ${shown(actor)}: ${shown(reason)}${
      decision.decisionId === undefined ? '' : ` (${decision.isUndo ? 'undo of ' : ''}decision ${decision.decisionId})`
    }`,
    WIDTH,
    '  ',
    '    ',
  )

function recomputedLines({ recomputed }: Explanation): readonly string[] {
  if ('problem' in recomputed) return wrapText(`not recomputed: ${recomputed.problem}`, WIDTH, '', '  ')
  const { articlesBefore, settingsVersion, isRunningVersion, differences } = recomputed
  const how = `recomputed beside the ${articlesBefore} articles that the lane had then, settings version ${settingsVersion}`
  if (differences.length === 0) return wrapText(`${how}: equal`, WIDTH, '', '  ')
  return [
    ...wrapText(`${how}: it differs`, WIDTH, '', '  '),
    ...(isRunningVersion ? [] : ['  this release has other settings, and perhaps other rules']),
    ...differences.flatMap((difference) => wrapText(difference, WIDTH, '  ', '    ')),
  ]
}

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)
const figure = (value: number): string => value.toFixed(3).replace('-', '−')
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
/** `sharedNames` reads as `shared names`. */
const inWords = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
