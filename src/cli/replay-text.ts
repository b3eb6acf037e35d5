import { wrapText } from '../digests/wrap-text.ts'
import type { LocalTime } from '../http/local-time.ts'
import type { Replayed, ReplayWish } from '../stories/replay.ts'
import type { CopyChange, MovedBetween, StoryParts } from '../stories/replay-diff.ts'
import { columns, shown } from './feeds-text.ts'
import { cut, WIDTH } from './stories-text.ts'

/** Differences that are shown; all are in the JSON. */
const SHOWN = 20
/** Parts of a story, and changed settings, that are shown. */
const SHOWN_PARTS = 6

const NO_BREAK = '\u00a0'

/** What a replay gave, for a person: the figures, then the largest differences. */
export function replayLines(wish: ReplayWish, replayed: Replayed, time: LocalTime): readonly string[] {
  return [
    ...headingLines(wish, time),
    '',
    ...figureLines(replayed),
    ...noteLines(wish, replayed),
    ...differenceLines(replayed),
  ].map((line) => cut(line, WIDTH))
}

function headingLines({ span, settings }: ReplayWish, time: LocalTime): readonly string[] {
  const { version, changes } = settings
  const told = changes.slice(0, SHOWN_PARTS).map(({ path, from, to }) => `${path} ${from} → ${to}`)
  if (changes.length > SHOWN_PARTS) told.push(`and ${changes.length - SHOWN_PARTS} more`)
  return [
    `replay of ${time.full(span.from)} to ${time.full(span.to)} (${time.zone})`,
    ...wrapText(`settings version ${version}: ${told.join(', ') || 'those of this release'}`, WIDTH, '', '  '),
  ]
}

function figureLines({ diff, languages }: Replayed): readonly string[] {
  const { articles, stored, replayed, unchanged, renamed, split, merged, moved } = diff
  const copies = diff.newCopies.length + diff.copiesNoMore.length + diff.otherOriginals.length
  return [
    ...wrapText(
      [
        `${counted(articles, 'article')} (${languages.join(', ') || 'no language'})`,
        `${counted(stored, 'story')} stored, ${figure(replayed)} replayed`,
        `${figure(unchanged)} unchanged`,
        `${figure(renamed.length)} renamed only`,
        `${figure(split.length)} split`,
        `${figure(merged.length)} merged`,
        `${counted(moved.length, 'article')} moved`,
        `${figure(copies)} copies otherwise`,
      ]
        .map((part) => part.replaceAll(' ', NO_BREAK))
        .join(' · '),
      WIDTH,
      '',
      '  ',
    ),
    ...columns(
      ['agreement', 'precision', 'recall', 'F1'],
      (['pairs', 'bcubed'] as const).map((name) => [
        name === 'pairs' ? 'article pairs' : 'BCubed',
        ...[diff[name].precision, diff[name].recall, diff[name].f1].map((value) => value.toFixed(4)),
      ]),
    ),
  ]
}

function noteLines(
  { obeysDecisions }: ReplayWish,
  { standing, unplaced, decisions, diff }: Replayed,
): readonly string[] {
  if (diff.articles === 0 && unplaced === 0) return ['', 'no stored article has its time in the span']
  const notes = [
    `${counted(standing, 'article')} outside the span stood in these stories as stored, whatever the settings`,
    obeysDecisions
      ? `${counted(decisions, 'decision')} of analysts that hold today obeyed, each from when the lane applied it`
      : 'decisions of analysts are left out: what they changed shows as a difference',
    ...(unplaced === 0 ? [] : [`${counted(unplaced, 'article')} of the span without a story yet left out`]),
  ]
  return notes.flatMap((note) => wrapText(note, WIDTH, '', '  '))
}

interface Difference {
  /** Articles that stand otherwise by it. */
  readonly size: number
  readonly lines: () => readonly string[]
}

function differenceLines(replayed: Replayed): readonly string[] {
  const { split, merged, moved, newCopies, copiesNoMore, otherOriginals } = replayed.diff
  const parted = ({ parts }: StoryParts) => parts.slice(1).reduce((sum, { articleIds }) => sum + articleIds.length, 0)
  const differences: Difference[] = [
    ...split.map((one) => ({ size: parted(one), lines: () => partsLines('split', 'into', one, replayed) })),
    ...merged.map((one) => ({ size: parted(one), lines: () => partsLines('merged', 'from', one, replayed) })),
    ...moved.map((one) => ({ size: 1, lines: () => movedLines(one, replayed) })),
    ...[...newCopies, ...copiesNoMore, ...otherOriginals].map((one) => ({
      size: 0,
      lines: () => copyLines(one, replayed),
    })),
  ]
  if (differences.length === 0) return ['', 'no difference: the replay gives the stored stories']
  const largest = differences.toSorted((a, b) => b.size - a.size).slice(0, SHOWN)
  const left = differences.length - largest.length
  return [
    ...largest.flatMap(({ lines }) => ['', ...lines()]),
    ...(left === 0 ? [] : ['', `and ${counted(left, 'difference')} more, smaller ones: --json gives all`]),
  ]
}

function partsLines(
  what: string,
  way: string,
  { storyId, parts }: StoryParts,
  { headlines, firstArticles }: Replayed,
): readonly string[] {
  const all = parts.reduce((sum, { articleIds }) => sum + articleIds.length, 0)
  const rows = parts
    .slice(0, SHOWN_PARTS)
    .map((part) => [
      `  ${part.articleIds.length}`,
      part.storyId === storyId ? 'stay' : way,
      part.storyId,
      quoted(headlines.get(part.articleIds[0] ?? '')),
    ])
  const [, ...lines] = columns(['  articles', '', '', ''], rows)
  return [
    `${what}: ${storyId}, ${counted(all, 'article')}  ${quoted(headlines.get(firstArticles.get(storyId) ?? ''))}`,
    ...lines,
    ...(parts.length > SHOWN_PARTS ? [`  and ${counted(parts.length - SHOWN_PARTS, 'part')} more`] : []),
  ]
}

function movedLines({ articleId, from, to }: MovedBetween, replayed: Replayed): readonly string[] {
  const { scores, headlines, firstArticles } = replayed
  const { stored = null, replayed: again = null } = scores.get(articleId) ?? {}
  const story = (id: string) => `${id}  ${quoted(headlines.get(firstArticles.get(id) ?? ''))}`
  return [
    `moved: article ${articleId}  ${quoted(headlines.get(articleId))}`,
    `  from ${story(from)}`,
    `  to   ${story(to)}`,
    `  score stored ${scored(stored)}, replayed ${scored(again)}`,
  ]
}

function copyLines({ articleId, storedOriginalId, replayedOriginalId }: CopyChange, { headlines }: Replayed) {
  const headline = quoted(headlines.get(articleId))
  if (replayedOriginalId === null) return [`copy no more: ${articleId} of ${storedOriginalId ?? ''}  ${headline}`]
  const of = storedOriginalId === null ? 'new copy' : `copy of another than ${storedOriginalId}`
  return [`${of}: ${articleId} of ${replayedOriginalId}  ${headline}`]
}

const quoted = (headline: string | undefined): string => (headline === undefined ? '' : `“${shown(headline)}”`)
const scored = (score: number | null): string => (score === null ? 'none' : score.toFixed(3))
const figure = (value: number): string => value.toLocaleString('en-US')
const counted = (count: number, what: string): string => {
  const many = what.endsWith('y') ? `${what.slice(0, -1)}ies` : `${what}s`
  return `${figure(count)} ${count === 1 ? what : many}`
}
