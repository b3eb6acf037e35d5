import { wrapText } from '../digests/wrap-text.ts'
import type { LocalTime } from '../http/local-time.ts'
import { kindInWords } from '../stories/decision-words.ts'
import type { DecisionRecord } from '../stories/decision.ts'
import type { StoryMember } from '../stories/repository-read.ts'
import { columns, shown } from './feeds-text.ts'

/** Columns of a terminal that the text of these commands fits into. */
export const WIDTH = 100

const kinds: Readonly<Record<string, string>> = {
  identical: 'identical',
  light_edit: 'lightly edited',
  cut: 'cut',
  merged: 'with text of its own',
}

/** `copy of 12: cut, 68 % of its text taken over` */
export function copyInWords(originalId: string, kind: string, containment: number | null): string {
  const share = containment === null ? '' : `, ${Math.round(containment * 100)} % of its text taken over`
  return `copy of ${originalId}: ${kinds[kind] ?? kind}${share}`
}

const WIDEST_PUBLISHER = 26

/** The articles of a story in order of time, each original followed by its copies. */
export function memberLines(members: readonly StoryMember[], time: LocalTime): readonly string[] {
  const originals = members.filter(({ originalId }) => originalId === null)
  const ordered = originals.flatMap((original) => [
    original,
    ...members.filter(({ originalId }) => originalId === original.articleId),
  ])
  const rows = columns(
    ['article', 'time', 'publisher', 'title'],
    ordered.map((member) => [
      member.articleId,
      time.dayAndClock(member.eventAt),
      `${member.originalId === null ? '' : '└ '}${shown(member.publisher, WIDEST_PUBLISHER)}`,
      shown(member.title),
    ]),
  )
  const [heading = '', ...lines] = rows.map((line) => cut(line, WIDTH - 2))
  const indent = ' '.repeat(heading.indexOf('title'))
  return [
    heading,
    ...lines.flatMap((line, index) => {
      const { originalId, copyKind, containment } = ordered[index] ?? {
        originalId: null,
        copyKind: null,
        containment: null,
      }
      return originalId === null ? [line] : [line, `${indent}${copyInWords(originalId, copyKind ?? '', containment)}`]
    }),
  ].map((line) => `  ${line}`)
}

export const cut = (line: string, width: number): string => {
  const characters = [...line]
  return characters.length <= width ? line : `${characters.slice(0, width - 1).join('')}…`
}

/** `decision 7, move by Ada Renn, 2 Mar 09:00: “reason”`, and what became of it. */
export function decisionLines(decision: DecisionRecord, time: LocalTime): readonly string[] {
  const { id, kind, author, reason, at, problem } = decision
  const told = `decision ${id}, ${kindInWords[kind]} by ${shown(author)}, ${time.full(at)}: “${shown(reason)}”`
  const state = stateOf(decision, time)
  return [
    ...wrapText(told, WIDTH, '  ', '    '),
    ...(state === null ? [] : wrapText(state, WIDTH, '    ')),
    ...(problem === null
      ? []
      : problem.split('\n').flatMap((line) => wrapText(line.trim(), WIDTH, '    ! ', '      '))),
  ]
}

function stateOf({ undoneAt, undoneBy, undoneReason, outcome }: DecisionRecord, time: LocalTime): string | null {
  if (undoneAt !== null) {
    return `undone by ${shown(undoneBy ?? '')}, ${time.full(undoneAt)}: “${shown(undoneReason ?? '')}”`
  }
  if (outcome === 'refused') return 'refused, because it contradicted other decisions when the lane came to it'
  return outcome === null ? 'waits for the lane' : null
}
