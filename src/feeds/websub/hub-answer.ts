/** A hub's answer to a request for a subscription. */
export interface HubAnswer {
  readonly url: string
  readonly status: number
  readonly contentType: string | null
  readonly body: Uint8Array
}

/** Why a hub did not take a request. */
export interface RequestFailure {
  /** In a sentence. */
  readonly reason: string
  /** Whether it will not take this request, rather than cannot now. */
  readonly isRefusal: boolean
}

/** Statuses of the 4xx that pass by themselves: timeout, too early, too many requests. */
const PASSING = [408, 425, 429]

/** Why the hub did not take the request, in its own words where it gives some (WebSub 5.1.2); null when it did. */
export function failureOf({ url, status, contentType, body }: HubAnswer): RequestFailure | null {
  if (status >= 200 && status < 300) return null
  const said = contentType?.toLowerCase().startsWith('text/plain') ? spoken(new TextDecoder().decode(body)) : ''
  return {
    reason: `${url} answered ${status}${said === '' ? '' : `: ${said}`}`,
    isRefusal: status < 500 && !PASSING.includes(status),
  }
}

const LONGEST_WORDS = 300

/** What a hub says, fit to be stored and shown: one line, bounded. */
export const spoken = (words: string): string =>
  [...words.slice(0, 4 * LONGEST_WORDS).replaceAll(/[\p{C}\s]+/gu, ' ')].slice(0, LONGEST_WORDS).join('').trim()
