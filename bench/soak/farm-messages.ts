import type { FarmRecord } from './farm-record.ts'

/** What the farm's process is started with, as JSON in its first argument. */
export interface FarmOrders {
  readonly feeds: number
  readonly hosts: number
  readonly seed: number
}

/** A feed of the farm, to be watched. */
export interface FarmedFeed {
  readonly index: number
  readonly url: string
  readonly publisher: string
}

export type ToFarm = { readonly kind: 'stop publishing' } | { readonly kind: 'report' }

export type FromFarm =
  | { readonly kind: 'ready'; readonly origins: readonly string[]; readonly feeds: readonly FarmedFeed[] }
  | { readonly kind: 'record'; readonly record: FarmRecord }
