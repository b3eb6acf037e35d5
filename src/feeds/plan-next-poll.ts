import type { NextPoll, PollOrder, PollOutcome } from './feed.ts'
import { adaptedInterval, backOff, type IntervalBounds, jittered } from './next-poll.ts'
import { faultWeight } from './poll-fault.ts'

/** What a plan is made with besides the poll. */
export interface PlanContext {
  readonly now: Date
  /** From 0 up to 1. */
  readonly random: number
  readonly bounds: IntervalBounds
  /** Makes an interval longer where a hub announces new entries. */
  readonly slowed: (seconds: number) => number
}

/**
 * When a feed is polled next: at its rhythm after a success; later and later after failures, but never not at all; and not
 * before the publisher's Retry-After.
 */
export function planNextPoll(order: PollOrder, outcome: PollOutcome, context: PlanContext): NextPoll {
  const { now, bounds, random } = context
  if (outcome.kind !== 'failed') {
    const adaptedSeconds = context.slowed(adaptedInterval(rhythmAfter(order, outcome, now), bounds))
    return { adaptedSeconds, at: after(now, jittered(adaptedSeconds, random)) }
  }
  const adaptedSeconds = order.intervalSeconds ?? order.adaptedSeconds ?? bounds.usual
  const seconds = backOff(adaptedSeconds, order.failureScore + faultWeight[outcome.fault])
  const at = after(now, jittered(seconds, random))
  return { adaptedSeconds, at: outcome.retryAt && outcome.retryAt > at ? outcome.retryAt : at }
}

function rhythmAfter(order: PollOrder, outcome: Exclude<PollOutcome, { kind: 'failed' }>, now: Date) {
  const isRead = outcome.kind === 'read'
  const newest = isRead && outcome.newEntries > 0 ? now : order.lastEntryAt
  return {
    own: order.intervalSeconds,
    betweenEntries: isRead ? outcome.rhythmSeconds : order.rhythmSeconds,
    silence: newest === null ? null : (now.getTime() - newest.getTime()) / 1_000,
    floor: isRead ? outcome.floorSeconds : order.floorSeconds,
    knownShare:
      isRead && order.lastReadAt !== null && outcome.entries > 0 ? 1 - outcome.newEntries / outcome.entries : null,
  }
}

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1_000)
