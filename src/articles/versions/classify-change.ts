import { numbersIn } from '../../text/numbers.ts'
import { words } from '../../text/words.ts'
import { type ChangeClass, changeClasses } from './change-class.ts'
import { changedNames } from './changed-names.ts'
import { isCorrectionNote } from './correction-note.ts'
import { compareSentences, sharedWords, wordSet } from './sentence-changes.ts'
import { isRespelt } from './spelling.ts'
import { changedLines, type ToldText } from './told-text.ts'

/** A word of a title that differs by one letter was misspelt; shorter words become others by one letter. */
const SHORTEST_MISSPELT = 4
/** Titles that share less of their words are no wordings of one title. */
const ONE_TITLE = 0.5

/**
 * What a version changed against the one before, in the order of `changeClasses`. Sentences that both have are set aside,
 * and those that share half of their words or more are taken for one that was edited. Then
 * - `headline`: the title's words differ by more than one letter each of words of four letters or more;
 * - `figure`: an edited sentence or the title, or a line such as `Dead: 12`, has other figures (`1,200` is `1.200`; numbers
 *   written as words are not seen);
 * - `name`: in an edited sentence or the title a name went and a name came, see changed-names.ts;
 * - `correction_note`: a new paragraph announces a change, see correction-note.ts;
 * - `text`: other sentences came or went;
 * - `trivial`: none of these.
 */
export function classifyChange(before: ToldText, after: ToldText, language: string | null): readonly ChangeClass[] {
  const notes = after.paragraphs.filter((text) => isCorrectionNote(text) && !before.paragraphs.includes(text))
  const { edited, added, removed } = compareSentences(sentencesOf(before), sentencesOf(after), language)
  const rewordings = isOneTitle(before.title, after.title, language)
    ? [...edited, [before.title, after.title] as const]
    : edited
  const hasChangedName = changedNames(wholeOf(before), wholeOf(after), language)
  const isNews = (sentence: string): boolean => !notes.some((note) => note.includes(sentence))
  const found: Readonly<Record<ChangeClass, boolean>> = {
    headline: saysOtherwise(before.title, after.title, language),
    figure: changedLines(before, after).length > 0 || rewordings.some(([from, to]) => !hasSameFigures(from, to)),
    name: rewordings.some(([from, to]) => hasChangedName(from, to)),
    correction_note: notes.length > 0,
    text: added.some(isNews) || removed.length > 0,
    trivial: false,
  }
  const classes = changeClasses.filter((name) => found[name])
  return classes.length === 0 ? ['trivial'] : classes
}

const sentencesOf = (told: ToldText): readonly string[] =>
  told.standfirst === '' ? told.sentences : [told.standfirst, ...told.sentences]

const wholeOf = (told: ToldText): string => [told.title, told.standfirst, ...told.paragraphs].join('\n')

function saysOtherwise(before: string, after: string, language: string | null): boolean {
  const [from, to] = [words(before, language), words(after, language)]
  return from.length !== to.length || from.some((word, at) => !isSameWord(word, to[at] ?? ''))
}

function isSameWord(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.min(a.length, b.length) < SHORTEST_MISSPELT || /\p{N}/u.test(a + b)) return false
  return isRespelt(a, b, 1)
}

const isOneTitle = (before: string, after: string, language: string | null): boolean =>
  sharedWords(wordSet(before, language), wordSet(after, language)) >= ONE_TITLE

function hasSameFigures(before: string, after: string): boolean {
  const [from, to] = [new Set(numbersIn(before)), new Set(numbersIn(after))]
  return from.size === to.size && [...from].every((figure) => to.has(figure))
}
