import type { ReplayEvent } from './repository-replay.ts'

/** What an event, or several that belong together, means for a replay. */
export type ReplayStep =
  /** The lane placed an article. */
  | { readonly kind: 'placed'; readonly event: ReplayEvent; readonly articleId: string }
  /** The lane made one story of two. */
  | { readonly kind: 'merged'; readonly from: string; readonly into: string }
  /** An article went along with a merge of the lane: told of what is stored only. */
  | { readonly kind: 'followed'; readonly articleId: string; readonly storyId: string }
  /** A person moved articles. */
  | { readonly kind: 'moved'; readonly articleIds: readonly string[]; readonly storyId: string; readonly by: Deciding }
  /** A person's act ended a story. */
  | { readonly kind: 'ended'; readonly from: string; readonly into: string; readonly by: Deciding }
  /** An undo let a story live again. */
  | { readonly kind: 'revived'; readonly storyId: string }

export interface Deciding {
  readonly actor: string
  readonly reason: string
  readonly decisionId: string
  readonly isUndo: boolean
}

/**
 * Events of the ledger as steps of a replay, in their order. Articles that one decision moves into one story are moved at
 * once, so that copies are not parted from originals that go with them.
 */
export function stepsOf(events: readonly ReplayEvent[]): readonly ReplayStep[] {
  const steps: ReplayStep[] = []
  for (const event of events) {
    const step = stepOf(event)
    const last = steps.at(-1)
    if (step?.kind === 'moved' && last?.kind === 'moved' && isSameMove(last, step)) {
      steps[steps.length - 1] = { ...last, articleIds: [...last.articleIds, ...step.articleIds] }
    } else if (step) steps.push(step)
  }
  return steps
}

/** Whether the second event may belong to one move with the first: a step must not end between two. */
export const belongTogether = (one: ReplayEvent, next: ReplayEvent): boolean =>
  one.decisionId !== null && one.decisionId === next.decisionId

function stepOf(event: ReplayEvent): ReplayStep | null {
  const { storyId, articleId, into, actor, reason, decisionId, isUndo } = event
  if (actor === 'lane') {
    if (articleId === null) return into === null ? null : { kind: 'merged', from: storyId, into }
    return reason === 'merge' ? { kind: 'followed', articleId, storyId } : { kind: 'placed', event, articleId }
  }
  const by = { actor, reason, decisionId: decisionId ?? '', isUndo }
  if (articleId !== null) return { kind: 'moved', articleIds: [articleId], storyId, by }
  if (event.event === 'merged' && into !== null) return { kind: 'ended', from: storyId, into, by }
  return event.event === 'created' && isUndo ? { kind: 'revived', storyId } : null
}

type Move = Extract<ReplayStep, { kind: 'moved' }>

const isSameMove = (a: Move, b: Move): boolean =>
  a.storyId === b.storyId && a.by.decisionId === b.by.decisionId && a.by.isUndo === b.by.isUndo
