import { catalogueOf, type PressArticle } from '../../../src/press/catalogue.ts'
import type { PressEvent, PublisherId, Section, WrittenArticle } from '../../../src/press/press-text.ts'
import type { Site, SiteView } from '../../../src/press/site.ts'
import { sites } from '../../../src/press/sites.ts'

const names: Readonly<Record<PublisherId, string>> = {
  agency: 'Tarn Wire',
  broadcaster: 'Orvel Radio',
  broadsheet: 'The Orvel Times',
  regional: 'Fenland Post',
  ministry: 'Ministry of Canals',
}

/** An article of which only what a test is about has to be given. */
export const written = (publisher: PublisherId, slug: string, more: Partial<WrittenArticle> = {}): WrittenArticle => ({
  slug,
  publisher,
  section: 'World',
  title: `Locks at ${slug} to be rebuilt`,
  standfirst: `The lock keepers of ${slug} have waited for new gates since the spring.`,
  byline: ['Ada Quist'],
  dateline: 'ORVEL',
  publishedAt: '2026-03-02T10:15:00+01:00',
  language: 'en',
  paragraphs: [
    `Both gates at ${slug} leak, and the council has now found the money to replace them before the autumn.`,
    'The keeper’s house stays as it is – a café is to move in, said the mayor, “if anybody dares to run it”.',
    'Boats have to take the northern branch until then. The detour costs a barge four hours.',
    'Work is to begin in May.',
  ],
  caption: `The upper gate at ${slug}.`,
  ...more,
})

const ids = Object.keys(names) as PublisherId[]
const later = { publishedAt: '2026-03-03T08:00:00+01:00' }
const section: Section = 'Regional'

const event: PressEvent = {
  event: 'locks',
  about: 'Locks are rebuilt.',
  articles: [
    ...ids.flatMap((id) => [written(id, `${id}-one`), written(id, `${id}-two`, later)]),
    ...ids.map((id) => written(id, `${id}-gone`, { fault: 'not_found' })),
    ...ids.map((id) => written(id, `${id}-walled`, { fault: 'consent_wall' })),
    ...ids.map((id) => written(id, `${id}-moved`, { fault: 'moved' })),
    written('broadcaster', 'both-feeds', { section }),
    written('regional', 'signs', { title: 'Čapek & sons: “locks” for <everybody>', paragraphs: ['Ča\u2009pek – €5.'] }),
    written('agency', 'cdata', { paragraphs: ['An odd one: ]]> in the text, and <b>no</b> markup.'], dateline: null }),
  ],
}

/** Five publishers with a sound article of each of two days and one article of each fault, and some odd ones. */
export const smallPress = catalogueOf(
  ids.map((id) => ({
    id,
    name: names[id],
    ownerGroup: id === 'regional' ? 'Fen & Sons' : null,
    language: 'en',
    tagline: 'News',
  })),
  [event],
)

export const endOfDays = new Date('2026-03-04T00:00:00+01:00')

/** What a site of the small press shows at a time. */
export function viewOf(site: Site, now: Date = endOfDays): SiteView {
  const publisher = smallPress.publishers.find(({ id }) => id === site.publisher)!
  const isOut = (article: PressArticle) =>
    article.publisher === site.publisher && Date.parse(article.publishedAt) <= now.getTime()
  return { publisher, origin: 'http://127.0.0.1:4101', articles: smallPress.articles.filter(isOut) }
}

export const siteOf = (id: PublisherId): Site => sites.find(({ publisher }) => publisher === id)!

export const articleOf = (slug: string): PressArticle => smallPress.articles.find((article) => article.slug === slug)!
