import { beforeEach, describe, expect, test } from '@jest/globals'
import { approveDraft, buildSlot } from '../../src/digests/build-slot.ts'
import { findDeskSlot } from '../../src/digests/desk/repository.ts'
import type { Digest } from '../../src/digests/digest.ts'
import { freezeDate } from '../../src/digests/freeze-edition.ts'
import { findEdition } from '../../src/digests/repository.ts'
import { addDigest, type DigestSettings } from '../../src/digests/repository-digest.ts'
import { findSlot, planSlots, setSlot } from '../../src/digests/repository-slot.ts'
import { dueDates } from '../../src/digests/schedule.ts'
import { useDatabase } from '../support/database.ts'
import { createFeed, createPoll, createStoryOfOne } from '../support/factories-store.ts'
import { setClock } from '../support/set-clock.ts'

const db = useDatabase()
const clock = setClock('2026-11-20T12:00:00Z')
const needs = () => ({ db: db(), clock, editionGraceMs: 30 * 60_000 })

beforeEach(() => clock.set('2026-11-20T12:00:00Z'))

/** A digest of 07:00 UTC with its slots until the 23rd. */
async function digestWith(settings: DigestSettings = {}): Promise<Digest> {
  const digest = await addDigest(db(), { name: 'morning', zone: 'UTC', admission: 0, ...settings }, clock.now())
  const dates = dueDates(digest, '2026-11-20', new Date('2026-11-22T12:00:00Z'))
  await db().transaction((tx) => planSlots(tx, digest, dates, clock.now()))
  return digest
}

async function reportAt(at: string, clusteredAt = at): Promise<void> {
  const { articleId } = await createStoryOfOne(db())
  await db().query('update article set event_at = $2, first_seen_at = $2, clustered_at = $3 where id = $1', [
    articleId,
    at,
    clusteredAt,
  ])
}

/** Feeds of which so many have been read. */
async function feeds(all: number, seen: number): Promise<void> {
  await db().query('delete from poll')
  await db().query('delete from feed')
  for (let i = 0; i < all; i += 1) {
    const feedId = await createFeed(db(), { last_success_at: i < seen ? clock.now() : null })
    if (i < seen) await createPoll(db(), { feed_id: feedId, finished_at: clock.now(), outcome: 'read' })
  }
}

async function buildAt(digest: Digest, localDate: string, at: string) {
  clock.set(at)
  await buildSlot(needs(), digest, localDate)
  return findSlot(db(), digest.id, localDate)
}

const editionOf = async ({ id }: Digest, localDate: string) => (await findEdition(db(), id, localDate))?.content

describe('the window of an edition', () => {
  test('ends some time before it is due, and begins where the edition before ended', async () => {
    const digest = await digestWith()
    await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')
    await buildAt(digest, '2026-11-22', '2026-11-22T07:00:00Z')
    expect(await editionOf(digest, '2026-11-21')).toMatchObject({
      windowFrom: '2026-11-20T06:30:00.000Z',
      windowTo: '2026-11-21T06:30:00.000Z',
      dueAt: '2026-11-21T07:00:00.000Z',
      since: null,
      notices: [],
    })
    expect(await editionOf(digest, '2026-11-22')).toMatchObject({
      windowFrom: '2026-11-21T06:30:00.000Z',
      since: '2026-11-21',
    })
  })

  test('takes what was published before it and came in after the edition before was made', async () => {
    const digest = await digestWith()
    await reportAt('2026-11-21T05:00:00Z')
    await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')
    expect((await editionOf(digest, '2026-11-21'))?.stories).toHaveLength(1)
    await reportAt('2026-11-21T06:10:00Z', '2026-11-21T07:40:00Z')
    await buildAt(digest, '2026-11-22', '2026-11-22T07:00:00Z')
    const [late, ...others] = (await editionOf(digest, '2026-11-22'))?.stories ?? []
    expect(late?.sources.map(({ publishedAt }) => publishedAt)).toEqual(['2026-11-21T06:10:00.000Z'])
    expect(others).toEqual([])
  })

  test('is widened by an edition that was missed', async () => {
    const digest = await digestWith()
    await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')
    expect(await buildAt(digest, '2026-11-22', '2026-11-22T13:00:00Z')).toMatchObject({
      state: 'missed',
      reason: 'it was not made within 6 hours after it was due',
    })
    await buildAt(digest, '2026-11-23', '2026-11-23T07:00:00Z')
    expect(await editionOf(digest, '2026-11-23')).toMatchObject({
      windowFrom: '2026-11-21T06:30:00.000Z',
      windowTo: '2026-11-23T06:30:00.000Z',
      since: '2026-11-21',
    })
  })
})

describe('an edition', () => {
  test('is not made before it is due', async () => {
    const digest = await digestWith()
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T06:59:59Z')).toMatchObject({ state: 'due' })
  })

  test('that is made hours late is made until the catching up ends, and says so', async () => {
    const digest = await digestWith()
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T12:59:59Z')).toMatchObject({ state: 'frozen' })
    expect(await editionOf(digest, '2026-11-21')).toMatchObject({ notices: ['late'] })
  })

  test('without enough feeds is held, says what it could not see, and is made once they are read', async () => {
    const digest = await digestWith({ coverageFloor: 60 })
    await feeds(4, 2)
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')).toMatchObject({
      state: 'held',
      reason: expect.stringMatching(/^2 of 4 feeds seen, the floor is 3; not seen: [^,]+, [^,]+$/),
    })
    expect(await editionOf(digest, '2026-11-21')).toBeUndefined()
    await feeds(4, 3)
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T07:20:00Z')).toMatchObject({ state: 'frozen', reason: null })
    expect(await editionOf(digest, '2026-11-21')).toMatchObject({ notices: [] })
  })

  test('that is held to the end is made as an incomplete one', async () => {
    const digest = await digestWith({ coverageFloor: 100, holdMinutes: 60 })
    await feeds(4, 3)
    const held = await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T07:59:59Z')).toEqual(held)
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T08:00:00Z')).toMatchObject({ state: 'frozen' })
    expect(await editionOf(digest, '2026-11-21')).toMatchObject({
      notices: ['incomplete'],
      coverage: { feeds: 4, feedsSeen: 3 },
    })
  })

  test('that was made by hand stands, and its slot is done', async () => {
    const digest = await digestWith()
    clock.set('2026-11-21T05:00:00Z')
    const made = await freezeDate(needs(), digest, '2026-11-21', needs().editionGraceMs)
    expect(made.content).toMatchObject({ windowTo: '2026-11-21T05:00:00.000Z' })
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')).toMatchObject({ state: 'frozen' })
    expect(await findEdition(db(), digest.id, '2026-11-21')).toEqual(made)
  })

  test('that several workers make at once is made once', async () => {
    const digest = await digestWith()
    await reportAt('2026-11-21T05:00:00Z')
    clock.set('2026-11-21T07:00:00Z')
    await Promise.all([1, 2, 3].map(() => buildSlot(needs(), digest, '2026-11-21')))
    expect(await db().query('select count(*)::int as n from edition')).toEqual([{ n: 1 }])
  })
})

describe('a draft', () => {
  const approve = (digest: Digest, localDate: string) =>
    db().transaction((tx) => approveDraft(tx, digest, localDate, clock.now()))

  test('waits for its desk, and is what is frozen when it is approved', async () => {
    const digest = await digestWith({ approval: 'send' })
    await reportAt('2026-11-21T05:00:00Z')
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')).toMatchObject({ state: 'draft' })
    const onDesk = await findDeskSlot(db(), digest.id, '2026-11-21')
    await reportAt('2026-11-21T05:30:00Z')
    await buildAt(digest, '2026-11-21', '2026-11-21T07:05:00Z')
    expect(await approve(digest, '2026-11-21')).not.toBeNull()
    expect(await editionOf(digest, '2026-11-21')).toEqual(onDesk?.draft?.content)
    expect(await approve(digest, '2026-11-21')).toBeNull()
  })

  test('that nobody approves is sent at the end of the hold', async () => {
    const digest = await digestWith({ approval: 'send', holdMinutes: 90 })
    await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T08:29:59Z')).toMatchObject({ state: 'draft' })
    expect(await buildAt(digest, '2026-11-21', '2026-11-21T08:30:00Z')).toMatchObject({ state: 'frozen' })
    expect(await editionOf(digest, '2026-11-21')).toMatchObject({ notices: [] })
  })

  test('that must be approved is held beyond it, and missed when the next edition is due', async () => {
    const digest = await digestWith({ approval: 'hold' })
    await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')
    expect(await buildAt(digest, '2026-11-21', '2026-11-22T06:59:59Z')).toMatchObject({ state: 'draft' })
    clock.set('2026-11-22T07:00:00Z')
    expect(await approve(digest, '2026-11-21')).toBeNull()
    expect(await buildAt(digest, '2026-11-21', '2026-11-22T07:00:00Z')).toMatchObject({
      state: 'missed',
      reason: 'the next edition was due before it was approved',
    })
    expect(await approve(digest, '2026-11-21')).toBeNull()
  })

  test('is not taken from its desk by a worker that had seen too few feeds', async () => {
    const digest = await digestWith({ approval: 'send' })
    const slot = await buildAt(digest, '2026-11-21', '2026-11-21T07:00:00Z')
    if (!slot) throw new Error('no slot')
    const stale = { ...slot, state: 'due' } as const
    await setSlot(db(), stale, { state: 'held', reason: '2 of 4 feeds seen' }, clock.now())
    await setSlot(db(), stale, { state: 'missed', reason: 'it was not made' }, clock.now())
    expect(await findSlot(db(), digest.id, '2026-11-21')).toEqual(slot)
  })
})
