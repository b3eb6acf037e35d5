import type { Queryable } from '../db/database.ts'
import type { Pause } from '../pause.ts'
import { readSequence } from './repository-lane.ts'

/** Milliseconds between two looks of a standby at a lane that another process holds. */
const STANDBY_MS = 200

/** What one call for a lane may do. */
export interface LaneCall {
  /** Stops between two batches. */
  readonly stop: AbortSignal
  /** Milliseconds that another process may hold the lane while this call waits; 0 does not wait at all. */
  readonly patienceMs: number
  /** Whether patience begins anew with each batch of the other process. */
  readonly waitsForProgress?: boolean
  readonly onBatch?: (() => Promise<void>) | undefined
}

/** How long a call has waited for another process, which had come to this batch then. */
export interface Waiting {
  readonly ms: number
  readonly sequence: string | null
}

/** Waits a moment for the process that holds the lane; null when the call's patience is at its end. */
export async function waitForHolder(
  { db, pause }: { readonly db: Queryable; readonly pause: Pause },
  language: string,
  call: LaneCall,
  { ms, sequence }: Waiting,
): Promise<Waiting | null> {
  if (ms >= call.patienceMs) return null
  await pause(STANDBY_MS, call.stop)
  await call.onBatch?.()
  if (call.waitsForProgress !== true) return { ms: ms + STANDBY_MS, sequence }
  const now = await readSequence(db, language)
  return { ms: now === sequence ? ms + STANDBY_MS : 0, sequence: now }
}
