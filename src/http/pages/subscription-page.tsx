import { shownMailAddress } from '../../deliveries/address.ts'
import type { Mute } from '../../deliveries/mute.ts'
import { pauseBounds } from '../../deliveries/pause.ts'
import { type Subscriber, subscriberState } from '../../deliveries/subscriber.ts'
import { longDay } from '../../digests/edition-words.ts'
import { localDayOf } from '../../digests/local-day.ts'
import type { Answer, AnswerPlace } from '../reader-answer.ts'
import { actAddress, type ReaderLinks } from '../reader-links.ts'
import { Muted } from './muted.tsx'
import { ReaderAnswer } from './reader-answer.tsx'
import { ReaderChoicesForm } from './reader-choices-form.tsx'
import { Button, type ReaderPage } from './reader-page.tsx'
import { Digest } from './reader-questions.tsx'

export interface SubscriptionView {
  readonly subscriber: Subscriber
  readonly mutes: readonly Mute[]
  readonly links: ReaderLinks
  /** What came of the button that was pressed; null when none was. */
  readonly answer: Answer | null
  readonly now: Date
}

/** A subscription as its reader sees and changes it. */
export function subscriptionPage(view: SubscriptionView): ReaderPage {
  const { subscriber, now } = view
  const shown = shownMailAddress(subscriber.address)
  const hasLeft = subscriberState(subscriber, now) === 'unsubscribed'
  return {
    title: `${subscriber.digest}: your subscription`,
    main: (
      <>
        <Digest of={subscriber} />
        <h1>Your subscription</h1>
        {hasLeft ? (
          <p>You have left: no further edition is sent to {shown}.</p>
        ) : (
          <Settings view={view} shown={shown} />
        )}
      </>
    ),
  }
}

function Settings({ view, shown }: { view: SubscriptionView; shown: string }) {
  const { subscriber, mutes, links, answer } = view
  const at = (place: AnswerPlace) => (answer?.place === place ? answer : null)
  return (
    <>
      <Standing view={view} shown={shown} />
      <section id="choices" aria-labelledby="choices-label">
        <h2 class="label" id="choices-label">
          Days and length
        </h2>
        <ReaderAnswer answer={at('choices')} links={links} />
        <ReaderChoicesForm subscriber={subscriber} links={links} />
      </section>
      <section id="pause" aria-labelledby="pause-label">
        <h2 class="label" id="pause-label">
          Pause
        </h2>
        <ReaderAnswer answer={at('pause')} links={links} />
        <Pause view={view} />
      </section>
      <section id="muted" aria-labelledby="muted-label">
        <h2 class="label" id="muted-label">
          Muted
        </h2>
        <ReaderAnswer answer={at('muted')} links={links} />
        <Muted mutes={mutes} zone={subscriber.zone} links={links} />
      </section>
      <section aria-labelledby="leave-label">
        <h2 class="label" id="leave-label">
          Unsubscribe
        </h2>
        <p>No further edition is sent, from the moment you press it.</p>
        <Button action={actAddress(links, 'unsubscribe')}>Unsubscribe</Button>
      </section>
    </>
  )
}

function Standing({ view: { subscriber, now }, shown }: { view: SubscriptionView; shown: string }) {
  const state = subscriberState(subscriber, now)
  if (state === 'unconfirmed') return <p>The subscription of {shown} is not confirmed: nothing is sent.</p>
  if (state === 'active' || subscriber.pausedUntil === null) return <p>Editions are sent to {shown}.</p>
  return (
    <p>
      Paused: nothing is sent to {shown} before {longDay(localDayOf(subscriber.pausedUntil, subscriber.zone))}.
    </p>
  )
}

const WEEKS = [1, 2, 4]

function Pause({ view: { subscriber, links, now } }: { view: SubscriptionView }) {
  const { first, last } = pauseBounds(subscriber.zone, now)
  const action = actAddress(links, 'pause', 'pause')
  return (
    <>
      {subscriberState(subscriber, now) === 'paused' && (
        <Button action={actAddress(links, 'resume', 'pause')}>End the pause</Button>
      )}
      <form method="post" action={action} class="line">
        <span>No mail for</span>
        {WEEKS.map((weeks) => (
          <button type="submit" class="word" name="weeks" value={weeks}>
            {weeks === 1 ? '1 week' : `${weeks} weeks`}
          </button>
        ))}
      </form>
      <form method="post" action={action} class="line">
        <label for="until">or until</label>
        <input id="until" name="until" type="date" min={first} max={last} required />
        <button type="submit" class="word">
          Pause
        </button>
      </form>
    </>
  )
}
