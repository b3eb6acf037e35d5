/** What an element's class or id says of its content: captions belong to pictures, marked blocks to something else. */
export type Mark = 'none' | 'weak' | 'strong' | 'caption'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words that name what is never the article's own text. */
const STRONG = words(
  'comment comments commentlist disqus share shares sharing sharebar socials addtoany addthis related relatedposts ' +
    'recommend recommended recommendation recommendations recirc recirculation promoted newsletter newsletters subscribe ' +
    'subscription signup cookie cookies consent gdpr advert adverts advertisement advertising ads ad adslot adsense ' +
    'sponsored sponsor outbrain taboola breadcrumb breadcrumbs navigation navbar nav navi submenu pagination pager footer copyright ' +
    'trending mostread toolbar modal popup overlay login signin skip donate donation feedback voting poll upsell cta ' +
    'lightbox tooltip screenreader ranking jwplayer anzeige werbung publicidad reklame',
)

/** Words that mostly name something else, but also wrap articles or standfirsts on some pages. */
const WEAK = words(
  'sidebar menu author authors byline bio tag tags metadata banner infobox factbox gallery social rating dateline ' +
    'disclaimer category categories hashtag topics keywords dropdown teaser teasers promo popular masthead carousel ' +
    'slideshow slider toc pubdate postdate timestamp postmeta notice sendungsbezug zusatzinformation credit contact',
)

const CAPTION = words(
  'caption captions figcaption legend imagecaption photocredit bildunterschrift bildtext imagedescription leyenda didascalia legende imagetext fotocredit',
)

/** Words of two parts, looked for in the joined token. */
const PAIRS: readonly (readonly [RegExp, Mark])[] = [
  [
    /(?:img|image|photo|picture|foto|bild|media|video)[-_]{0,2}(?:caption|credits?|description|text|legend|info|copyright|byline|source|author|title)(?:$|[-_])/,
    'caption',
  ],
  [/(?:read|see|mehr|more|also)[-_]{0,2}(?:more|also|next|on|zum)(?:$|[-_])/, 'strong'],
  [/^widget(?:$|_|-area|-wrap)/, 'weak'],
  [/(?:author|about|post|entry|article|meta)[-_]{0,2}(?:bio|box|card|meta|tags)(?:$|[-_])/, 'weak'],
  [/(?:sr|reader|visually|screen)[-_]?(?:only|text|hidden)(?:$|[-_])/, 'strong'],
  [/^(?:hidden|d-none|hide|is-hidden|invisible)$/, 'strong'],
]

/** `has-sidebar` and `no-comments` describe a neighbour; builders' own names say nothing. */
const DESCRIPTIVE = words('has no with without not hide show is enable disable elementor et wp js hs hljs theme layout')
const DESCRIPTIVE_END = words('enabled disabled open closed active wrapper-inner')

const cache = new Map<string, Mark>()
/** Names of some two hundred templates: a worker meets the same ones all day. */
const MAX_CACHE = 20_000
const MAX_TOKENS = 40
/** Ids of more than three words are slugs of a heading. */
const FOUR_WORDS = /[-_][^-_]+[-_]+[^-_]+[-_]/

/** Judges a class list token by token; the worst token counts. O(length), bounded. */
export function markOfClasses(names: string): Mark {
  if (names === '') return 'none'
  const known = cache.get(names)
  if (known !== undefined) return known
  let mark: Mark = 'none'
  for (const token of names.slice(0, 2000).split(/\s+/, MAX_TOKENS)) mark = worse(mark, knownToken(token))
  if (cache.size >= MAX_CACHE) cache.clear()
  if (names.length < 300) cache.set(detached(names), mark)
  return mark
}

export const markOfId = (id: string): Mark =>
  id.length > 60 || id.startsWith('__') || FOUR_WORDS.test(id) ? 'none' : markOfClasses(id)

/** A copy of its own: a part cut from a page would keep the whole page in memory. */
const detached = (part: string): string => Buffer.from(part).toString()

const RANK: Record<Mark, number> = { none: 0, weak: 1, caption: 2, strong: 3 }

export const worse = (left: Mark, right: Mark): Mark => (RANK[right] > RANK[left] ? right : left)

const tokens = new Map<string, Mark>()

function knownToken(token: string): Mark {
  const known = tokens.get(token)
  if (known !== undefined) return known
  const mark = markOfToken(token)
  if (tokens.size >= MAX_CACHE) tokens.clear()
  if (token.length < 100) tokens.set(detached(token), mark)
  return mark
}

/** Utility classes (`print:hidden`, `w-[10px]`) describe looks. */
const UTILITY = /[:[\]!@/]/

function markOfToken(token: string): Mark {
  if (UTILITY.test(token)) return 'none'
  const name = token.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
  const parts = name.split(/[^a-z]+/, 12).filter((word) => word !== '')
  const first = parts[0] ?? ''
  if (parts.length > 1 && (DESCRIPTIVE.has(first) || DESCRIPTIVE_END.has(parts.at(-1) ?? ''))) return 'none'
  let mark: Mark = 'none'
  for (const part of parts) {
    if (STRONG.has(part)) return 'strong'
    if (CAPTION.has(part)) mark = worse(mark, 'caption')
    else if (WEAK.has(part)) mark = worse(mark, 'weak')
  }
  for (const [pattern, pairMark] of PAIRS) if (pattern.test(name)) mark = worse(mark, pairMark)
  return mark
}
