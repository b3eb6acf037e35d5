import type { ServerResponse } from 'node:http'

/** A request as a host of the farm saw it. Times in milliseconds since 1970. */
export interface SeenRequest {
  readonly host: number
  readonly kind: 'feed' | 'page' | 'robots' | 'hop'
  readonly startedAt: number
  /** When its answer was sent or the connection closed. */
  readonly endedAt: number
}

/** A Retry-After that a host has sent. */
export interface Hold {
  readonly host: number
  readonly from: number
  readonly until: number
}

export interface Stall {
  readonly from: number
  readonly until: number
}

/** All that the farm knows when it is asked for its record. */
export interface FarmRecord {
  readonly requests: readonly SeenRequest[]
  readonly holds: readonly Hold[]
  /** Articles that stood in a whole and readable answer, by feed. */
  readonly served: readonly (readonly [feed: number, articles: readonly number[]])[]
  /** Every article that stood in an answer of any kind. */
  readonly shown: readonly number[]
  /** Times at which the farm itself was held up, so that arrivals were noted late. */
  readonly stalls: readonly Stall[]
  /** Connections to the address that nobody may reach. */
  readonly trespasses: number
}

const LOOK_EVERY_MS = 10
/** A delay of the farm's own that is too long to measure spacings with. */
const STALL_MS = 50

/** Keeps what the farm has seen and served. */
export class FarmRecorder {
  readonly #requests: SeenRequest[] = []
  readonly #holds: Hold[] = []
  readonly #served = new Map<number, Set<number>>()
  readonly #shown = new Set<number>()
  readonly #stalls: Stall[] = []
  trespasses = 0

  constructor() {
    let last = Date.now()
    setInterval(() => {
      const now = Date.now()
      if (now - last > LOOK_EVERY_MS + STALL_MS) this.#stalls.push({ from: last, until: now })
      last = now
    }, LOOK_EVERY_MS).unref()
  }

  /** Follows one request to its end. */
  follow(host: number, kind: SeenRequest['kind'], response: ServerResponse): void {
    const startedAt = Date.now()
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      this.#requests.push({ host, kind, startedAt, endedAt: Date.now() })
    }
    response.once('finish', end)
    response.once('close', end)
  }

  hold(host: number, until: number): void {
    this.#holds.push({ host, from: Date.now(), until })
  }

  show(articles: readonly number[]): void {
    for (const article of articles) this.#shown.add(article)
  }

  serve(feed: number, articles: readonly number[]): void {
    const served = this.#served.get(feed) ?? new Set()
    for (const article of articles) served.add(article)
    this.#served.set(feed, served)
  }

  record(): FarmRecord {
    return {
      requests: this.#requests,
      holds: this.#holds,
      served: [...this.#served].map(([feed, articles]) => [feed, [...articles]] as const),
      shown: [...this.#shown],
      stalls: this.#stalls,
      trespasses: this.trespasses,
    }
  }
}
