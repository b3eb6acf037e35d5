import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { shownMailAddress } from '../../deliveries/address.ts'
import { type Subscriber, subscriberState } from '../../deliveries/subscriber.ts'

/** `base` stands before the addresses that the buttons post to, which are relative: a proxy may put a folder before them. */
export type SubscriptionView =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'confirm'; readonly subscriber: Subscriber; readonly base: string }
  | { readonly kind: 'confirmed'; readonly subscriber: Subscriber }
  | { readonly kind: 'settings'; readonly subscriber: Subscriber; readonly base: string; readonly now: Date }

/**
 * The pages behind the links of mails. They stand outside the frame of the others: readers of a mail have no way to
 * those, and what the newsroom sees is none of theirs.
 */
export function subscriptionPage(view: SubscriptionView): string {
  return `<!doctype html>${renderToString(<Document title={titleOf(view)}>{bodyOf(view)}</Document>)}`
}

function Document({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}

function titleOf(view: SubscriptionView): string {
  if (view.kind === 'unknown') return 'This link is not good any more'
  return `${view.subscriber.digest}: your subscription`
}

function bodyOf(view: SubscriptionView) {
  if (view.kind === 'unknown') return <p>It has expired, or was not copied whole. Nothing was changed.</p>
  const { subscriber } = view
  const shown = shownMailAddress(subscriber.address)
  if (view.kind === 'confirm') {
    return (
      <>
        <p>
          Shall {subscriber.digest} be sent to {shown}?
        </p>
        <Button action={`${view.base}confirm`}>Yes, send it</Button>
      </>
    )
  }
  if (view.kind === 'confirmed') return <p>Confirmed: the next edition comes to {shown}.</p>
  return <Settings subscriber={subscriber} shown={shown} base={view.base} now={view.now} />
}

interface SettingsProps {
  readonly subscriber: Subscriber
  readonly shown: string
  readonly base: string
  readonly now: Date
}

function Settings({ subscriber, shown, base, now }: SettingsProps) {
  const state = subscriberState(subscriber, now)
  if (state === 'unsubscribed') return <p>No further edition is sent to {shown}.</p>
  const until = subscriber.pausedUntil?.toISOString().slice(0, 10) ?? ''
  return (
    <>
      {state === 'unconfirmed' && <p>The subscription of {shown} is not confirmed: nothing is sent.</p>}
      {state === 'active' && <p>Each edition is sent to {shown}.</p>}
      {state === 'paused' && (
        <>
          <p>
            Nothing is sent to {shown} before {until}.
          </p>
          <Button action={`${base}resume`}>End the pause</Button>
        </>
      )}
      <form method="post" action={`${base}pause`}>
        <label>
          Pause for{' '}
          <select name="weeks">
            <option value="1">1 week</option>
            <option value="2">2 weeks</option>
            <option value="4">4 weeks</option>
          </select>
        </label>{' '}
        <button type="submit">Pause</button>
      </form>
      <Button action={`${base}unsubscribe`}>Unsubscribe</Button>
    </>
  )
}

function Button({ action, children }: { action: string; children: ComponentChildren }) {
  return (
    <form method="post" action={action}>
      <p>
        <button type="submit">{children}</button>
      </p>
    </form>
  )
}
