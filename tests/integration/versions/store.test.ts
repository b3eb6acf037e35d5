import { beforeEach, describe, expect, test } from '@jest/globals'
import { ulid } from 'ulid'
import { captureVersion } from '../../../src/articles/capture-version.ts'
import { importArticles } from '../../../src/articles/repository-import.ts'
import { saveNextVersion } from '../../../src/articles/repository-revisit.ts'
import { freezeEdition } from '../../../src/digests/freeze-edition.ts'
import type { Digest } from '../../../src/digests/digest.ts'
import { listWindowArticles } from '../../../src/digests/repository.ts'
import { addDigest } from '../../../src/digests/repository-digest.ts'
import { Lanes } from '../../../src/stories/lane.ts'
import { refreshFactsAround } from '../../../src/stories/repository-facts.ts'
import { listMembers, listStoryHeads } from '../../../src/stories/repository-read.ts'
import { useDatabase } from '../../support/database.ts'
import { createScraped, createVersion } from '../../support/factories-store.ts'
import { setClock } from '../../support/set-clock.ts'
import { never } from '../../support/worker-needs.ts'

const db = useDatabase()

describe('the schema', () => {
  const broken = (constraint: string) => ({ code: 'DATABASE_CONSTRAINT', details: { constraint } })

  test.each<[string, { number: number; changes?: string[]; found_by?: string }, string]>([
    ['a class that is none', { number: 2, changes: ['rumour'] }, 'version_changes_check'],
    ['a second version that changes nothing', { number: 2, changes: [] }, 'version_first_changes_nothing'],
    ['a first version that changes something', { number: 1, changes: ['text'] }, 'version_first_changes_nothing'],
    ['a trivial change beside another', { number: 2, changes: ['text', 'trivial'] }, 'version_trivial_is_alone'],
    ['a number that is taken', { number: 1 }, 'version_article_number_key'],
    ['a text that was found nowhere', { number: 2, found_by: 'guess' }, 'version_found_by_check'],
  ])('refuses %s', async (_what, row, constraint) => {
    const article_id = await createScraped(db())
    if (row.number === 1 && row.changes) await db().query('delete from version')
    await expect(createVersion(db(), { article_id, ...row })).rejects.toMatchObject(broken(constraint))
  })

  test('refuses a plan for an article that was never read', async () => {
    await expect(
      db().query(
        `with p as (insert into publisher (name) values ('Hollin Courier') returning id)
         insert into article (canonical_url, publisher_id, first_seen_at, event_at, next_scrape_at, revisit_at)
         select 'https://courier.example/1', id, now(), now(), now(), now() from p`,
      ),
    ).rejects.toMatchObject(broken('article_revisited_is_scraped'))
  })

  test('finds due revisits by their index', async () => {
    const plan = await db().transaction(async (tx) => {
      await tx.query('set local enable_seqscan = off')
      return tx.query<Record<string, string>>(
        'explain select id from article where revisit_at <= now() order by revisit_at limit 1000',
      )
    })
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('article_revisit_idx')
  })
})

describe('a second version', () => {
  const none = { standfirst: null, authors: [], agencyCredit: null, section: null, siteName: null, language: 'en' }
  const day = '2026-03-02'
  const texts = {
    first: `The last ferry from Ostrel was cancelled on Monday because of fog, and ninety passengers stayed in the town.

The harbour office said that the first boat of Tuesday would leave on time. The school opened its gym for the night.`,
    later: `The last ferry from Ostrel was cancelled on Monday because of fog, and 112 passengers stayed in the town.

The harbour office said that the first boat of Tuesday would be late. The school opened its gym for the night.`,
  }
  const clock = setClock(`${day}T12:00:00Z`)
  let id: string
  let digest: Digest

  beforeEach(async () => {
    clock.set(`${day}T12:00:00Z`)
    const captured = captureVersion({ ...none, title: 'Fog stops the last ferry', text: texts.first })
    const article = {
      externalId: 'ferry',
      url: 'https://press.example/ferry',
      publisher: 'Hollin Courier',
      publishedAt: new Date(`${day}T10:00:00Z`),
      captured,
    }
    await db().transaction((tx) => importArticles(tx, [article], clock.now()))
    id = (await db().query<{ id: string }>('select id from article'))[0]?.id ?? ''
    await openLanes().run('en', never)
    digest = await addDigest(db(), { name: 'morning', zone: 'UTC' }, clock.now())
  })

  const openLanes = () => new Lanes({ db: db(), clock, newStoryId: (at) => ulid(at.getTime()), settleSeconds: 0 })

  const saveLater = (at: string) =>
    db().transaction(async (tx) => {
      const later = {
        number: 2,
        captured: captureVersion({ ...none, title: 'Fog strands 112', text: texts.later, foundBy: 'displayed' }),
        obstacle: null,
        changes: ['headline', 'figure'] as const,
      }
      await saveNextVersion(tx, id, later, new Date(at))
      await refreshFactsAround(tx, id, new Date(at))
    })

  /** Numbers of the versions that the sentences of editions quote. */
  const quoted = () =>
    db().query('select distinct number from edition_sentence join version on version.id = version_id order by number')

  const wholeDay = { from: new Date(`${day}T00:00:00Z`), to: new Date(`${day}T24:00:00Z`) }
  const window = (to = wholeDay.to) => listWindowArticles(db(), { ...wholeDay, to })
  const freeze = () => freezeEdition({ db: db(), clock }, digest, day, wholeDay)

  test('of an article neither counts it twice nor moves it to another story', async () => {
    const [story] = await db().query<{ story_id: string }>('select story_id from story_article')
    await saveLater(`${day}T13:00:00Z`)
    await openLanes().run('en', never)
    expect(await db().query('select story_id from story_article')).toEqual([story])
    expect(await window()).toHaveLength(1)
    const heads = await listStoryHeads(db(), [story?.story_id ?? ''])
    expect(heads.get(story?.story_id ?? '')).toMatchObject({ headline: 'Fog strands 112' })
    expect(await listMembers(db(), story?.story_id ?? '')).toHaveLength(1)
  })

  test('of an article is no text that a rebuilt lane compares by', async () => {
    await saveLater(`${day}T13:00:00Z`)
    const copy = {
      externalId: 'copy',
      url: 'https://press.example/copy',
      publisher: 'Tarn Gazette',
      publishedAt: new Date(`${day}T11:00:00Z`),
      captured: captureVersion({ ...none, title: 'Fog stops the last ferry', text: texts.first }),
    }
    await db().transaction((tx) => importArticles(tx, [copy], clock.now()))
    await openLanes().run('en', never)
    expect(
      await db().query('select original_id, copy_kind, containment from story_article where original_id is not null'),
    ).toEqual([{ original_id: id, copy_kind: 'identical', containment: 1 }])
  })

  test('that came within the window is what its edition tells', async () => {
    await saveLater(`${day}T13:00:00Z`)
    expect(await window()).toMatchObject([{ title: 'Fog strands 112', text: texts.later }])
    const { content } = await freeze()
    expect(content.stories).toMatchObject([{ headline: 'Fog strands 112', counts: { articles: 1 } }])
    expect(await quoted()).toEqual([{ number: 2 }])
  })

  test('that came behind the window is none that its edition tells, however late that is made', async () => {
    await saveLater('2026-03-03T01:00:00Z')
    clock.set('2026-03-05T08:00:00Z')
    const { content } = await freeze()
    expect(content.stories).toMatchObject([{ headline: 'Fog stops the last ferry', counts: { articles: 1 } }])
    expect(await quoted()).toEqual([{ number: 1 }])
  })

  test('leaves a frozen edition as it is, and its sentences on the version that they quote', async () => {
    const frozen = await freeze()
    const sentences = await db().query('select text, version_id from edition_sentence order by id')
    await saveLater(`${day}T13:00:00Z`)
    expect(await freeze()).toEqual(frozen)
    expect(await db().query('select text, version_id from edition_sentence order by id')).toEqual(sentences)
    expect(await quoted()).toEqual([{ number: 1 }])
  })

  test('of an article that was read behind the window: the first one is told', async () => {
    await saveLater('2026-03-03T03:00:00Z')
    expect(await window(new Date(`${day}T11:00:00Z`))).toMatchObject([{ title: 'Fog stops the last ferry' }])
  })
})
