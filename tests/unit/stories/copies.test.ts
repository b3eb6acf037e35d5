import { describe, expect, test } from '@jest/globals'
import type { Assignment } from '../../../src/stories/cluster-article.ts'
import { createClusterer } from '../../../src/stories/clusterer.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'
import { article, ferry, orchard, results } from './press.ts'

const wordsOf = (text: string): string[] => text.trim().split(/\s+/u)

/** What becomes of the second text after the first. */
function second(first: string, next: string): Assignment {
  const clusterer = createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => `story-of-${id}` })
  clusterer.assign(article('first', { title: 'One title', text: first }))
  return clusterer.assign(article('second', { title: 'Quite another headline', text: next, hour: 5 }))
}

describe('copies', () => {
  test('the same text under another title is an identical copy and shares the story', () => {
    expect(second(ferry.text, ferry.text)).toMatchObject({
      storyId: 'story-of-first',
      copyOf: { originalId: 'first', kind: 'identical', containment: 1, rule: 'same-text' },
      decision: { rule: 'copy', features: { resemblance: 1, containment: 1, numbers: 1, names: 1 } },
    })
  })

  test('a dateline and a closing line make a light edit', () => {
    const edited = `PORT ELIM, Monday. ${ferry.text} Reporting by the island desk.`
    expect(second(ferry.text, edited).copyOf).toMatchObject({ originalId: 'first', kind: 'light_edit' })
  })

  test('half of the text is a cut', () => {
    const half = wordsOf(ferry.text).slice(0, 65).join(' ')
    expect(second(ferry.text, half).copyOf).toMatchObject({ originalId: 'first', kind: 'cut', rule: 'containment' })
  })

  test('the text inside a longer one is merged', () => {
    expect(second(orchard.text, `${ferry.text} ${orchard.text}`).copyOf).toMatchObject({ kind: 'merged' })
  })

  test('another text is no copy, nor is an article without a text', () => {
    expect(second(ferry.text, orchard.text).copyOf).toBeNull()
    expect(second('', '').copyOf).toBeNull()
  })

  test('the same form with other names and figures is no copy', () => {
    const one = results('Halden Power', 'Tarvik', [412, 398, 5211])
    const other = results('Brask Foods', 'Velden', [77, 123, 964])
    expect(second(one.text, other.text).copyOf).toBeNull()
  })

  test('a short text must be nearly the same', () => {
    const short = wordsOf(ferry.text).slice(0, 30)
    expect(second(short.join(' '), `${short.join(' ')} too`).copyOf).toMatchObject({ rule: 'short-resemblance' })
    expect(second(short.join(' '), short.slice(0, 18).join(' ')).copyOf).toBeNull()
  })

  test('a copy of a copy names the first original', () => {
    const clusterer = createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => id })
    const texts = [ferry.text, `Monday. ${ferry.text}`, `Late Monday. ${ferry.text}`]
    const placed = texts.map((text, at) => clusterer.assign(article(`t${at}`, { text, hour: at })))
    expect(placed.map(({ copyOf }) => copyOf?.originalId)).toEqual([undefined, 't0', 't0'])
  })

  test('wording that many texts share is boilerplate', () => {
    const clusterer = createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => id })
    const closing = wordsOf(ferry.text).slice(0, 50).join(' ')
    const own = (seed: number, length: number): string =>
      Array.from({ length }, (_, at) => `item${seed}x${at}`).join(' ')
    const texts = [...Array.from({ length: 8 }, (_, at) => own(at, 70)), own(8, 30)]
    const placed = texts.map((text, at) =>
      clusterer.assign(article(`t${at}`, { text: `${text} ${closing}`, hour: at })),
    )
    expect(placed.map(({ copyOf }) => copyOf)).toEqual(texts.map(() => null))
  })
})
