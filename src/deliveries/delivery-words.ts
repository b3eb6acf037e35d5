import type { DeliveryState } from './delivery.ts'

/** What needs somebody stands first, what is done last. */
export const DELIVERY_STATES: readonly DeliveryState[] = [
  'uncertain',
  'failed',
  'sending',
  'pending',
  'suppressed',
  'sent',
]

/** How many deliveries are in each state; a state without any is missing. */
export type DeliveryCounts = Readonly<Partial<Record<DeliveryState, number>>>

/** `3 uncertain`, `212 sent`: one for each state that has any, what needs somebody first. */
export const countsInWords = (counts: DeliveryCounts): readonly { state: DeliveryState; words: string }[] =>
  DELIVERY_STATES.flatMap((state) => {
    const count = counts[state] ?? 0
    return count === 0 ? [] : [{ state, words: `${count.toLocaleString('en')} ${state}` }]
  })
