import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Queryable } from '../../src/db/database.ts'
import { findFacts, refreshFacts } from '../../src/stories/repository-facts.ts'
import { listLineage } from '../../src/stories/repository-lineage.ts'
import { useDatabase } from '../support/database.ts'
import { at, createArticle, createStory, storyId } from '../support/factories.ts'

const db = useDatabase()
const sentence = (n: number): string => Array.from({ length: 12 }, (_none, i) => `word${n}x${i}`).join(' ')
const text = (...numbers: number[]): string => numbers.map(sentence).join('. ')
const whole = text(1, 2, 3, 4, 5, 6, 7, 8)

const refresh = (now = at('12:00')): Promise<void> =>
  db().transaction((tx: Queryable) => refreshFacts(tx, [storyId(1)], now))

const stored = () =>
  db().query(
    `select (select jsonb_agg(to_jsonb(f) - 'refreshed_at' order by story_id) from story_fact f) as facts,
            (select jsonb_agg(to_jsonb(c) order by article_id) from copy_lineage c) as lineage,
            (select jsonb_agg(lead_article_id order by id) from story) as leads`,
  )

/** A newspaper prints the agency's text first; the lane, which goes by time, holds the agency's own for the copy. */
async function createWireStory() {
  const paper = await createArticle(db(), { publisher: 'Valley Times', eventAt: at('06:00'), text: whole })
  await db().query('alter table version disable trigger version_immutable')
  await db().query(`update version set agency_credit = 'Meridian' where article_id = $1`, [paper.id])
  await db().query('alter table version enable trigger version_immutable')
  const agency = await createArticle(db(), { publisher: 'Meridian Agency', eventAt: at('06:30'), text: whole })
  const cut = await createArticle(db(), { publisher: 'Coast Post', eventAt: at('07:00'), text: text(1, 2, 3) })
  const own = await createArticle(db(), {
    publisher: 'Evening Ledger',
    eventAt: at('07:20'),
    title: 'Ferry contract signed in Port Hollin',
    text: `PORT HOLLIN — ${text(20, 21, 22, 23, 24)}`,
  })
  await createStory(db(), storyId(1), [
    { article: paper },
    { article: agency, original: paper, copyKind: 'identical', containment: 1 },
    { article: cut, original: paper, copyKind: 'cut', containment: 0.9 },
    { article: own },
  ])
  return { paper, agency, cut, own }
}

describe('refreshFacts', () => {
  let articles: Awaited<ReturnType<typeof createWireStory>>
  beforeEach(async () => {
    articles = await createWireStory()
  })

  test('names the agency as source of its text, and what each paper took of it', async () => {
    await refresh()
    const lineage = await listLineage(db(), storyId(1))
    const { paper, agency, cut, own } = articles
    expect(lineage.get(agency.id)).toMatchObject({ sourceId: agency.id, rule: 'agency', kind: null, copyShare: null })
    expect(lineage.get(paper.id)).toMatchObject({
      sourceId: agency.id,
      kind: 'identical',
      copyShare: 1,
      sourceShare: 1,
    })
    expect(lineage.get(cut.id)).toMatchObject({ kind: 'cut', copyShare: 1, sourceShare: expect.closeTo(0.36, 1) })
    expect(lineage.has(own.id)).toBe(false)
  })

  test('leads with the source, and tells times and the busiest hour', async () => {
    await refresh()
    expect(await findFacts(db(), storyId(1))).toEqual({
      leadRule: 'earliest',
      headline: 'Ministers sign accord for a night ferry',
      place: null,
      placeReports: 0,
      firstSeenAt: at('06:00'),
      firstPublishedAt: at('06:00'),
      firstPublishedDay: null,
      peakReports: 1,
      peakFrom: at('06:00'),
    })
    const [story] = await db().query('select lead_article_id as lead from story')
    expect(story).toEqual({ lead: articles.agency.id })
  })

  test('changes nothing when done twice', async () => {
    await refresh()
    const before = await stored()
    await refresh(at('18:00'))
    expect(await stored()).toEqual(before)
  })

  test('makes the lineage of a group anew when an article leaves it, and drops what is no group any more', async () => {
    await refresh()
    const { agency, cut, paper } = articles
    await db().query(
      `update story_article set original_id = null, copy_kind = null, containment = null where article_id = $1`,
      [agency.id],
    )
    await refresh()
    const lineage = await listLineage(db(), storyId(1))
    expect([...lineage.keys()].sort()).toEqual([paper.id, cut.id].sort())
    expect(lineage.get(paper.id)).toMatchObject({ sourceId: paper.id, rule: 'earlier' })
    await db().query(
      `update story_article set original_id = null, copy_kind = null, containment = null where article_id = $1`,
      [cut.id],
    )
    await refresh()
    expect((await listLineage(db(), storyId(1))).size).toBe(0)
  })

  test('takes the facts from a story that has no articles left', async () => {
    await refresh()
    await createStory(db(), storyId(2), [{ article: await createArticle(db(), { publisher: 'Bay Mail' }) }])
    await db().query(
      `insert into ledger (story_id, article_id, event, at, actor, reason)
       select $2, article_id, 'joined', now(), 'Ida Holm', 'one event' from story_article where story_id = $1`,
      [storyId(1), storyId(2)],
    )
    await db().query(
      `update story_article set story_id = $2, ledger_id = ledger.id from ledger
        where story_article.story_id = $1 and ledger.story_id = $2 and ledger.article_id = story_article.article_id`,
      [storyId(1), storyId(2)],
    )
    await refresh()
    expect(await findFacts(db(), storyId(1))).toBeNull()
  })
})
