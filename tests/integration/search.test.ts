import { beforeAll, describe, expect, test } from '@jest/globals'
import { captureVersion } from '../../src/articles/capture-version.ts'
import { importArticles } from '../../src/articles/repository-import.ts'
import { search, type SearchUnit } from '../../src/search/repository.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { addToStory, createStory } from '../support/factories-store.ts'

const { db } = useDatabaseAndUrl({ empty: 'once' })

const texts: Readonly<Record<string, { title: string; text: string; language?: string; day?: number }>> = {
  ferry: { title: 'Ferry cancelled', text: 'The ferry from Ostrel was cancelled because of dense fog in the harbour.' },
  boats: { title: 'Boats wait', text: 'Two ferries and a trawler waited outside Ostrel until the fog had lifted.' },
  bridge: { title: 'Bridge closed', text: 'The bridge at Tarn is closed: its pylons failed an inspection on Monday.' },
  council: { title: 'Council meets', text: 'The council of Tarn met. The ferry was one point of many on the list.' },
  fährschiff: {
    title: 'Fährschiffe fallen aus',
    text: 'Wegen Nebels fielen in Ostrel zwei Fährschiffe aus, sagte der Hafenmeister.',
    language: 'de',
  },
  traghetti: {
    title: 'Traghetti fermi',
    text: 'I traghetti per Ostrel sono rimasti fermi nel porto per la nebbia.',
    language: 'it',
  },
  barco: { title: 'Sin barcos', text: 'Los barcos de Ostrel no salieron por la niebla.', language: 'es' },
}

const none = { standfirst: null, authors: [], agencyCredit: null, section: null, siteName: null }

beforeAll(async () => {
  const articles = Object.entries(texts).map(([id, { title, text, language = 'en' }]) => ({
    externalId: id,
    url: `https://press.example/${encodeURI(id)}`,
    publisher: 'Hollin Courier',
    publishedAt: new Date('2026-03-02T08:00:00Z'),
    captured: captureVersion({ ...none, title, text, language }),
  }))
  await db().transaction((tx) => importArticles(tx, articles, new Date('2026-03-03T00:00:00Z')))
  const ids = await db().query<{ id: string; name: string }>('select id, external_id as name from article')
  const idOf = (name: string): string => ids.find((row) => row.name === name)?.id ?? ''
  const storyId = await createStory(db(), { id: '0'.repeat(26), lead_article_id: idOf('ferry') })
  for (const name of ['ferry', 'boats']) await addToStory(db(), storyId, idOf(name))
})

const find = (text: string, unit: SearchUnit = 'article', limit = 10) => search(db(), text, unit, limit)
const idsOf = async (text: string): Promise<string[]> => (await find(text)).hits.map(({ id }) => id)

describe('search', () => {
  test.each([
    ['one word', 'fog', ['boats', 'ferry']],
    ['another form of the word', 'inspections', ['bridge']],
    ['the singular of a plural', 'ferry', ['boats', 'council', 'ferry']],
    ['all words', 'ferry tarn', ['council']],
    ['a phrase', '"dense fog"', ['ferry']],
    ['a phrase that stands nowhere', '"fog dense"', []],
    ['an exclusion', 'fog -trawler', ['ferry']],
    ['an excluded form of a word', 'fog -trawlers', ['ferry']],
    ['an excluded phrase', 'ostrel -"dense fog"', ['barco', 'boats', 'fährschiff', 'traghetti']],
    ['several exclusions', 'ostrel -fog -niebla', ['fährschiff', 'traghetti']],
    ['alternatives', 'trawler or pylons', ['boats', 'bridge']],
    ['a word of a title', 'closed', ['bridge']],
    ['German', 'Fährschiff', ['fährschiff']],
    ['Spanish', 'barco', ['barco']],
    ['Italian', 'traghetto', ['traghetti']],
    ['Italian as it was written', 'traghetti', ['traghetti']],
    ['a name in all languages', 'ostrel', ['barco', 'boats', 'ferry', 'fährschiff', 'traghetti']],
    ['a word that nobody wrote', 'xylophone', []],
    ['nothing', '', []],
    ['stop words alone', 'the of', []],
    ['signs that mean something to the database', `'fog' & !(ferry) | :*`, expect.anything()],
  ])('finds by %s', async (_what, text, expected) => {
    const ids = await idsOf(text)
    expect(Array.isArray(expected) ? [...ids].sort() : ids).toEqual(expected)
  })

  test('puts first the article that says it most, in its title most of all', async () => {
    const { hits } = await find('ferry')
    expect(hits[0]?.id).toBe('ferry')
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a))
  })

  test('gives articles that have most of the words when none has all, and says so', async () => {
    expect(await find('ferry ostrel fog xylophone')).toMatchObject({
      isLoosened: true,
      total: 2,
      hits: [{ id: 'ferry' }, { id: 'boats' }],
    })
    expect(await find('ferry ostrel fog')).toMatchObject({ isLoosened: false, total: 2 })
    expect(await find('xylophone zither ocarina fog')).toMatchObject({ hits: [], total: 0 })
  })

  test('does not count stop words among the words that an article must have', async () => {
    expect(await find('the inspection of the bridge and its pylons at the quay')).toMatchObject({
      isLoosened: true,
      hits: [{ id: 'bridge' }],
    })
  })

  test('gives a story once, by its best article, and articles without a story by themselves', async () => {
    const { hits, total } = await find('ferry', 'story')
    expect(total).toBe(2)
    expect(hits).toMatchObject([
      { id: '0'.repeat(26), storyId: '0'.repeat(26), title: 'Ferry cancelled' },
      { storyId: null, title: 'Council meets' },
    ])
  })

  test('gives no more than was asked for, and says how many there are', async () => {
    const { hits, total } = await find('ostrel', 'article', 2)
    expect(hits).toHaveLength(2)
    expect(total).toBe(5)
  })
})
