import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { averageLinkage, clustersAt } from '../../../src/stories/split-linkage.ts'
import { areMuchTheSame } from '../../../src/stories/split-likeness.ts'
import { heldReports } from '../../../src/stories/split-held.ts'
import { PairTable } from '../../../src/stories/split-pair-table.ts'
import { splitOf } from '../../../src/stories/split-parts.ts'
import { defaultSplitSettings } from '../../../src/stories/split-settings.ts'

interface Reports {
  readonly ids: readonly string[]
  readonly values: readonly number[]
}

/** Reports with any probabilities; of a few steps each, so that many are equal. */
const reports = fc.integer({ min: 1, max: 24 }).chain((size) =>
  fc.record({
    ids: fc.uniqueArray(fc.integer({ min: 1, max: 2000 }).map(String), { minLength: size, maxLength: size }),
    values: fc.array(
      fc.integer({ min: 0, max: 8 }).map((step) => step / 8),
      { minLength: size * size, maxLength: size * size },
    ),
  }),
)

function tableOf({ ids, values }: Reports, order: readonly string[] = ids): PairTable {
  const table = new PairTable(order)
  const place = new Map(ids.map((id, at) => [id, at]))
  for (const a of order) {
    for (const b of order) {
      const [low, high] = [place.get(a) ?? 0, place.get(b) ?? 0].sort((x, y) => x - y) as [number, number]
      if (a !== b) table.set(a, b, values[low * ids.length + high] ?? 0)
    }
  }
  return table
}

/** Events of these sizes: reports of one are `alike`, those of two `apart`. */
function eventsOf(sizes: readonly number[], alike = 0.8, apart = 0.1): PairTable {
  const events = sizes.flatMap((size, event) => Array.from({ length: size }, () => event))
  const table = new PairTable(events.map((_event, at) => String(at + 1)))
  events.forEach((one, a) =>
    events.slice(0, a).forEach((other, b) => table.set(String(a + 1), String(b + 1), one === other ? alike : apart)),
  )
  return table
}

const cut = (table: PairTable, linkage: number) => clustersAt(table.ids.length, averageLinkage(table), linkage)
const free = { together: [], staying: [] }
const thresholds = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))

/** The plain way: join the likeliest two again and again, while they are likely enough. */
function joinedPlainly(table: PairTable, linkage: number): number[][] {
  const clusters = table.ids.map((_id, place) => [place])
  for (;;) {
    const pairs = clusters.flatMap((a, at) =>
      clusters.slice(at + 1).map((b) => ({ a, b, mean: table.meanBetween(a, b) })),
    )
    const best = pairs.reduce<(typeof pairs)[number] | null>(
      (most, pair) => (pair.mean > (most?.mean ?? -1) ? pair : most),
      null,
    )
    if (!best || best.mean < linkage) return clusters.map((one) => one.sort((x, y) => x - y))
    best.a.push(...best.b)
    clusters.splice(clusters.indexOf(best.b), 1)
  }
}

describe('average linkage', () => {
  test('puts every report into one cluster', () => {
    fc.assert(
      fc.property(reports, fc.double({ min: 0, max: 1, noNaN: true }), (given, linkage) => {
        const clusters = cut(tableOf(given), linkage)
        expect(clusters.flat().sort((a, b) => a - b)).toEqual(given.ids.map((_id, place) => place))
      }),
    )
  })

  test('does not depend on the order of the reports', () => {
    const shuffled = reports.chain((given) =>
      fc.record({
        given: fc.constant(given),
        order: fc.shuffledSubarray([...given.ids], { minLength: given.ids.length, maxLength: given.ids.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ given, order }) => {
        expect(averageLinkage(tableOf(given, order))).toEqual(averageLinkage(tableOf(given)))
        expect(splitOf(tableOf(given, order), free, defaultSplitSettings)).toEqual(
          splitOf(tableOf(given), free, defaultSplitSettings),
        )
      }),
    )
  })

  test('never parts at a lower threshold what is together at a higher one', () => {
    fc.assert(
      fc.property(reports, thresholds, (given, pair) => {
        const [low, high] = [Math.min(...pair), Math.max(...pair)]
        const table = tableOf(given)
        const coarse = cut(table, low)
        for (const cluster of cut(table, high)) {
          expect(coarse.filter((one) => cluster.some((place) => one.includes(place)))).toHaveLength(1)
        }
      }),
    )
  })

  test('is what joining the likeliest two again and again gives', () => {
    // Sums of these are exact in any order, so that a mean is above a threshold either way or neither.
    const exact = fc.integer({ min: 0, max: 2 ** 40 }).map((whole) => whole / 2 ** 40)
    const distinct = fc.integer({ min: 2, max: 14 }).chain((size) =>
      fc.record({
        ids: fc.constant(Array.from({ length: size }, (_none, at) => String(at + 1))),
        values: fc.noBias(fc.uniqueArray(exact, { minLength: size * size, maxLength: size * size })),
      }),
    )
    fc.assert(
      fc.property(distinct, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (given, linkage) => {
        const table = tableOf(given)
        expect(cut(table, linkage)).toEqual(joinedPlainly(table, linkage).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)))
      }),
    )
  })
})

describe('a split', () => {
  test('has every report in one part, parts of a fair size, and less between them than what stays together', () => {
    const events = fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 6 }),
      alike: fc.double({ min: 0.46, max: 1, noNaN: true }),
      apart: fc.double({ min: 0, max: 0.44, noNaN: true }),
    })
    fc.assert(
      fc.property(events, ({ sizes, alike, apart }) => {
        const table = eventsOf(sizes, alike, apart)
        const split = splitOf(table, free, defaultSplitSettings)
        const fair = sizes.filter((size) => size >= Math.max(3, Math.ceil(table.ids.length / 10)))
        expect(split?.parts.length ?? 1).toBe(Math.max(1, fair.length))
        if (!split) return
        expect(split.parts.flatMap(({ articleIds }) => articleIds).sort()).toEqual([...table.ids].sort())
        expect(split.linkageBetween).toBeLessThan(defaultSplitSettings.linkage)
        const found = split.parts.map(({ articleIds }) => articleIds.length)
        expect(found).toEqual(found.toSorted((a, b) => b - a))
        for (const { articleIds, centralId } of split.parts) expect(articleIds).toContain(centralId)
      }),
    )
  })

  test('keeps the larger part in the story, and tells how alike the reports are', () => {
    const split = splitOf(eventsOf([8, 14]), free, defaultSplitSettings)
    expect(split?.parts.map(({ articleIds }) => articleIds.length)).toEqual([14, 8])
    expect(split?.linkageBetween).toBeCloseTo(0.1)
    for (const { linkage } of split?.parts ?? []) expect(linkage).toBeCloseTo(0.8)
  })

  test('has small clusters with the part that is likest to them', () => {
    const table = eventsOf([10, 10, 2])
    for (const id of ['21', '22']) for (let at = 11; at <= 20; at++) table.set(id, String(at), 0.3)
    const parts = splitOf(table, free, defaultSplitSettings)?.parts.map(({ articleIds }) => articleIds)
    expect(parts?.[0]).toEqual(expect.arrayContaining(['11', '20', '21', '22']))
    expect(parts?.[1]).toHaveLength(10)
  })

  test('leaves together what analysts hold together, and in the story what they hold there', () => {
    const table = eventsOf([12, 6, 6])
    const ids = (held: typeof free | { together: string[][]; staying: string[] }) =>
      splitOf(table, held, defaultSplitSettings)?.parts.map(({ articleIds }) => articleIds.length)
    expect(ids({ together: [['1', '13']], staying: [] })).toEqual([18, 6])
    expect(
      ids({
        together: [
          ['1', '13'],
          ['14', '19'],
        ],
        staying: [],
      }),
    ).toBeUndefined()
    expect(ids({ together: [], staying: ['19'] })).toEqual([6, 12, 6])
    expect(ids({ together: [], staying: ['13', '19'] })).toEqual([12, 12])
    expect(ids({ together: [['1', 'of another table']], staying: [] })).toEqual([12, 6, 6])
  })

  test('counts a copy as its original, and what is linked with a report that is not compared as staying', () => {
    const members = new Map([
      ['1', '1'],
      ['2', '1'],
      ['3', '3'],
      ['4', '4'],
    ])
    const linked = (pairs: readonly (readonly [string, string])[]) =>
      new Map(pairs.flatMap(([a, b]) => [[a, new Set([b])] as const, [b, new Set([a])] as const]))
    const held = (mustLink: ReadonlyMap<string, ReadonlySet<string>>, compared = ['1', '3', '4']) =>
      heldReports('story', members, new Set(compared), {
        mustLink,
        pinned: new Map([
          ['4', 'story'],
          ['3', 'another'],
        ]),
      })
    expect(held(new Map())).toEqual({ together: [], staying: ['4'] })
    expect(held(linked([['2', '3']]))).toEqual({
      together: [
        ['1', '3'],
        ['3', '1'],
      ],
      staying: ['4'],
    })
    expect(held(linked([['2', '3']]), ['1', '4']).staying).toEqual(['1', '3', '3', '1', '4'])
    expect(held(linked([['2', '9']]))).toEqual({ together: [], staying: ['4'] })
  })
})

describe('splits are much the same', () => {
  const earlier = [
    ['1', '2', '3', '4', '5'],
    ['6', '7', '8', '9'],
  ]
  test.each([
    [
      'in another order',
      [
        ['9', '8', '7', '6'],
        ['5', '4', '3', '2', '1'],
      ],
      true,
    ],
    [
      'with one report elsewhere',
      [
        ['1', '2', '3', '4'],
        ['5', '6', '7', '8', '9'],
      ],
      true,
    ],
    [
      'of a story that has grown',
      [
        ['1', '2', '3', '4', '5', '10', '11', '12'],
        ['6', '7', '8', '9', '13'],
      ],
      true,
    ],
    [
      'of what is left of it',
      [
        ['1', '2', '3'],
        ['6', '7'],
      ],
      true,
    ],
    [
      'of too little of it',
      [
        ['1', '2'],
        ['6', '7'],
      ],
      false,
    ],
    [
      'with other parts',
      [
        ['1', '2', '6', '7'],
        ['3', '4', '5', '8', '9'],
      ],
      false,
    ],
    [
      'with a part more',
      [
        ['1', '2', '3', '4', '5'],
        ['6', '7'],
        ['8', '9'],
      ],
      false,
    ],
    [
      'with newcomers alone in a part',
      [
        ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
        ['10', '11', '12'],
      ],
      false,
    ],
  ])('%s', (_what, now, expected) => {
    expect(areMuchTheSame(earlier, now, defaultSplitSettings)).toBe(expected)
  })
})
