import { diffArrays } from 'diff'
import { normalForm } from './normal-form.ts'
import { sharedWords, wordSet } from './sentence-changes.ts'
import { wordTokens, type WordToken } from './word-tokens.ts'

/** A run of text that both versions have, or that only the later or only the earlier one has. */
export interface DiffRun {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** A paragraph with its changes: one run where it is the same, new or gone as a whole. */
export type DiffParagraph = readonly DiffRun[]

/** Paragraphs that share less of their words are not compared word by word. */
const LEAST_SHARED = 0.4
/** Paragraphs behind a removed one among which its later form is looked for. */
const REACH = 8
/** Characters of a paragraph by which it is looked for. */
const LOOKED_AT = 2_000
/** Edits that Myers' algorithm looks for before a comparison is given up: its cost grows with their square. */
const MOST_PARAGRAPH_EDITS = 1_000
const MOST_WORD_EDITS = 800
/** Characters of changed paragraphs, of both texts, that are compared word by word; further ones are shown whole. */
const MOST_COMPARED = 120_000

/**
 * The changes from one text to another: paragraphs first, then words within paragraphs that were edited (Myers, "An O(ND)
 * difference algorithm and its variations", 1986, by the library jsdiff). White space, quotation marks, dashes and
 * characters that are not seen make no change; `same` runs are written as in the later text.
 *
 * Bounded: beyond 1,000 changed paragraphs the texts are shown whole, beyond 800 changed words a paragraph is, and so are the
 * paragraphs behind the first 120,000 characters of edited ones.
 */
export function diffTexts(before: string, after: string, language: string | null): readonly DiffParagraph[] {
  const [from, to] = [paragraphsOf(before), paragraphsOf(after)]
  const parts = diffArrays(from, to, {
    comparator: (a, b) => a.form === b.form,
    maxEditLength: MOST_PARAGRAPH_EDITS,
  })
  if (!parts) return [...from.map(whole('removed')), ...to.map(whole('added'))]
  const budget = { left: MOST_COMPARED }
  const paragraphs: DiffParagraph[] = []
  let gone: readonly Piece[] = []
  for (const part of parts) {
    if (part.removed) {
      gone = part.value
      continue
    }
    paragraphs.push(...(part.added ? editedParagraphs(gone, part.value, language, budget) : gone.map(whole('removed'))))
    if (!part.added) paragraphs.push(...part.value.map(whole('same')))
    gone = []
  }
  return [...paragraphs, ...gone.map(whole('removed'))]
}

/** The changes from one line, such as a title, to another. */
export function diffLines(before: string, after: string, language: string | null): DiffParagraph {
  if (normalForm(before) === normalForm(after)) return runsOf([{ kind: 'same', text: after }])
  const runs = before.length + after.length > MOST_COMPARED ? null : diffWords(before, after, language)
  return (
    runs ??
    runsOf([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ])
  )
}

interface Piece {
  readonly text: string
  readonly form: string
}

const paragraphsOf = (text: string): Piece[] =>
  text
    .split('\n\n')
    .map((paragraph) => ({ text: paragraph, form: normalForm(paragraph) }))
    .filter(({ form }) => form !== '')

const whole =
  (kind: DiffRun['kind']) =>
  ({ text }: Piece): DiffParagraph => [{ kind, text }]

/** Paragraphs that went where others came: each is compared with the nearest behind the last one that was found. */
function editedParagraphs(
  gone: readonly Piece[],
  come: readonly Piece[],
  language: string | null,
  budget: { left: number },
): DiffParagraph[] {
  const paragraphs: DiffParagraph[] = []
  let next = 0
  for (const old of gone) {
    const at = budget.left > 0 ? nearest(old, come, next, language) : null
    const young = at === null ? undefined : come[at]
    if (at === null || young === undefined) {
      paragraphs.push(whole('removed')(old))
      continue
    }
    budget.left -= old.text.length + young.text.length
    paragraphs.push(...come.slice(next, at).map(whole('added')))
    paragraphs.push(...compared(old, young, language, budget))
    next = at + 1
  }
  return [...paragraphs, ...come.slice(next).map(whole('added'))]
}

function compared(old: Piece, young: Piece, language: string | null, budget: { left: number }): DiffParagraph[] {
  const runs = budget.left < 0 ? null : diffWords(old.text, young.text, language)
  return runs ? [runs] : [whole('removed')(old), whole('added')(young)]
}

function nearest(old: Piece, come: readonly Piece[], from: number, language: string | null): number | null {
  const wanted = wordSet(old.text.slice(0, LOOKED_AT), language)
  let best: number | null = null
  let bestShare = LEAST_SHARED
  for (let at = from; at < Math.min(come.length, from + REACH); at += 1) {
    const share = sharedWords(wanted, wordSet((come[at]?.text ?? '').slice(0, LOOKED_AT), language))
    if (share > bestShare) [best, bestShare] = [at, share]
  }
  return best
}

function diffWords(before: string, after: string, language: string | null): DiffParagraph | null {
  const parts = diffArrays(wordTokens(before, language), wordTokens(after, language), {
    comparator: (a, b) => a.form === b.form,
    maxEditLength: MOST_WORD_EDITS,
  })
  if (!parts) return null
  return runsOf(
    parts.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: textOf(value),
    })),
  )
}

const textOf = (tokens: readonly WordToken[]): string => tokens.map(({ text }) => text).join('')

/** Runs of one kind in one, what was removed before what came for it, and no change parted by a mere space. */
function runsOf(parts: readonly DiffRun[]): DiffParagraph {
  const runs: DiffRun[] = []
  let removed = ''
  let added = ''
  const close = (): void => {
    if (removed !== '') runs.push({ kind: 'removed', text: removed })
    if (added !== '') runs.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  parts.forEach(({ kind, text }, at) => {
    const isBetween = text.trim() === '' && removed !== '' && added !== '' && at < parts.length - 1
    if (kind !== 'added' && (kind === 'removed' || isBetween)) removed += text
    if (kind !== 'removed' && (kind === 'added' || isBetween)) added += text
    if (kind !== 'same' || isBetween) return
    close()
    if (text !== '') runs.push({ kind, text })
  })
  close()
  return runs
}
