import { type EditProblem, refused } from './edit.ts'

/** Code points: a headline fills two lines of a phone, a note is no article. */
const MOST = { headline: 80, standfirst: 400, heading: 80, sentence: 600, note: 1000 } as const

/** What a desk has typed, in one line. */
export const asOneLine = (typed: string): string => typed.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()

/** The typed text, or why it cannot be taken as it is. */
export function readDeskText(
  typed: string,
  kind: keyof typeof MOST,
): { readonly text: string } | readonly EditProblem[] {
  const text = asOneLine(typed)
  if (text === '') return refused('empty', 'nothing is written')
  const points = [...text].length
  if (points <= MOST[kind]) return { text }
  return refused('too_long', `it has ${points} characters; a ${kind} has at most ${MOST[kind]}`)
}
