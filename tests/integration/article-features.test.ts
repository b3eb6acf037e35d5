import { describe, expect, test } from '@jest/globals'
import { featuresOf } from '../../src/stories/article-features.ts'
import type { ClusterArticle } from '../../src/stories/cluster-article.ts'
import { loadFeatures, saveFeatures, saveIndexTerms, takeFeatures } from '../../src/stories/repository-features.ts'
import { defaultSettings } from '../../src/stories/settings.ts'
import { hashText } from '../../src/text/hash.ts'
import { scrapeArticleWorker } from '../../workers/scrape-article.ts'
import { useDatabase } from '../support/database.ts'
import { createArticle, createPublisher, createVersion, sometime } from '../support/factories-store.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { never, useAgent, workerNeeds } from '../support/worker-needs.ts'

const db = useDatabase()
const server = useServer()
const agent = useAgent(server)

const told = {
  title: 'Fog stops the last ferry from Ostrel',
  text: 'The last ferry from Ostrel was cancelled on Monday because of fog. About 90 passengers spent the night in town.',
}

async function createTold(text = told.text): Promise<ClusterArticle> {
  const publisher_id = await createPublisher(db(), { name: 'Ostrel Post' })
  const id = await createArticle(db(), { publisher_id, language: 'en', state: 'scraped', scraped_at: sometime })
  await createVersion(db(), { article_id: id, number: 1, title: told.title, text })
  return {
    ...{ id, url: '', publisher: 'Ostrel Post', ownerGroup: null, publishedAt: sometime, language: 'en' },
    ...{ title: told.title, text },
  }
}

describe('features of an article', () => {
  test('are those of its first version, made when they are missing and read afterwards', async () => {
    const article = await createTold()
    const expected = featuresOf(article, defaultSettings)
    const made = await takeFeatures(db(), [article.id, '999999'], defaultSettings, sometime)
    expect([...made]).toEqual([[article.id, { articleId: article.id, features: expected, indexTerms: null }]])
    expect(await loadFeatures(db(), [article.id], defaultSettings)).toEqual(made)
    await createVersion(db(), { article_id: article.id, number: 2, title: told.title, text: 'Something else' })
    expect(await takeFeatures(db(), [article.id], defaultSettings, sometime)).toEqual(made)
  })

  test('made by other settings count as missing, and lose the terms that led to the article', async () => {
    const article = await createTold()
    const other = { ...defaultSettings, bodyWords: 5 }
    await takeFeatures(db(), [article.id], defaultSettings, sometime)
    await saveIndexTerms(db(), [{ articleId: article.id, indexTerms: [3, 0, 300] }])
    const [before] = (await loadFeatures(db(), [article.id], defaultSettings)).values()
    expect(before?.indexTerms).toEqual([3, 0, 300])
    expect((await loadFeatures(db(), [article.id], other)).size).toBe(0)
    const [after] = (await takeFeatures(db(), [article.id], other, sometime)).values()
    expect(after).toEqual({ articleId: article.id, features: featuresOf(article, other), indexTerms: null })
  })

  test('that are there already stay with what the lane noted', async () => {
    const article = await createTold()
    const features = featuresOf(article, defaultSettings)
    await saveFeatures(db(), [{ articleId: article.id, features }], defaultSettings, sometime)
    await saveIndexTerms(db(), [{ articleId: article.id, indexTerms: [1] }])
    await saveFeatures(db(), [{ articleId: article.id, features }], defaultSettings, sometime)
    const [kept] = (await loadFeatures(db(), [article.id], defaultSettings)).values()
    expect(kept?.indexTerms).toEqual([1])
  })

  test('are made by whoever scrapes its page', async () => {
    const needs = workerNeeds(db(), agent())
    const now = needs.clock.now()
    const paragraphs = [told.text, `${told.text} The harbour office expects the first boat to leave on time.`]
    const body = `<!doctype html><html lang="en"><head><title>${told.title}</title></head><body><main><article>
      <h1>${told.title}</h1>${paragraphs.map((one) => `<p>${one}</p>`).join('')}</article></main></body></html>`
    server().on('/fog', { headers: { 'content-type': 'text/html; charset=utf-8' }, body })
    const times = { first_seen_at: now, event_at: now, next_scrape_at: now }
    const id = await createArticle(db(), { canonical_url: `${server().origin}/fog`, ...times })
    await scrapeArticleWorker.run({ articleId: id }, needs, never)
    const [found] = (await loadFeatures(db(), [id], defaultSettings)).values()
    expect(found?.features.titleText).toBe(told.title.toLowerCase())
    expect([...(found?.features.numbers ?? [])]).toEqual([hashText('90')])
  })
})
