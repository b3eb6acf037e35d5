import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { learnPage, noMemory, type LearntPage, type SiteMemory } from '../../../../src/articles/extract/site-memory.ts'

const page = (pageKey: string, blockKeys: readonly string[], container: string | null = null): LearntPage => ({
  pageKey,
  blockKeys,
  container,
})
const learnAll = (pages: readonly LearntPage[]): SiteMemory => pages.reduce(learnPage, noMemory)
const contentOf = ({ blocks, containers }: SiteMemory) => ({
  blocks: Object.fromEntries(blocks),
  containers: Object.fromEntries(containers),
})

const key = fc.stringMatching(/^[a-z0-9]{1,3}$/)
const somePage = fc.record({
  pageKey: key,
  blockKeys: fc.array(key, { maxLength: 12 }),
  container: fc.constantFrom('main > div.copy', 'article > div.text', null),
})

describe('a site memory', () => {
  test('knows the same whatever the order of the pages', () => {
    const inTwoOrders = fc
      .array(somePage, { maxLength: 15 })
      .chain((pages) =>
        fc.tuple(fc.constant(pages), fc.shuffledSubarray(pages, { minLength: pages.length, maxLength: pages.length })),
      )
    fc.assert(
      fc.property(inTwoOrders, ([pages, shuffled]) => {
        expect(contentOf(learnAll(shuffled))).toEqual(contentOf(learnAll(pages)))
      }),
    )
  })

  test('does not change by a page that it has learnt', () => {
    fc.assert(
      fc.property(fc.array(somePage, { minLength: 1, maxLength: 15 }), fc.nat(), (pages, choice) => {
        const memory = learnAll(pages)
        const again = pages[choice % pages.length]
        expect(again && learnPage(memory, again)).toBe(memory)
      }),
    )
  })

  test('forgets texts of a single page first, those it met longest ago', () => {
    const standing = ['line 1', 'line 2']
    const first = [page('a', [...standing, 'first story']), page('b', standing)]
    const later = Array.from({ length: 100 }, (_, at) =>
      page(
        `p${at}`,
        Array.from({ length: 30 }, (_, line) => `${at}/${line}`),
      ),
    )
    const { blocks } = learnAll([...first, ...later])
    expect(blocks.size).toBeLessThanOrEqual(3_000)
    expect(standing.map((line) => blocks.has(line))).toEqual([true, true])
    expect([blocks.has('first story'), blocks.has('0/0'), blocks.has('99/0')]).toEqual([false, false, true])
  })

  test('has room for new lines although a site has many standing ones', () => {
    const many = Array.from({ length: 60 }, (_, at) => Array.from({ length: 40 }, (_, line) => `${at}/${line}`))
    const pages = many.flatMap((keys, at) => [page(`a${at}`, keys), page(`b${at}`, keys)])
    const { blocks } = learnAll([...pages, page('x', ['new line']), page('y', ['new line'])])
    expect(blocks.size).toBeLessThanOrEqual(3_000)
    expect(blocks.get('new line')).toEqual(['x', 'y'])
  })

  test('keeps the containers of most pages', () => {
    const rare = Array.from({ length: 40 }, (_, at) => page(`r${at}`, [], `div.rare${at}`))
    const usual = ['u1', 'u2', 'u3'].map((pageKey) => page(pageKey, [], 'article > div.copy'))
    const { containers } = learnAll([...usual, ...rare])
    expect(containers.size).toBeLessThanOrEqual(12)
    expect(containers.get('article > div.copy')).toEqual(['u1', 'u2', 'u3'])
  })

  test('can be cloned to another thread', () => {
    const memory = learnAll([page('a', ['x', 'y'], 'main')])
    expect(structuredClone(memory)).toEqual(memory)
  })
})
