import type { BriefArticle } from '../../../../src/digests/brief/brief.ts'

let made = 0

/** An article of which only what a test is about has to be said. */
export function article(part: Partial<BriefArticle> & { text: string }): BriefArticle {
  made++
  return {
    id: `article-${made}`,
    publisher: `Publisher ${made}`,
    ownerGroup: null,
    originalId: null,
    publishedAt: null,
    title: '',
    url: `https://publisher.example/${made}`,
    language: 'en',
    ...part,
  }
}
