import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { contradictionsIn } from '../../../src/stories/decision-contradictions.ts'
import type { Standing } from '../../../src/stories/decision-graph.ts'
import { rulesOf } from '../../../src/stories/decision-rules.ts'
import { type Decision, type DecisionKind, type DecisionRecord, isInForce } from '../../../src/stories/decision.ts'

const at = new Date('2026-03-02T08:00:00Z')

const decision = (id: number, kind: DecisionKind, more: Partial<Decision>): Decision => ({
  id: String(id),
  kind,
  author: 'Ada Renn',
  reason: 'two ferries, not one',
  at,
  articleIds: [],
  apartIds: [],
  storyId: null,
  fromStoryId: null,
  isApplied: true,
  ...more,
})

/** Articles 1 to 12 stand in stories A to D, three each. */
const home = (articleId: string): string => 'ABCD'.charAt((Number(articleId) - 1) % 4)
const standing: Standing = { storyOf: home, successorOf: (id) => id }

const article = fc.integer({ min: 1, max: 12 }).map(String)
const articles = fc.uniqueArray(article, { minLength: 1, maxLength: 3 })
const story = fc.constantFrom('A', 'B', 'C', 'D')

const anyDecision = fc.oneof(
  fc.record({ kind: fc.constant('must_link' as const), articleIds: articles }),
  fc.record({ kind: fc.constant('cannot_link' as const), articleIds: articles, apartIds: articles }),
  fc.record({ kind: fc.constant('pin' as const), articleIds: articles, storyId: story }),
  fc.record({ kind: fc.constant('lock' as const), storyId: story }),
  fc.record({
    kind: fc.constant('move' as const),
    articleIds: articles,
    apartIds: articles,
    storyId: story,
    isApplied: fc.boolean(),
  }),
)
const someDecisions = fc
  .array(anyDecision, { maxLength: 7 })
  .map((all) => all.map(({ kind, ...more }, i) => decision(i + 1, kind, more)))

/** Decisions that the standing itself fulfils. */
const truths = fc
  .array(fc.tuple(article, article, fc.boolean()), { maxLength: 12 })
  .map((pairs) =>
    pairs.map(([a, b, isPin], i) =>
      isPin
        ? decision(i + 1, 'pin', { articleIds: [a], storyId: home(a) })
        : home(a) === home(b)
          ? decision(i + 1, 'must_link', { articleIds: [a, b] })
          : decision(i + 1, 'cannot_link', { articleIds: [a], apartIds: [b] }),
    ),
  )

describe('rules', () => {
  test('of decisions that hold are fulfilled by what stands, and contradict nothing', () => {
    fc.assert(
      fc.property(truths, (decisions) => {
        expect(contradictionsIn(decisions, standing)).toEqual([])
        const rules = rulesOf(decisions)
        for (const [a, others] of rules.mustLink) for (const b of others) expect(home(a)).toBe(home(b))
        for (const [a, others] of rules.cannotLink) for (const b of others) expect(home(a)).not.toBe(home(b))
        for (const [a, held] of rules.pinned) expect(held).toBe(home(a))
      }),
    )
  })

  test('say what each decision says, both ways, and what follows from several', () => {
    fc.assert(
      fc.property(someDecisions, (decisions) => {
        const { mustLink, cannotLink, locked } = rulesOf(decisions)
        for (const { kind, articleIds, apartIds, storyId } of decisions) {
          if (kind === 'lock') expect(locked.has(storyId ?? '')).toBe(true)
          for (const a of articleIds) {
            for (const b of apartIds)
              expect([cannotLink.get(a)?.has(b), cannotLink.get(b)?.has(a)]).toEqual([true, true])
            if (kind === 'must_link')
              for (const b of articleIds) if (a !== b) expect(mustLink.get(a)?.has(b)).toBe(true)
          }
        }
        for (const [a, linked] of mustLink) {
          for (const b of linked) {
            expect([...(mustLink.get(b) ?? []), b].sort()).toEqual([...linked, a].sort())
            expect(cannotLink.get(b) ?? new Set()).toEqual(cannotLink.get(a) ?? new Set())
          }
        }
      }),
    )
  })

  test('name the successor of a story that was merged away', () => {
    const decisions = [decision(1, 'pin', { articleIds: ['1'], storyId: 'A' }), decision(2, 'lock', { storyId: 'A' })]
    const { pinned, locked } = rulesOf(decisions, (id) => (id === 'A' ? 'B' : id))
    expect([pinned.get('1'), [...locked]]).toEqual(['B', ['B']])
  })

  test('of an undone decision are gone: the others ask for what they asked before', () => {
    fc.assert(
      fc.property(someDecisions, fc.nat(), (decisions, n) => {
        fc.pre(decisions.length > 0)
        const undone = decisions[n % decisions.length]
        const records = decisions.map((one): DecisionRecord => ({
          ...one,
          language: 'en',
          appliedAt: at,
          outcome: 'applied',
          problem: null,
          undoneAt: one === undone ? at : null,
          undoneBy: one === undone ? 'Bo Lind' : null,
          undoneReason: one === undone ? 'it was one ferry' : null,
          undoAppliedAt: null,
        }))
        const rest = decisions.filter((one) => one !== undone)
        expect(rulesOf(records.filter(isInForce))).toEqual(rulesOf(rest))
        expect(contradictionsIn(records.filter(isInForce), standing)).toEqual(contradictionsIn(rest, standing))
      }),
    )
  })
})

describe('contradictions', () => {
  test('do not depend on the order of the decisions', () => {
    fc.assert(
      fc.property(
        someDecisions.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(contradictionsIn(shuffled, standing)).toEqual(contradictionsIn(all, standing))
        },
      ),
    )
  })

  test('are found whenever no placing of the articles can obey', () => {
    fc.assert(
      fc.property(someDecisions, (decisions) => {
        const nowhere: Standing = { storyOf: () => null, successorOf: (id) => id }
        const found = contradictionsIn(decisions, nowhere).length > 0
        expect(found).toBe(!canObey(decisions))
      }),
      { numRuns: 500 },
    )
  })

  test('name the decisions without which they would not be', () => {
    fc.assert(
      fc.property(someDecisions, (decisions) => {
        for (const { decisionIds } of contradictionsIn(decisions, standing)) {
          const alone = decisions.filter(({ id }) => decisionIds.includes(id))
          expect(contradictionsIn(alone, standing)).not.toEqual([])
        }
      }),
    )
  })

  const of = (...decisions: Decision[]) =>
    contradictionsIn(decisions, standing).map(({ kind, decisionIds }) => `${kind} ${decisionIds.join(' ')}`)

  test.each<[string, Decision[], string[]]>([
    [
      'links that lead to each other, and a part',
      [
        decision(1, 'must_link', { articleIds: ['1', '5'] }),
        decision(2, 'must_link', { articleIds: ['5', '9'] }),
        decision(3, 'cannot_link', { articleIds: ['9'], apartIds: ['1'] }),
      ],
      ['apart-yet-together 1 2 3'],
    ],
    [
      'linked articles pinned to two stories',
      [
        decision(1, 'must_link', { articleIds: ['1', '5'] }),
        decision(2, 'pin', { articleIds: ['1'], storyId: 'A' }),
        decision(3, 'pin', { articleIds: ['5'], storyId: 'B' }),
      ],
      ['two-stories 1 2 3'],
    ],
    [
      'a pin into a story that has what the article must not meet',
      [
        decision(1, 'cannot_link', { articleIds: ['2'], apartIds: ['1'] }),
        decision(2, 'pin', { articleIds: ['2'], storyId: 'A', isApplied: false }),
      ],
      ['apart-yet-together 1 2'],
    ],
    [
      'a move that leaves behind what the article is linked with',
      [
        decision(1, 'must_link', { articleIds: ['1', '5'] }),
        decision(2, 'move', { articleIds: ['1'], storyId: 'B', isApplied: false }),
      ],
      ['left-behind 1 2'],
    ],
    [
      'a move into a locked story',
      [
        decision(1, 'lock', { storyId: 'B' }),
        decision(2, 'move', { articleIds: ['1'], storyId: 'B', isApplied: false }),
      ],
      ['locked 1 2'],
    ],
    [
      'a merge of a locked story',
      [
        decision(1, 'merge', { articleIds: ['1', '2'], fromStoryId: 'A', storyId: 'B', isApplied: false }),
        decision(2, 'lock', { storyId: 'A' }),
      ],
      ['locked 1 2'],
    ],
    [
      'a merge of what a move has parted',
      [
        decision(1, 'move', { articleIds: ['1'], apartIds: ['2', '6'], storyId: 'A' }),
        decision(2, 'merge', { articleIds: ['5', '2'], fromStoryId: 'A', storyId: 'B', isApplied: false }),
      ],
      ['apart-yet-together 1 2'],
    ],
    [
      'a split between what a merge holds together',
      [
        decision(1, 'merge', { articleIds: ['1', '5'], fromStoryId: 'X', storyId: 'A' }),
        decision(2, 'split', { articleIds: ['1'], apartIds: ['5', '9'], fromStoryId: 'A', isApplied: false }),
      ],
      ['apart-yet-together 1 2'],
    ],
    [
      'a lock of a story that was changed before',
      [decision(1, 'move', { articleIds: ['1'], storyId: 'A' }), decision(2, 'lock', { storyId: 'A' })],
      [],
    ],
    [
      'a move of another article out of a merged story',
      [
        decision(1, 'merge', { articleIds: ['1', '5'], fromStoryId: 'X', storyId: 'A' }),
        decision(2, 'move', { articleIds: ['9'], apartIds: ['1', '5'], storyId: 'B', isApplied: false }),
      ],
      [],
    ],
  ])('%s', (_what, decisions, expected) => {
    expect([...new Set(of(...decisions))]).toEqual(expect.arrayContaining(expected))
    expect(of(...decisions).length > 0).toBe(expected.length > 0)
  })

  test('of pins to two stories are none once these are one', () => {
    const pins = [
      decision(1, 'must_link', { articleIds: ['1', '2'] }),
      decision(2, 'pin', { articleIds: ['1'], storyId: 'A' }),
      decision(3, 'pin', { articleIds: ['2'], storyId: 'B' }),
    ]
    expect(contradictionsIn(pins, standing)).not.toEqual([])
    const merged: Standing = { storyOf: () => 'B', successorOf: (id) => (id === 'A' ? 'B' : id) }
    expect(contradictionsIn(pins, merged)).toEqual([])
  })
})

/** Whether some placing of the articles obeys: each group in the story that holds it, or in one of its own. */
function canObey(decisions: readonly Decision[]): boolean {
  const label = new Map(Array.from({ length: 12 }, (_none, i) => [String(i + 1), `own ${i + 1}`]))
  const rename = (from: string, to: string) => {
    for (const [id, name] of label) if (name === from) label.set(id, to)
  }
  for (const { kind, articleIds } of decisions) {
    if (kind === 'must_link')
      for (const id of articleIds) rename(label.get(id) ?? '', label.get(articleIds[0] ?? '') ?? '')
  }
  const held = new Map<string, string>()
  for (const { kind, articleIds, storyId } of decisions) {
    if (kind !== 'pin' && kind !== 'move') continue
    for (const id of articleIds) {
      const group = label.get(id) ?? ''
      if (held.has(group) && held.get(group) !== storyId) return false
      held.set(group, storyId ?? '')
    }
  }
  const place = (id: string) => held.get(label.get(id) ?? '') ?? label.get(id)
  return !decisions.some((d) => d.articleIds.some((a) => d.apartIds.some((b) => place(a) === place(b))))
}
