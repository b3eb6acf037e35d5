export type StationName = 'feed' | 'entry' | 'fetch' | 'extraction' | 'copy' | 'story' | 'edition'

/**
 * `folded`: the article went on, but under another one. `waiting`: it stopped here for now. `not_reached`: it stopped
 * before.
 */
export type StationState = 'passed' | 'folded' | 'waiting' | 'stopped' | 'not_reached'

export type TraceSubject =
  | { readonly kind: 'feed' | 'article' | 'story'; readonly id: string }
  | { readonly kind: 'edition'; readonly digest: string; readonly localDate: string }

export interface Station {
  readonly name: StationName
  readonly state: StationState
  /** One sentence: what happened here, or why it went no further. */
  readonly says: string
  readonly subject: TraceSubject | null
}

/** What is said at a station. */
export type Step = Omit<Station, 'name'>

/** How instants are written into the sentences. */
export type ShowTime = (at: Date) => string

export const passed = (says: string, subject: TraceSubject | null = null): Step => ({ state: 'passed', says, subject })
export const stopped = (says: string, subject: TraceSubject | null = null): Step => ({
  state: 'stopped',
  says,
  subject,
})
export const waiting = (says: string, subject: TraceSubject | null = null): Step => ({
  state: 'waiting',
  says,
  subject,
})
