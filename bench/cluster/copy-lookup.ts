import { CopyIndex, type IndexedText } from '../../src/stories/copies.ts'
import { Register } from '../../src/stories/register.ts'
import { defaultSettings } from '../../src/stories/settings.ts'
import { type Wording, wordingOf } from '../../src/stories/wording.ts'
import { randomFrom } from '../random.ts'
import { cpuEach, megabytes, residentBytes } from './cpu-each.ts'
import { minhashLookup, simhashScan, titlesOfAll } from './peers.ts'

/** Articles between two makings of wording, which is not measured. */
const batch = 2000
/** Articles that the peers take: their cost a text is thousands of times as high. */
const peerTexts = 300
/** Titles that string-similarity compares; its cost for more is that of these in proportion. */
const peerTitles = 10_000

interface Made {
  readonly title: string
  readonly text: string
}

/** Texts of 250 words by Zipf's law over 30,000 words; 4 % are copies of one of the last ten, cut to 40 %. */
function textMaker(): () => Made {
  const random = randomFrom(7)
  const recent: string[][] = []
  const zipfWord = (): string => `w${Math.floor(30_000 ** random()).toString(36)}`
  const wordsOf = (length: number): string[] => Array.from({ length }, zipfWord)
  return () => {
    const source = random() < 0.04 ? recent[Math.floor(random() * recent.length)] : undefined
    const words = source ? source.slice(0, 100) : wordsOf(250)
    recent.push(words)
    if (recent.length > 10) recent.shift()
    return { title: wordsOf(9).join(' '), text: words.join(' ') }
  }
}

/**
 * Cost of looking a text up and putting it in, made shingles given, while the index grows to so many articles; then half
 * of them leave and as many come.
 */
export async function copyLookup(largest: number): Promise<void> {
  const make = textMaker()
  const texts: Made[] = []
  const titles: string[] = []
  const register = new Register<IndexedText>()
  const index = new CopyIndex<IndexedText>(defaultSettings, register)
  const held: IndexedText[] = []
  let sequence = 0
  const take = (wording: Wording): void => {
    index.overlaps(wording)
    const text = register.add((ref) => ({ ref, sequence: sequence++ }))
    index.add(text, wording)
    held.push(text)
  }
  const grow = (count: number, limit: number): number => {
    const wordings = Array.from({ length: Math.min(batch, limit - count) }, () => {
      const made = make()
      if (texts.length < peerTexts) texts.push(made)
      if (titles.length < peerTitles) titles.push(made.title)
      return wordingOf(made.text.split(' '), defaultSettings)
    })
    return cpuEach(wordings.length, () => wordings.forEach(take))
  }

  console.log('copy lookup and insert; string-similarity compares the title with all titles so far')
  console.log('articles | us an article | resident MB | string-similarity us | times')
  for (let at = Math.min(10_000, largest); at <= largest; at *= 10) {
    let last: number[] = []
    while (held.length < at) {
      last.push(grow(held.length, at))
      last = last.slice(-5)
    }
    const own = last.reduce((sum, one) => sum + one, 0) / last.length
    const resident = megabytes(residentBytes())
    const peer = titlesOfAll(titles) * (held.length / titles.length)
    console.log([at, own.toFixed(1), resident, peer.toFixed(0), (peer / own).toFixed(0)].join(' | '))
  }
  for (const text of held.splice(0, Math.floor(held.length / 2))) {
    index.remove(text)
    register.remove(text.ref)
  }
  const limit = held.length * 2
  const later: number[] = []
  while (held.length < limit) later.push(grow(held.length, limit))
  const own = later.reduce((sum, one) => sum + one, 0) / later.length
  console.log(`half left, as many came | ${own.toFixed(1)} | ${megabytes(residentBytes())}`)
  const minhash = await minhashLookup(texts.map(({ text }) => text))
  const simhash = await simhashScan(texts.map(({ text }) => text))
  console.log(`on the first ${texts.length}: npm minhash ${minhash.toFixed(0)} us, simhash-js ${simhash.toFixed(0)} us`)
}
