import { beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { takeUpForbidden } from '../../src/articles/repository-scrape.ts'
import { feedsFromOpml, type ListedFeed } from '../../src/feeds/feeds-from-opml.ts'
import { parseOpml, writeOpml } from '../../src/feeds/opml.ts'
import {
  findManagedFeed,
  findPollResult,
  listOutlines,
  orderPollOf,
  resumeFeed,
  saveFeeds,
  setRobotsPolicy,
} from '../../src/feeds/repository-manage.ts'
import { pauseFeed } from '../../src/feeds/repository-poll.ts'
import { useDatabase } from '../support/database.ts'
import { createArticle, createFeed, createPoll, createPublisher } from '../support/factories-store.ts'

const db = useDatabase()
const now = new Date('2026-03-02T12:00:00Z')

const listed = (path: string, facts: Partial<ListedFeed> = {}): ListedFeed => ({
  url: `https://courier.example/${path}`,
  title: null,
  publisher: 'Hollin Courier',
  ownerGroup: null,
  homeUrl: null,
  tags: [],
  intervalSeconds: null,
  pausedBecause: null,
  ...facts,
})

const save = (...feeds: readonly ListedFeed[]) => db().transaction((tx) => saveFeeds(tx, feeds, now))
const feedRows = () => db().query<Record<string, unknown>>('select * from feed order by id')

describe('saveFeeds', () => {
  test('watches new feeds with all that the list says of them', async () => {
    const saved = await save(
      listed('rss', { tags: ['ports'], intervalSeconds: 900, ownerGroup: 'North Group' }),
      listed('atom', { pausedBecause: 'asked to stop' }),
    )
    expect(saved).toMatchObject([
      { id: '1', publisher: 'Hollin Courier', isNew: true },
      { id: '2', url: 'https://courier.example/atom', isNew: true },
    ])
    expect(await feedRows()).toMatchObject([
      { tags: ['ports'], interval_seconds: 900, state: 'active', next_poll_at: now },
      { interval_seconds: null, state: 'paused', state_code: 'OPERATOR', state_reason: 'asked to stop', state_at: now },
    ])
  })

  test('gives a known feed the tags that it lacks and leaves everything else as it is', async () => {
    await save(listed('rss', { tags: ['ports', 'daily'], intervalSeconds: 900 }))
    const again = listed('rss', { tags: ['north', 'daily', 'sea'], intervalSeconds: 60, publisher: 'Quay Post' })
    expect(await save(again)).toMatchObject([{ id: '1', publisher: 'Hollin Courier', isNew: false }])
    expect(await feedRows()).toMatchObject([{ tags: ['ports', 'daily', 'north', 'sea'], interval_seconds: 900 }])
    expect(await db().query('select name from publisher')).toEqual([{ name: 'Hollin Courier' }])
  })
})

describe('findManagedFeed', () => {
  let id: string
  beforeEach(async () => {
    id = await createFeed(db(), { url: 'https://www.courier.example/rss/' })
  })

  test('finds a feed by its id and by its address, however that is written', async () => {
    for (const named of [
      id,
      'https://www.courier.example/rss/',
      'http://courier.example/rss',
      'courier.example/rss',
      'www.courier.example/rss/',
    ]) {
      expect(await findManagedFeed(db(), named)).toMatchObject({ id, state: 'active' })
    }
  })

  test('finds none under another name, and takes none of two that are alike', async () => {
    expect(await findManagedFeed(db(), '4711')).toBeNull()
    expect(await findManagedFeed(db(), 'courier.example')).toBeNull()
    const other = await createFeed(db(), { url: 'http://courier.example/rss' })
    expect(await findManagedFeed(db(), 'courier.example/rss')).toBeNull()
    expect(await findManagedFeed(db(), 'http://courier.example/rss')).toMatchObject({ id: other })
  })
})

test('a paused feed that is resumed is due at once and starts afresh', async () => {
  const id = await createFeed(db(), { failures: 7, failure_score: 5 })
  await pauseFeed(db(), id, 'OPERATOR', 'asked to stop', now)
  expect(await feedRows()).toMatchObject([
    { state: 'paused', state_code: 'OPERATOR', state_reason: 'asked to stop', state_at: now },
  ])
  const later = new Date('2026-03-03T12:00:00Z')
  await resumeFeed(db(), id, later)
  expect(await feedRows()).toMatchObject([
    {
      state: 'active',
      state_code: null,
      state_reason: null,
      state_at: null,
      next_poll_at: later,
      failures: 0,
      failure_score: 0,
    },
  ])
})

test('a poll that is ordered has a round of its own, and a result once it has an outcome', async () => {
  const feed_id = await createFeed(db(), { state: 'paused', state_reason: 'asked to stop' })
  const pollId = await db().transaction((tx) => orderPollOf(tx, feed_id, now))
  expect(await db().query('select feed_id, round_id, due_at from poll')).toEqual([
    { feed_id, round_id: '1', due_at: now },
  ])
  expect(await findPollResult(db(), pollId)).toBeNull()
  const finished = await createPoll(db(), { feed_id, finished_at: now, outcome: 'read', entries: 3, new_entries: 1 })
  expect(await findPollResult(db(), finished)).toMatchObject({
    outcome: 'read',
    entries: 3,
    newEntries: 1,
    error: null,
  })
})

test('a robots.txt is ignored with its reason, and obeyed again', async () => {
  const id = await createPublisher(db(), { name: 'Quay Post' })
  const policy = () => db().query('select robots_policy, robots_reason from publisher')
  expect(await setRobotsPolicy(db(), 'Quay Post', 'agreed by letter')).toBe(id)
  expect(await policy()).toEqual([{ robots_policy: 'ignore', robots_reason: 'agreed by letter' }])
  expect(await setRobotsPolicy(db(), 'Quay Post', null)).toBe(id)
  expect(await policy()).toEqual([{ robots_policy: 'obey', robots_reason: null }])
  expect(await setRobotsPolicy(db(), 'Fell Post', null)).toBeNull()
})

test('articles that a robots.txt had kept back are taken up again, those of the last week', async () => {
  const publisher_id = await createPublisher(db(), { name: 'Quay Post' })
  const forbidden = { state: 'failed', state_code: 'ROBOTS_DISALLOWED', state_reason: 'it is forbidden', publisher_id }
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const recent = await createArticle(db(), { ...forbidden, first_seen_at: daysAgo(6), event_at: daysAgo(6) })
  await createArticle(db(), { ...forbidden, first_seen_at: daysAgo(8), event_at: daysAgo(8) })
  await createArticle(db(), { ...forbidden, first_seen_at: now, state_code: 'HTTP_404' })
  await createArticle(db(), { ...forbidden, first_seen_at: now, publisher_id: await createPublisher(db()) })
  expect(await takeUpForbidden(db(), publisher_id, now)).toBe(1)
  expect(await db().query(`select id, next_scrape_at from article where state = 'new'`)).toEqual([
    { id: recent, next_scrape_at: now },
  ])
})

test('what is exported and imported into an empty database is the same', async () => {
  const word = fc
    .stringMatching(/^[a-zé&"<>', /]{1,8}$/)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  const feed = fc.record({
    path: fc.stringMatching(/^[a-z]{1,4}$/),
    facts: fc.record({
      title: fc.option(word),
      publisher: fc.constantFrom('Quay & Co', 'Fjord "Post"'),
      homeUrl: fc.constant('https://courier.example/'),
      ownerGroup: fc.constantFrom('North Group'),
      tags: fc.uniqueArray(word, { maxLength: 3 }),
      intervalSeconds: fc.option(fc.integer({ min: 60, max: 86_400 })),
      pausedBecause: fc.option(word),
    }),
  })
  const empty = () => db().query('truncate publisher, owner_group, feed, poll restart identity cascade')
  const sorted = async () =>
    (await listOutlines(db()))
      .map((outline) => ({ ...outline, tags: [...outline.tags].sort() }))
      .sort((a, b) => (a.xmlUrl < b.xmlUrl ? -1 : 1))
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(feed, { selector: ({ path }) => path, maxLength: 5 }), async (feeds) => {
      await empty()
      await save(...feeds.map(({ path, facts }) => listed(path, facts)))
      const before = await sorted()
      const { feeds: read, refused } = feedsFromOpml(parseOpml(writeOpml(await listOutlines(db()))))
      await empty()
      await save(...read)
      expect(refused).toEqual([])
      expect(await sorted()).toEqual(before)
    }),
    { numRuns: 15 },
  )
})
