import type { ArticleToImport } from '../../src/articles/repository-import.ts'
import { captureVersion } from '../../src/articles/capture-version.ts'

const SYLLABLES = [
  'ba',
  'dor',
  'fel',
  'gri',
  'han',
  'jun',
  'kel',
  'lom',
  'mi',
  'nor',
  'pa',
  'ras',
  'sti',
  'tur',
  'vek',
  'zon',
]
const PUBLISHERS = ['Hollin Courier', 'Tarn Gazette', 'Ostrel Observer', 'Fen Agency', 'Moor Broadcasting']

/** A repeatable sequence of numbers from 0 up to 1: Park and Miller, "Random number generators", CACM 1988. */
function numbers(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/**
 * Articles about invented events in order of time: several own reports of each, whole and cut copies among them, spread
 * so that reports of one event are days apart and events end while others begin.
 */
export function inventedStream(events: number, reportsEach: number): ArticleToImport[] {
  const random = numbers(20_260_302)
  const word = () => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES)).join('')
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const sentence = (words: readonly string[]) =>
    `The ${Array.from({ length: 12 }, () => pick(words)).join(' ')} of ${name(pick(words))}.`
  const name = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

  /** Each report has words of its own: titles that differ in one place are those of a series, which are never one story. */
  const headline = ([first = '', second = '', ...others]: readonly string[]) =>
    [name(first), ...Array.from({ length: 3 }, () => pick(others.slice(0, 8))), name(second), pick(others)].join(' ')

  const all = Array.from({ length: events }, (_none, event) => {
    const own = Array.from({ length: 40 }, word)
    const first = Date.UTC(2026, 2, 1) + (event / events) * 20 * 86_400_000
    const texts: string[] = []
    return Array.from({ length: reportsEach }, (_nothing, report) => {
      const fresh = Array.from({ length: 8 }, () => sentence(own)).join(' ')
      const copied = texts[0] ?? fresh
      const text = report % 4 === 2 ? copied : report % 4 === 3 ? `${copied} ${sentence(own)}` : fresh
      texts.push(text)
      return imported(`${event}-${report}`, pick(PUBLISHERS), first + report * 5 * 3_600_000, {
        title: headline(own),
        text,
      })
    })
  }).flat()
  return all.sort((a, b) => (a.publishedAt?.getTime() ?? 0) - (b.publishedAt?.getTime() ?? 0))
}

function imported(
  id: string,
  publisher: string,
  at: number,
  written: { title: string; text: string },
): ArticleToImport {
  const none = { standfirst: null, authors: [], agencyCredit: null, section: null, siteName: null }
  return {
    externalId: id,
    url: `https://press.example/${id}`,
    publisher,
    publishedAt: new Date(at),
    captured: captureVersion({ ...none, ...written, language: 'en' }),
  }
}
