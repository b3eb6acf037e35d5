import { describe, expect, test } from '@jest/globals'
import type { AnalystRules } from '../../../src/stories/analyst-rules.ts'
import { noRules } from '../../../src/stories/analyst-rules.ts'
import { nextSettling } from '../../../src/stories/replay-rules.ts'
import { ReplayState } from '../../../src/stories/replay-state.ts'
import { stepsOf } from '../../../src/stories/replay-steps.ts'
import type { ReplayEvent } from '../../../src/stories/repository-replay.ts'

const at = new Date('2026-03-02T08:00:00Z')

/** Articles by their stories and originals: `{ 1: ['A'], 2: ['A', '1'] }`. */
function stateOf(articles: Readonly<Record<string, readonly [storyId: string, originalId?: string]>>): ReplayState {
  const state = new ReplayState()
  for (const [articleId, [storyId, originalId]] of Object.entries(articles)) {
    const none = { copyKind: null, containment: null, indexTerms: null }
    state.add({ articleId, publishedAt: at, originalId: originalId ?? null, ...none, isReplayed: true }, storyId)
  }
  return state
}

describe('the state of a replay', () => {
  test('parts copies from an original that has moved, and makes them copies again when the move is undone', () => {
    const state = stateOf({ 1: ['A'], 2: ['A', '1'], 3: ['A', '1'], 4: ['B'] })
    state.replayed.put('1', 'B')
    state.replayed.put('2', 'B')
    expect(state.part(['1', '2'], '7')).toEqual(['3'])
    expect(state.places.get('3')?.originalId).toBeNull()
    expect(state.places.get('2')?.originalId).toBe('1')
    expect(state.reunite('7')).toBe(false)
    state.replayed.put('1', 'A')
    expect(state.reunite('8')).toBe(false)
    expect(state.reunite('7')).toBe(true)
    expect(state.places.get('3')?.originalId).toBe('1')
    expect(state.copiesOf('1')).toEqual(['2', '3'])
  })

  test('follows stories through merges, until one lives again', () => {
    const { replayed } = stateOf({ 1: ['A'], 2: ['B'], 3: ['C'] })
    replayed.merge('A', 'B')
    replayed.merge('B', 'C')
    expect(replayed.successorOf('A')).toBe('C')
    expect(replayed.membersOf('C')).toEqual(['3', '2', '1'])
    expect(replayed.isOpen('B')).toBe(false)
    replayed.merge('C', 'A')
    expect(replayed.successorOf('C')).toBe('C')
    replayed.revive('A')
    replayed.put('1', 'A')
    expect(replayed.membersOf('A')).toEqual(['1'])
  })
})

describe('rules that do not hold in a replay', () => {
  const settle = (state: ReplayState, rules: Partial<AnalystRules>) => nextSettling(state, { ...noRules, ...rules })
  const pair = (a: string, b: string) => new Map([[a, new Set([b])], [b, new Set([a])]]) // prettier-ignore

  test('ask for the pinned article with its copies, where the story is there', () => {
    const state = stateOf({ 1: ['A'], 2: ['A', '1'], 3: ['B'] })
    expect(settle(state, { pinned: new Map([['1', 'B']]) })).toEqual({ articleIds: ['1', '2'], storyId: 'B' })
    expect(settle(state, { pinned: new Map([['1', 'C']]) })).toBeNull()
    expect(settle(state, { pinned: new Map([['3', 'B'], ['9', 'B']]) })).toBeNull() // prettier-ignore
  })

  test('ask for the later of two that must be together, or apart', () => {
    const state = stateOf({ 9: ['A'], 10: ['B'], 11: ['B'] })
    expect(settle(state, { mustLink: pair('10', '9') })).toEqual({ articleIds: ['10'], storyId: 'A' })
    expect(settle(state, { mustLink: pair('10', '11') })).toBeNull()
    expect(settle(state, { cannotLink: pair('11', '10') })).toEqual({ articleIds: ['11'], storyId: null })
    expect(settle(state, { cannotLink: pair('9', '10') })).toBeNull()
  })
})

describe('steps of a replay', () => {
  const event = (more: Partial<ReplayEvent>): ReplayEvent => ({
    ...{ id: '1', storyId: 'A', articleId: '1', event: 'joined', at, actor: 'lane', reason: 'join', into: null },
    ...{ decisionId: null, isUndo: false, eventAt: at, originalId: null, copyKind: null, containment: null },
    ...more,
  })

  test('tell placements from what a merge takes along', () => {
    const events = [
      event({ event: 'created', reason: 'new' }),
      event({ event: 'merged', articleId: null, reason: 'merge', into: 'B' }),
      event({ storyId: 'B', reason: 'merge' }),
    ]
    expect(stepsOf(events).map(({ kind }) => kind)).toEqual(['placed', 'merged', 'followed'])
  })

  test('take together what one decision moves into one story, and no more', () => {
    const by = { actor: 'Ada Renn', reason: 'one ferry', decisionId: '7' }
    const steps = stepsOf([
      event({ event: 'split', articleId: null, ...by, into: 'B' }),
      event({ ...by, storyId: 'B' }),
      event({ ...by, storyId: 'B', articleId: '2' }),
      event({ ...by, storyId: 'C', articleId: '3' }),
      event({ ...by, storyId: 'C', articleId: '4', isUndo: true }),
      event({ ...by, storyId: 'A', articleId: null, event: 'merged', into: 'B' }),
      event({ ...by, storyId: 'A', articleId: null, event: 'created', isUndo: true }),
    ])
    expect(steps.map((step) => [step.kind, 'articleIds' in step ? step.articleIds : []])).toEqual([
      ['moved', ['1', '2']],
      ['moved', ['3']],
      ['moved', ['4']],
      ['ended', []],
      ['revived', []],
    ])
  })
})
