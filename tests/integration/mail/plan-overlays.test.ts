import { beforeEach, describe, expect, test } from '@jest/globals'
import { planDeliveries } from '../../../src/deliveries/repository-plan.ts'
import type { EditionStory } from '../../../src/digests/edition.ts'
import type { EditionOverlay } from '../../../src/digests/overlay.ts'
import { useDatabase } from '../../support/database.ts'
import { editionStory } from '../../support/edition-factories.ts'
import { createArticle, createStory, storyId } from '../../support/factories.ts'
import { storeEdition, storeSubscribers } from '../../support/mail-store.ts'

const db = useDatabase()
const now = new Date('2026-11-23T06:00:00Z')
const deadline = new Date('2026-11-23T18:00:00Z')
const [ferry, dam, lamp, ship] = [storyId(1), storyId(2), storyId(3), storyId(4)]
let digestId: string
const said = (text: string) => ({
  text,
  articleId: '1',
  versionId: '1',
  start: 0,
  end: 1,
  sources: [1],
  single: true,
})
const story = (
  storyId: string,
  rank: number,
  text = `Nothing is known of ${storyId} but that the harbour opens in May.`,
): EditionStory => editionStory({ storyId, rank, headline: `Story ${storyId}`, lead: [said(text)] })

/** Freezes an edition with its rows and returns its id. */
async function freeze(day: string, stories: readonly EditionStory[], more = {}): Promise<string> {
  const { editionId } = await storeEdition(db(), stories, { day, more })
  for (const { storyId, rank } of stories) {
    await db().query('insert into edition_story (edition_id, rank, story_id, components) values ($1, $2, $3, $4)', [
      editionId,
      rank,
      storyId,
      {},
    ])
  }
  return editionId
}

const plan = (editionId: string) => db().transaction((tx) => planDeliveries(tx, editionId, now, deadline))

async function planAndSend(editionId: string, but: readonly number[] = []): Promise<void> {
  await plan(editionId)
  await db().query(
    `update delivery set state = 'sending' where edition_id = $1 and state = 'pending'
        and subscriber_id <> all($2::bigint[])`,
    [editionId, but],
  )
  await db().query(`update delivery set state = 'sent', sent_at = $2 where edition_id = $1 and state = 'sending'`, [
    editionId,
    now,
  ])
}

interface Planned {
  readonly subscriber: number
  readonly overlayId: string
  readonly overlay: EditionOverlay
  readonly state: string
  readonly reply: string | null
}

const planned = (editionId: string) =>
  db().query<Planned>(
    `select subscriber_id::int as subscriber, overlay_id as "overlayId", overlay.content as overlay, state, reply
       from delivery join edition_overlay overlay on overlay.id = overlay_id
      where delivery.edition_id = $1 order by subscriber_id`,
    [editionId],
  )
const statesOf = ({ overlay }: Planned) => Object.fromEntries(overlay.stories.map((one) => [one.storyId, one.state]))

beforeEach(async () => {
  const stored = await storeEdition(db(), [], { day: '2026-11-01' })
  digestId = stored.digestId
  await db().query('alter sequence subscriber_id_seq restart with 1')
  await storeSubscribers(db(), digestId, 3)
  for (const id of [ferry, dam, lamp, ship]) {
    await createStory(db(), id, [{ article: await createArticle(db(), { publisher: 'Upland Courier' }) }])
  }
})

test('each is shown what is new since the editions that were really sent to them', async () => {
  await planAndSend(await freeze('2026-11-20', [story(ferry, 1)]))
  await planAndSend(await freeze('2026-11-21', [story(dam, 1)]), [2])
  const edition = await freeze('2026-11-22', [story(ferry, 1), story(dam, 2, 'The dam holds, said Ilse Varn.')])
  expect(await plan(edition)).toBe(3)
  const [first, second, third] = await planned(edition)
  expect(first?.overlay.since).toBe('2026-11-21')
  expect(statesOf(first!)).toEqual({ [ferry]: 'unchanged', [dam]: 'developed' })
  expect(second?.overlay.since).toBe('2026-11-20')
  expect(statesOf(second!)).toEqual({ [ferry]: 'unchanged', [dam]: 'new' })
  expect(third?.overlayId).toBe(first?.overlayId)
  expect(await db().query('select 1 from edition_overlay where edition_id = $1', [edition])).toHaveLength(2)
})

test('planning twice changes nothing', async () => {
  const edition = await freeze('2026-11-22', [story(ferry, 1)])
  await plan(edition)
  const before = await planned(edition)
  expect(await plan(edition)).toBeNull()
  expect(await planned(edition)).toEqual(before)
})

test('planning that is broken off leaves nothing behind, and is done again', async () => {
  const edition = await freeze('2026-11-22', [story(ferry, 1)])
  await expect(
    db().transaction(async (tx) => {
      await planDeliveries(tx, edition, now, deadline)
      throw new Error('the process ended')
    }),
  ).rejects.toThrow('the process ended')
  expect(await db().query('select 1 from edition_overlay')).toEqual([])
  expect(await plan(edition)).toBe(3)
})

test('a story that was muted before was not told, and one that was merged since was', async () => {
  await db().query(`insert into subscriber_mute (subscriber_id, story_id, muted_at, until) values (1, $1, $2, $3)`, [
    ferry,
    '2026-11-19',
    '2026-11-24',
  ])
  await planAndSend(await freeze('2026-11-20', [story(ferry, 1), story(lamp, 2)]))
  await db().query('delete from subscriber_mute')
  await db().query(`update story set merged_into = $1, merged_at = now() where id = $2`, [dam, lamp])
  const edition = await freeze('2026-11-22', [story(ferry, 1), story(dam, 2, 'The dam holds, said Ilse Varn.')])
  await plan(edition)
  const [first, second] = await planned(edition)
  expect(statesOf(first!)).toEqual({ [ferry]: 'new', [dam]: 'developed' })
  expect(statesOf(second!)).toEqual({ [ferry]: 'unchanged', [dam]: 'developed' })
})

test('a story that was merged twice since is known by what it goes by now', async () => {
  await planAndSend(await freeze('2026-11-20', [story(lamp, 1)]))
  await db().query(`insert into subscriber_mute (subscriber_id, story_id, muted_at, until) values (1, $1, $2, $3)`, [
    lamp,
    '2026-11-19',
    '2026-11-24',
  ])
  for (const [from, into] of [
    [lamp, ferry],
    [ferry, dam],
  ]) {
    await db().query(`update story set merged_into = $1, merged_at = now() where id = $2`, [into, from])
  }
  const edition = await freeze('2026-11-22', [story(dam, 1, 'The dam holds, said Ilse Varn.')])
  await plan(edition)
  const [first, second] = await planned(edition)
  expect(statesOf(first!)).toEqual({})
  expect(statesOf(second!)).toEqual({ [dam]: 'developed' })
})

describe('what subscribers chose', () => {
  const choose = (subscriber: number, sql: string) =>
    db().query(`update subscriber set ${sql} where id = ${subscriber}`)
  const mute = (subscriber: number, column: 'story_id' | 'name', value: string, until = '2026-12-22') =>
    db().query(`insert into subscriber_mute (subscriber_id, ${column}, muted_at, until) values ($1, $2, $3, $4)`, [
      subscriber,
      value,
      '2026-11-01',
      until,
    ])

  test('stories and names that are muted are left out and counted, until the mute ends', async () => {
    await mute(1, 'story_id', ferry)
    await mute(2, 'name', 'ilse varn')
    await mute(3, 'name', 'Ilse Varn', '2026-11-20')
    const edition = await freeze('2026-11-22', [story(ferry, 1), story(dam, 2, 'The dam holds, said Ilse Varn.')])
    await plan(edition)
    const [first, second, third] = await planned(edition)
    expect([Object.keys(statesOf(first!)), first?.overlay.muted]).toEqual([[dam], 1])
    expect([Object.keys(statesOf(second!)), second?.overlay.muted]).toEqual([[ferry], 1])
    expect([Object.keys(statesOf(third!)), third?.overlay.muted]).toEqual([[ferry, dam], 0])
  })

  test('the stories at length alone leave out the rest', async () => {
    await choose(2, `length = 'top'`)
    const edition = await freeze(
      '2026-11-22',
      [ferry, dam, lamp, ship].map((id, i) => ({
        ...story(id, i + 1),
        form: i < 3 ? ('full' as const) : ('short' as const),
      })),
    )
    await plan(edition)
    expect((await planned(edition)).map(({ overlay }) => overlay.leftOut)).toEqual([0, 1, 0])
  })

  test('a weekday that they left out sends nothing, and says why', async () => {
    await choose(1, `weekdays = '{1,2,3}'`) // 22 November 2026 is a Sunday
    await choose(2, `weekdays = '{7}'`)
    const edition = await freeze('2026-11-22', [story(ferry, 1)])
    expect(await plan(edition)).toBe(3)
    expect((await planned(edition)).map(({ state, reply }) => [state, reply])).toEqual([
      ['suppressed', 'the subscriber wants no mail on a Sunday'],
      ['pending', null],
      ['pending', null],
    ])
  })

  test('no mail on quiet days holds where nothing is new to them, and not where something is corrected', async () => {
    await choose(1, `quiet = 'none'`)
    await choose(2, `quiet = 'none'`)
    await planAndSend(await freeze('2026-11-21', [story(ferry, 1)]), [2])
    const again = await freeze('2026-11-22', [story(ferry, 1)])
    await plan(again)
    expect((await planned(again)).map(({ state }) => state)).toEqual(['suppressed', 'pending', 'pending'])
    const correction = {
      editionDate: '2026-11-21',
      storyId: ferry,
      headline: '',
      quoted: '',
      now: null,
      language: 'en',
    }
    const corrected = await freeze('2026-11-23', [story(ferry, 1)], { corrections: [correction] })
    await plan(corrected)
    expect((await planned(corrected)).map(({ state }) => state)).toEqual(['pending', 'pending', 'pending'])
  })
})
