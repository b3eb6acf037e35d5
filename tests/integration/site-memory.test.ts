import { beforeEach, describe, expect, test } from '@jest/globals'
import { learnSitePage, memoryOf } from '../../src/articles/repository-memory.ts'
import { scrapeArticleWorker } from '../../workers/scrape-article.ts'
import { useDatabase } from '../support/database.ts'
import { createArticle } from '../support/factories-store.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { never, type TestNeeds, useAgent, workerNeeds } from '../support/worker-needs.ts'

const db = useDatabase()
const server = useServer()

const agent = useAgent(server)
let needs: TestNeeds
beforeEach(() => {
  needs = workerNeeds(db(), agent())
})

const LINE = 'Send your pictures of the lake to our picture desk.'
const story = (place: string): readonly string[] => [
  `The boathouse of ${place} burned down on Sunday night, and the fire could be seen from the other shore.`,
  `Nobody was hurt in ${place}, since the rowers had left for a regatta in the north two days before that.`,
  `The club of ${place} lost nine boats, of which the oldest had been built by the founders themselves.`,
  `Neighbours from ${place} now collect money, and a joiner has offered his workshop for the whole winter.`,
]
const html = (place: string) => ({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html lang="en"><head><title>Fire at ${place}</title></head><body><main><article><h1>Fire at ${place}</h1>
    ${[...story(place), LINE].map((text) => `<p>${text}</p>`).join('\n')}</article></main></body></html>`,
})

async function scrape(place: string, more: Partial<TestNeeds> = {}): Promise<string> {
  const path = `/${place.toLowerCase()}`
  server().on(path, html(place))
  const now = needs.clock.now()
  const id = await createArticle(db(), {
    canonical_url: server().origin + path,
    first_seen_at: now,
    event_at: now,
    next_scrape_at: now,
  })
  await scrapeArticleWorker.run({ articleId: id }, { ...needs, ...more }, never)
  const [version] = await db().query<{ text: string }>('select text from version where article_id = $1', [id])
  return version?.text ?? ''
}

const rows = () =>
  db().query<{ site: string; memory: object; version: string }>('select *, xmin as version from site_memory')

describe('pages of one site', () => {
  test('are read without what stood on the ones before, while each is learnt', async () => {
    expect(await scrape('Tarn')).toContain(LINE)
    expect(await scrape('Ostrel')).toBe(story('Ostrel').join('\n\n'))
    const { memory } = await memoryOf(server().origin, { db: db(), siteMemory: true })
    expect([...(memory?.blocks.values() ?? [])].filter((pages) => pages.length === 2)).toHaveLength(1)
    expect(await rows()).toMatchObject([{ site: '127.0.0.1' }])
  })

  test('are read each alone where that is set, and nothing is stored', async () => {
    await scrape('Tarn', { siteMemory: false })
    expect(await scrape('Ostrel', { siteMemory: false })).toContain(LINE)
    expect(await rows()).toEqual([])
  })
})

describe('the memory of a site', () => {
  const url = 'https://www.gazette.example/a'
  const learn = (pageKey: string, blockKeys: readonly string[]) =>
    db().transaction((tx) =>
      learnSitePage(tx, url, { pageKey, blockKeys, container: 'article > div.copy' }, needs.clock.now()),
    )

  test('is not written anew by a page that it has learnt', async () => {
    await learn('p1', ['a', 'b'])
    const before = await rows()
    await learn('p1', ['a', 'b'])
    expect(await rows()).toEqual(before)
  })

  test('loses nothing when pages are learnt at once', async () => {
    await Promise.all(['p1', 'p2', 'p3', 'p4'].map((page) => learn(page, ['standing', page])))
    const { memory } = await memoryOf('https://gazette.example/b', { db: db(), siteMemory: true })
    expect(memory?.blocks.get('standing')).toEqual(['p1', 'p2', 'p3', 'p4'])
    expect(memory?.containers.get('article > div.copy')).toHaveLength(4)
    expect(memory?.blocks.size).toBe(5)
  })

  test('keeps the order in which texts were met, by which it forgets', async () => {
    await learn('p1', ['zz', 'b', 'a'])
    await learn('p2', ['b'])
    const { memory } = await memoryOf(url, { db: db(), siteMemory: true })
    expect([...(memory?.blocks.keys() ?? [])]).toEqual(['zz', 'a', 'b'])
  })
})
