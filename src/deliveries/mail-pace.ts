/** How fast mails may go out: mails a second over all, and to one domain. */
export interface MailRate {
  readonly perSecond: number
  readonly perDomainSecond: number
}

/** Domains whose next free moment is remembered; those long past are forgotten first. */
const MOST_DOMAINS = 10_000

/** Hands out moments to send at, evenly spread: a burst at the full second is what receivers throttle. */
export class MailPace {
  readonly #rate: MailRate
  readonly #domains = new Map<string, number>()
  #next = 0

  constructor(rate: MailRate) {
    this.#rate = rate
  }

  /** Milliseconds that a mail to a domain has to wait at `now` (milliseconds since 1970), 0 when it may go at once. */
  wait(domain: string, now: number): number {
    return Math.max(0, this.#next - now, (this.#domains.get(domain) ?? 0) - now)
  }

  /** Takes the next moment for a mail to a domain and returns the milliseconds until then. */
  take(domain: string, now: number): number {
    const wait = this.wait(domain, now)
    const at = now + wait
    this.#next = Math.max(this.#next, now) + 1000 / this.#rate.perSecond
    this.#domains.delete(domain)
    this.#domains.set(domain, at + 1000 / this.#rate.perDomainSecond)
    if (this.#domains.size > MOST_DOMAINS) this.#forget(now)
    return wait
  }

  #forget(now: number): void {
    for (const [domain, free] of this.#domains) if (free <= now) this.#domains.delete(domain)
  }
}
