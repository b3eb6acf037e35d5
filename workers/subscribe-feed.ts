import type { Clock } from '../src/clock.ts'
import type { Database } from '../src/db/database.ts'
import { AppError, dispositionOf, messageOf } from '../src/errors.ts'
import { failureOf, type RequestFailure } from '../src/feeds/websub/hub-answer.ts'
import {
  findDueSubscription,
  markRequested,
  noteRequestFailure,
  saveSubscriptionSlot,
} from '../src/feeds/websub/repository-request.ts'
import { subscriptionForm, type SubscriptionRequest } from '../src/feeds/websub/subscription-form.ts'
import type { Pace } from '../src/fetch/host-pace.ts'
import type { PostForm } from '../src/fetch/post-form.ts'
import { retryAfterOf } from '../src/fetch/retry-after.ts'
import type { Worker } from '../src/queue/job.ts'
import { subscribeFeed } from '../src/queue/jobs.ts'

export interface SubscribeFeedNeeds {
  readonly db: Database
  readonly clock: Clock
  readonly pace: Pace
  readonly postForm: PostForm
  /** Where hubs reach the pages, without a slash at its end; null where they cannot. */
  readonly publicUrl: string | null
}

/**
 * Asks the hub of one feed for a subscription, or for a longer lease. What comes of it the hub tells at the callback.
 *
 * Idempotent: a request is made only when it is due, and marked with the time of the next one before it goes out. A second
 * run finds it marked and does nothing; after a crash the next request makes up for the lost one, and to a hub the same
 * request again is the same subscription.
 */
export const subscribeFeedWorker: Worker<{ feedId: string }, SubscribeFeedNeeds> = {
  job: subscribeFeed,
  async run({ feedId }, needs, signal) {
    const { db, clock, pace, publicUrl } = needs
    if (publicUrl === null) return
    const wish = await findDueSubscription(db, feedId, clock.now())
    if (!wish) return

    const keep = (slot: Date) => saveSubscriptionSlot(db, feedId, slot)
    await pace.take({ url: wish.hubUrl, held: wish.slotAt, keep, signal }, async () => {
      if (await markRequested(db, wish, clock.now())) await ask(wish, publicUrl, needs, signal)
    })
  },
}

async function ask(
  wish: SubscriptionRequest,
  publicUrl: string,
  needs: SubscribeFeedNeeds,
  signal: AbortSignal,
): Promise<void> {
  const { failure, retryAt } = await post(wish, publicUrl, needs, signal)
  if (failure) await noteRequestFailure(needs.db, wish, failure, retryAt)
  // The hub as a whole asks for mercy, not only for this feed.
  if (failure && retryAt) await needs.pace.hold(wish.hubUrl, retryAt)
}

interface Outcome {
  /** Null when the hub took the request. */
  readonly failure: RequestFailure | null
  readonly retryAt: Date | null
}

async function post(
  wish: SubscriptionRequest,
  publicUrl: string,
  { clock, postForm }: SubscribeFeedNeeds,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const answer = await postForm(wish.hubUrl, subscriptionForm(wish, publicUrl), signal)
    return { failure: failureOf(answer), retryAt: retryAfterOf(answer.retryAfter, clock.now()) }
  } catch (error) {
    if (!(error instanceof AppError) || signal.aborted) throw error
    return { failure: { reason: messageOf(error), isRefusal: dispositionOf(error) === 'discard' }, retryAt: null }
  }
}
