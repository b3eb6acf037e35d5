/** Who an entry says it was taken from. */
export interface SourcedEntry {
  readonly url: string | null
  readonly sourceName: string | null
  /** The site or feed of that publisher. */
  readonly sourceUrl: string | null
}

/** A publisher that an entry of another's feed names. */
export interface SourcePublisher {
  readonly name: string
  /** Its site, such as `https://courier.example/`. */
  readonly homeUrl: string
}

/**
 * The real publisher of each entry of a feed that carries others' articles; null where it is the feed's own. A source
 * counts where the entry leads to that source's site, and in a feed whose every entry names another's site, two at least:
 * such a feed hides the addresses behind its own. A paper that credits an agency for a page of its own stays its publisher.
 * @param ownAddresses of the feed and of its publisher's site
 */
export function realPublishers(
  entries: readonly SourcedEntry[],
  ownAddresses: readonly (string | null)[],
): readonly (SourcePublisher | null)[] {
  const own = new Set(ownAddresses.map(siteOf))
  const sites = entries.map(({ sourceUrl }) => siteOf(sourceUrl))
  const isAggregator = sites.every((site) => site !== null && !own.has(site)) && new Set(sites).size > 1
  return entries.map((entry, index) => {
    const site = sites[index] ?? null
    if (site === null || own.has(site) || !(isAggregator || isAt(entry.url, site))) return null
    return { name: entry.sourceName ?? site, homeUrl: `https://${site}/` }
  })
}

/** Host and port without `www.`; null for what is no address of the web. */
export function siteOf(address: string | null): string | null {
  if (address === null || !/^https?:/i.test(address) || !URL.canParse(address)) return null
  return new URL(address).host.replace(/^www\./, '')
}

function isAt(address: string | null, site: string): boolean {
  const at = siteOf(address)
  return at !== null && (at === site || at.endsWith(`.${site}`) || site.endsWith(`.${at}`))
}
