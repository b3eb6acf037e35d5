import type { ClusterSettings } from './settings.ts'

const hour = 3_600_000

/** The hour of event time: stories close when a new one begins, so that the open ones depend on that time alone. */
export const hourOf = (at: number): number => Math.floor(at / hour)

/** A story is open while its newest article is not older than this, both in milliseconds since 1970. */
export const openSince = (newest: number, { openDays }: Pick<ClusterSettings, 'openDays'>): number =>
  (hourOf(newest) - openDays * 24) * hour
