/** What is known of the pushes for a feed. */
export interface Push {
  /** Until when the hub has promised to push; null without a lease. */
  readonly leaseUntil: Date | null
  readonly lastPushAt: Date | null
}

/** Polls stay, four times as rare: hubs lose pushes, and a lease says nothing of the publisher telling its hub. */
const SLOWER = 4
/** A hub that was silent for longer has not shown that it works. */
const PUSH_PROVES_MS = 7 * 86_400_000

/**
 * The interval of a feed whose hub pushes: four times as long, `mostSeconds` at most, while the lease runs and a push came
 * within a week; unchanged otherwise.
 */
export function slowedByPush(intervalSeconds: number, push: Push | null, now: Date, mostSeconds: number): number {
  if (!push || !isProven(push, now)) return intervalSeconds
  return Math.max(intervalSeconds, Math.min(intervalSeconds * SLOWER, mostSeconds))
}

const isProven = ({ leaseUntil, lastPushAt }: Push, now: Date): boolean =>
  leaseUntil !== null &&
  leaseUntil > now &&
  lastPushAt !== null &&
  now.getTime() - lastPushAt.getTime() < PUSH_PROVES_MS
