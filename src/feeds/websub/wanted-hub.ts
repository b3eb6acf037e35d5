/** What an answer to a poll names: in its Link headers, in its document, or in neither. */
export interface NamedHubs {
  readonly hubs: readonly string[]
  /** What the feed calls its own address. */
  readonly selfUrl: string | null
  /** The address that answered: base of relative ones, and the topic when no other is named. */
  readonly feedUrl: string
}

export interface WantedHub {
  readonly hubUrl: string
  readonly topicUrl: string
}

/** Longer ones are no addresses of hubs, and would bloat every request. */
const LONGEST = 2_048

/**
 * The one hub to subscribe at: the first that is reached by TLS, else the first (WebSub 8.2 favours TLS); null when none can
 * be used. The topic stays as the feed writes it, since hubs compare it by its characters.
 */
export function wantedHub({ hubs, selfUrl, feedUrl }: NamedHubs): WantedHub | null {
  const usable = hubs.flatMap((hub) => webAddress(hub, feedUrl) ?? [])
  const hubUrl = usable.find(isTls) ?? usable[0]
  const topicUrl = webAddress(selfUrl ?? feedUrl, feedUrl) ?? webAddress(feedUrl, feedUrl)
  return hubUrl === undefined || topicUrl === null ? null : { hubUrl, topicUrl }
}

/** Whether nobody on the way to the hub can read what it is told. */
export const isTls = (url: string): boolean => url.toLowerCase().startsWith('https:')

function webAddress(written: string, base: string): string | null {
  if (!URL.canParse(written, base)) return null
  const { href, protocol, username, password } = new URL(written, base)
  if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') return null
  const address = URL.canParse(written) && /^https?:\/\/\S+$/i.test(written) ? written : href
  return address.length > LONGEST ? null : address
}
