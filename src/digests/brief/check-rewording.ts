import { denialsOf, knowsDenials } from './denied-words.ts'
import { type Passage, unknownNames } from './reworded-names.ts'
import { figuresOf, figuresProvenBy } from './spelled-figures.ts'
import { contentStems, termsOf } from './terms.ts'

/** What is wrong with a rewording, and in words that an editor understands. */
export interface RewordingProblem {
  readonly about: 'length' | 'characters' | 'markup' | 'address' | 'figure' | 'name' | 'denial' | 'quotation' | 'words'
  readonly message: string
}

/** Code points. */
const longestHeading = 80
/** Words parted by white space. */
const longestSentence = 60
/**
 * Share of the distinct content words that must stand in the evidence: as the sentence that is rewritten still has to be
 * recognised, and a heading of two or three words must be free to choose one.
 */
const leastShare = { sentence: 0.7, heading: 0.5 } as const

/**
 * What in a rewritten heading or sentence the evidence does not carry; empty when all of it is. Every figure and name must
 * stand in the evidence, what it denies must stay denied and nothing else may be, and most of the words must be its own.
 * The check sees words: it cannot tell "rose" from "fell". Linear in the text and the evidence.
 */
export function checkRewording(
  text: string,
  evidence: readonly Passage[],
  kind: 'heading' | 'sentence',
): readonly RewordingProblem[] {
  const language = evidence[0]?.language ?? null
  return [
    ...lengthProblems(text, kind),
    ...writingProblems(text, evidence),
    ...figureProblems(text, language, evidence),
    ...unknownNames(text, language, evidence).map((name) => problem('name', `the name ${name} stands in no source`)),
    ...quotationProblems(text, evidence),
    ...denialProblems(text, language, evidence, kind),
    ...wordProblems(text, language, evidence, kind),
  ]
}

const problem = (about: RewordingProblem['about'], message: string): RewordingProblem => ({ about, message })

function lengthProblems(text: string, kind: 'heading' | 'sentence'): RewordingProblem[] {
  const trimmed = text.trim()
  if (trimmed === '') return [problem('length', `the ${kind} is empty`)]
  if (kind === 'heading') {
    const count = [...text].length
    return count > longestHeading
      ? [problem('length', `the heading has ${count} characters, and ${longestHeading} are the most`)]
      : []
  }
  const count = trimmed.split(/\s+/u).length
  return count > longestSentence
    ? [problem('length', `the sentence has ${count} words, and ${longestSentence} are the most`)]
    : []
}

const markup =
  /[<>`{}|\\^~[\]*]|__|(?<!\S)_|_(?!\S)|^\s*(?:#+|[-+•–—]|\d+[.)])\s|&(?:#\d+|#x[\da-f]+|\p{L}[\p{L}\p{N}]*);/iu
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u
const webAddress =
  /\p{L}[\p{L}\p{N}+.-]*:\/\/\S*|\b(?:mailto|javascript|data|tel):\S+|\bwww\.\S+|[\p{L}\p{N}_.+-]+@[\p{L}\p{N}-]+|(?<![\p{L}\p{N}.])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\/\S*)?/giu

function writingProblems(text: string, evidence: readonly Passage[]): RewordingProblem[] {
  const stands = (part: string): boolean => evidence.some((passage) => passage.text.includes(part))
  const found: RewordingProblem[] = []
  if (unseen.test(text)) found.push(problem('characters', 'it holds characters that nobody sees, or a line break'))
  const mark = markup.exec(text)?.[0].trim()
  if (mark !== undefined) found.push(problem('markup', `it holds markup: ${mark}`))
  for (const [address] of text.matchAll(webAddress)) {
    if (!stands(address)) found.push(problem('address', `the address ${address} stands in no source`))
  }
  return found
}

function figureProblems(text: string, language: string | null, evidence: readonly Passage[]): RewordingProblem[] {
  const proven = new Set(evidence.flatMap((passage) => [...figuresProvenBy(passage.text, passage.language)]))
  return [...figuresOf(text, language)]
    .filter((figure) => !proven.has(figure))
    .map((figure) => problem('figure', `the figure ${figure} stands in no source`))
}

/** What stands between quotation marks are somebody's own words: to the letter, but for how its end is stopped. */
function quotationProblems(text: string, evidence: readonly Passage[]): RewordingProblem[] {
  return [...text.matchAll(/["“„«]([^"“”„«»]+)["”“»]/gu)]
    .map(([, quoted = '']) => quoted.replace(/[\s.,;!?]+$/u, '').trim())
    .filter((quoted) => !evidence.some((passage) => passage.text.includes(quoted)))
    .map((quoted) => problem('quotation', `nobody is quoted with “${quoted}” in a source`))
}

/** A sentence may say nothing of what is denied; a heading may name its matter, but not the nearest word: the act. */
function denialProblems(
  text: string,
  language: string | null,
  evidence: readonly Passage[],
  kind: 'heading' | 'sentence',
): RewordingProblem[] {
  if (![language, ...evidence.map((passage) => passage.language)].every(knowsDenials)) {
    return [problem('denial', 'nobody here knows how this language denies, so it cannot be checked')]
  }
  const own = denialsOf(text, language)
  const theirs = evidence.flatMap((passage) => denialsOf(passage.text, passage.language))
  const meets = (a: readonly string[], b: readonly string[]): boolean => a.some((stem) => b.includes(stem))
  const said = [...contentStems(termsOf(text, language))]
  const tells = (denied: readonly string[]): boolean => meets(kind === 'heading' ? denied.slice(0, 1) : denied, said)
  const added = own.filter((reached) => !theirs.some((denied) => meets(reached, denied)))
  const dropped = theirs.filter((denied) => tells(denied) && !own.some((reached) => meets(reached, denied)))
  return [
    ...(added.length > 0 ? [problem('denial', 'it denies what no source denies')] : []),
    ...(dropped.length > 0 ? [problem('denial', 'it leaves out that a source denies this')] : []),
  ]
}

function wordProblems(
  text: string,
  language: string | null,
  evidence: readonly Passage[],
  kind: 'heading' | 'sentence',
): RewordingProblem[] {
  const own = [...contentStems(termsOf(text, language))]
  if (own.length === 0) return [problem('words', `the ${kind} says nothing`)]
  const theirs = new Set(evidence.flatMap((passage) => termsOf(passage.text, passage.language).stems))
  const held = own.filter((stem) => theirs.has(stem)).length
  if (held >= leastShare[kind] * own.length) return []
  const asked = Math.round(leastShare[kind] * 100)
  return [problem('words', `${held} of its ${own.length} telling words stand in the sources, and ${asked} % must`)]
}
