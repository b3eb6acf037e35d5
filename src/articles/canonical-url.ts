const trackingPrefixes = [
  'utm_',
  'mtm_',
  'pk_',
  'piwik_',
  'matomo_',
  'hsa_',
  'at_',
  'wt_',
  'ns_',
  'oly_',
  'vero_',
  'mkt_',
  'itm_',
  'ga_',
  'stm_',
]

/** Parameters that say how a reader came to a page and not which page it is. Compared in lower case. */
const trackingNames = new Set(
  (
    'fbclid fb_action_ids fb_action_types fb_ref fb_source gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid ymclid twclid ' +
    'ttclid li_fat_id igshid igsh mc_cid mc_eid mc_tc ml_subscriber ml_subscriber_hash _hsenc _hsmi __hssc __hstc __hsfp hsctatracking ' +
    'rb_clickid s_cid s_kwcid cmpid cmp ocid icid ito ncid smid smtyp sref srnd traffic_source ref_src ref_url referrer ' +
    'wickedid wkid epik rdid cvid _ga _gl gad_source gad_campaignid gps_source __twitter_impression xtor xts cm_mmc ' +
    'ftag guccounter guce_referrer guce_referrer_sig campaign_id campaign_medium campaign_name campaign_source sc_cid sc_channel ' +
    'feedname feedtype feed_id share share_source share_token sharetoken'
  ).split(' '),
)

/** Characters of an address that is kept: an index row of Postgres holds 2,704 bytes, and addresses are ASCII. */
export const LONGEST_ADDRESS = 2048

/**
 * The address that identifies an article: absolute, http or https, host in lower case, no credentials, default port,
 * fragment or tracking parameters, the other parameters in the order of their names. Null when `raw` is no such address.
 * Applying it twice changes nothing.
 */
export function canonicalUrl(raw: string, base?: string): string | null {
  const url = parseUrl(raw.trim(), base)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  url.hash = ''
  url.username = ''
  url.password = ''
  while (/[^.]\.+$/.test(url.hostname)) url.hostname = url.hostname.slice(0, -1)
  const query = meaningfulQuery(url.search)
  url.search = query === '' ? '' : `?${query}`
  return url.href.length > LONGEST_ADDRESS ? null : url.href
}

function parseUrl(raw: string, base: string | undefined): URL | null {
  return raw !== '' && URL.canParse(raw, base) ? new URL(raw, base) : null
}

/** The pairs stay as they were written, so that a server that is particular about escapes still understands them. */
function meaningfulQuery(search: string): string {
  const pairs = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(nameOf(pair)))
  const sorted = pairs.map((pair, index) => ({ pair, name: nameOf(pair), index })).sort(byName)
  return sorted.map(({ pair }) => pair).join('&')
}

const byName = (a: { name: string; index: number }, b: { name: string; index: number }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index

const nameOf = (pair: string): string => pair.split('=', 1)[0] ?? pair

function isTracking(name: string): boolean {
  const lower = name.toLowerCase()
  return trackingNames.has(lower) || trackingPrefixes.some((prefix) => lower.startsWith(prefix))
}
