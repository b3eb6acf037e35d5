import { expect, test } from '@jest/globals'
import { extractArticle } from '../../../src/articles/extract/extract-article.ts'
import { loadCatalogue } from '../../../src/press/catalogue.ts'
import { sites } from '../../../src/press/sites.ts'

const catalogue = loadCatalogue()

/** Share of the articles of which each field is found as it was written, without and with what the feed says. */
test('on the pages of the demo press a feed’s labels find as much as before, and the text of every one', () => {
  const right = { without: [0, 0, 0], with: [0, 0, 0] }
  let articles = 0
  for (const site of sites) {
    const publisher = catalogue.publishers.find(({ id }) => id === site.publisher)
    if (!publisher) throw new Error(`the press has no publisher ${site.publisher}`)
    const own = catalogue.articles.filter((article) => article.publisher === site.publisher)
    const view = { publisher, origin: 'http://127.0.0.1:4101', articles: own }
    for (const article of own) {
      articles += 1
      const html = site.articlePage(article, view).markup
      const context = { url: `${view.origin}${article.address}`, fetchedAt: null }
      const content = article.paragraphs.map(
        (text) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
      )
      const feedEntry = {
        title: article.title,
        summary: article.standfirst,
        content: content.join(''),
        publishedAt: new Date(article.publishedAt),
      }
      for (const [key, labels] of [
        ['without', {}],
        ['with', { feedEntry }],
      ] as const) {
        const { text, title, publishedAt } = extractArticle(html, { ...context, ...labels })
        const hasAll = article.paragraphs.every((paragraph) => text.includes(paragraph.slice(-60)))
        const isDated = publishedAt !== null && Date.parse(publishedAt) === Date.parse(article.publishedAt)
        right[key] = [hasAll, title === article.title, isDated].map((is, at) => (right[key][at] ?? 0) + Number(is))
      }
    }
  }
  expect(articles).toBeGreaterThan(50)
  for (const [at, count] of right.without.entries()) expect(right.with[at]).toBeGreaterThanOrEqual(count)
  expect(right.with[0]).toBe(articles)
})
