import { decodeEntities, textOf, type LinkedNode } from './linked-data.ts'
import { firstMeta, type PageFacts } from './page-facts.ts'
import { plainText } from './block-text.ts'

const MAX_TAGS = 30
const MAX_TAG = 60

export function readSiteName(facts: PageFacts): string | null {
  const stated =
    firstMeta(facts, ['og:site_name']) ?? textOf(facts.article?.['publisher']) ?? firstMeta(facts, ['application-name'])
  return stated === null || /^https?:/.test(stated) ? null : plainText(decodeEntities(stated)) || null
}

/** BCP 47 as declared; `de_AT` of Open Graph becomes `de-AT`. */
export function readLanguage(facts: PageFacts): string | null {
  const stated =
    facts.rootLanguage ??
    textOf(facts.article?.['inLanguage']) ??
    firstMeta(facts, ['og:locale', 'content-language', 'language', 'dc.language'])
  const tag = (stated ?? '').trim().replaceAll('_', '-')
  return /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i.test(tag) ? tag : null
}

export function readSection(facts: PageFacts): string | null {
  const stated =
    textOf(facts.article?.['articleSection']) ??
    firstMeta(facts, ['article:section', 'section', 'og:article:section', 'parsely-section'])
  return stated === null ? null : plainText(decodeEntities(stated)) || null
}

export function readTags(facts: PageFacts): string[] {
  const keywords = facts.article?.['keywords']
  const linked = (Array.isArray(keywords) ? (keywords as unknown[]) : [keywords]).filter(
    (one) => typeof one === 'string',
  )
  const lists = [
    linked,
    facts.metaLists.get('article:tag'),
    facts.metaLists.get('news_keywords'),
    facts.metaLists.get('keywords'),
  ]
  for (const list of lists) {
    const tags = (list ?? []).flatMap((one) => one.split(/[,;]/)).map((one) => plainText(decodeEntities(one)))
    const kept = [...new Set(tags)].filter((tag) => tag !== '' && tag.length <= MAX_TAG && !tag.includes(':'))
    if (kept.length > 0) return kept.slice(0, MAX_TAGS)
  }
  return []
}

export function readCanonicalUrl(facts: PageFacts, url: string): string | null {
  return absolute(facts.canonical, url) ?? absolute(firstMeta(facts, ['og:url']), url) ?? absolute(url, url)
}

export function readLeadImage(facts: PageFacts, url: string): string | null {
  const stated = firstMeta(facts, [
    'og:image',
    'og:image:url',
    'og:image:secure_url',
    'twitter:image',
    'twitter:image:src',
  ])
  return absolute(stated, url) ?? absolute(imageOf(facts.article), url)
}

function imageOf(article: LinkedNode | null): string | null {
  const image = article?.['image']
  const one: unknown = Array.isArray(image) ? image[0] : image
  if (typeof one === 'string') return one
  return typeof one === 'object' && one !== null
    ? textOf((one as LinkedNode)['url'] ?? (one as LinkedNode)['contentUrl'])
    : null
}

/** As linked data or as microdata (schema.org). */
export function readAccess(facts: PageFacts): boolean | null {
  const stated = facts.article?.['isAccessibleForFree'] ?? firstMeta(facts, ['isaccessibleforfree'])
  const text = typeof stated === 'boolean' ? String(stated) : (textOf(stated) ?? '').toLowerCase()
  if (text.endsWith('true')) return true
  return text.endsWith('false') ? false : null
}

/** Whether the page's data says that it is an article. */
export const declaresArticle = (facts: PageFacts): boolean =>
  facts.article !== null || firstMeta(facts, ['og:type']) === 'article'

/** What the page says of itself in a sentence or two. */
export const readDescription = (facts: PageFacts): string | null => {
  const stated =
    firstMeta(facts, [
      'og:description',
      'description',
      'twitter:description',
      'dcterms.description',
      'dc.description',
    ]) ?? textOf(facts.article?.['description'])
  return stated === null ? null : plainText(decodeEntities(stated)) || null
}

function absolute(address: string | null, base: string): string | null {
  if (address === null || address.trim() === '') return null
  try {
    const url = new URL(address.trim(), base === '' ? undefined : base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}
