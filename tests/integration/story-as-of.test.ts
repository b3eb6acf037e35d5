import { beforeEach, describe, expect, test } from '@jest/globals'
import { importArticles } from '../../src/articles/repository-import.ts'
import { storyAsOf } from '../../src/stories/as-of.ts'
import { decide, undo } from '../../src/stories/decision-entry.ts'
import type { Wish } from '../../src/stories/decision-draft.ts'
import { explainArticle } from '../../src/stories/explain.ts'
import { findSettings, rememberSettings } from '../../src/stories/repository-settings.ts'
import type { Lanes } from '../../src/stories/lane.ts'
import { loadSuccessorsAt } from '../../src/stories/repository-ledger.ts'
import { listMembers } from '../../src/stories/repository-read.ts'
import { defaultSettings, settingsVersion } from '../../src/stories/settings.ts'
import { useDatabase } from '../support/database.ts'
import { lanesOf } from '../support/lanes-of.ts'
import { inventedStream } from '../support/invented-stream.ts'
import { setClock } from '../support/set-clock.ts'
import { never, storyIds } from '../support/worker-needs.ts'

const db = useDatabase()
const clock = setClock('2026-04-01T00:00:00Z')
const stream = inventedStream(8, 8)
const signed = { author: 'Ada Renn', reason: 'one ferry, not two' }

let lanes: Lanes
let newStoryId: () => string
beforeEach(() => {
  newStoryId = storyIds()
  lanes = lanesOf(db(), clock, newStoryId)
})

async function run(articles: typeof stream): Promise<void> {
  clock.advance(3600)
  await db().transaction((tx) => importArticles(tx, articles, clock.now()))
  await lanes.run('en', never)
}

async function act(wish: Wish): Promise<string> {
  clock.advance(3600)
  const { id, language } = await decide(db(), wish, signed, clock.now())
  await lanes.run(language, never)
  return id
}

const rows = () =>
  db().query<{ name: string; id: string; storyId: string }>(
    `select external_id as name, article.id, story_id as "storyId" from story_article
       join article on article.id = article_id order by position`,
  )
const find = async (name: string) => {
  const row = (await rows()).find((one) => one.name === name)
  if (!row) throw new Error(`${name} is in no story`)
  return row
}

/** Members as they are told, without what is the same at all times. */
async function membersAt(storyId: string, at: Date) {
  const story = await storyAsOf(db(), storyId, at)
  if (story.kind !== 'story') return story.kind
  return { id: story.id, members: story.members.map(({ articleId, originalId }) => ({ articleId, originalId })) }
}

async function membersNow(id: string) {
  const members = await listMembers(db(), id)
  return { id, members: members.map(({ articleId, originalId }) => ({ articleId, originalId })) }
}

describe('a story as of a time', () => {
  test('is what it was then: before and after a merge, and after its undo', async () => {
    await run(stream.slice(0, 32))
    const [from, into] = [(await find('0-0')).storyId, (await find('1-0')).storyId]
    const before = clock.now()
    const told = [await membersNow(from), await membersNow(into)]
    const merge = await act({ kind: 'merge', from, into })
    const merged = clock.now()
    const after = await membersNow(into)
    clock.advance(3600)
    await undo(db(), merge, { author: 'Bo Lind', reason: 'they are two' }, clock.now())
    await lanes.run('en', never)

    expect([await membersAt(from, before), await membersAt(into, before)]).toEqual(told)
    expect(await membersAt(into, merged)).toEqual(after)
    expect(await storyAsOf(db(), from, merged)).toMatchObject({
      id: into,
      successions: [{ from, into, actor: signed.author, reason: signed.reason, at: merged }],
    })
    expect([await membersAt(from, clock.now()), await membersAt(into, clock.now())]).toEqual(told)
    expect(await membersAt(from, new Date(0))).toBe('not-begun')
    expect(await membersAt('01ZZZZZZZZZZZZZZZZZZZZZZZZ', clock.now())).toBe('unknown')
  })

  test('answers for every id that was merged into it, one after another, as long as that held', async () => {
    await run(stream.slice(0, 32))
    const [first, second, third] = [
      (await find('0-0')).storyId,
      (await find('1-0')).storyId,
      (await find('2-0')).storyId,
    ]
    const ids = [first, second, third, '01ZZZZZZZZZZZZZZZZZZZZZZZZ']
    const successors = async (at: Date) => Object.fromEntries(await loadSuccessorsAt(db(), ids, at))
    const [before, themselves] = [clock.now(), Object.fromEntries(ids.map((id) => [id, id]))]
    await act({ kind: 'merge', from: first, into: second })
    await act({ kind: 'merge', from: second, into: third })
    expect(await successors(clock.now())).toEqual({ ...themselves, [first]: third, [second]: third })
    expect(await successors(before)).toEqual(themselves)
  })

  test('knows who was a copy of whom, though an analyst parted them since', async () => {
    await run(stream.slice(0, 32))
    const [copy, home, into] = [await find('0-2'), (await find('0-0')).storyId, (await find('1-0')).storyId]
    const [before, told] = [clock.now(), await membersNow(home)]
    const move = await act({ kind: 'move', articleId: copy.id, storyId: into })
    const [parted, apart] = [clock.now(), [await membersNow(home), await membersNow(into)]]
    clock.advance(3600)
    await undo(db(), move, { author: 'Bo Lind', reason: 'it was right' }, clock.now())
    await lanes.run('en', never)
    expect(await membersAt(home, before)).toEqual(told)
    expect([await membersAt(home, parted), await membersAt(into, parted)]).toEqual(apart)
    expect(await membersAt(home, clock.now())).toEqual(await membersNow(home))
  })
})

describe('the explanation of a membership', () => {
  test('comes out again for every article, though stories were merged, split and moved since', async () => {
    for (const from of [0, 20, 40]) await run(stream.slice(from, from + 20))
    await act({ kind: 'merge', from: (await find('2-0')).storyId, into: (await find('3-0')).storyId })
    await act({ kind: 'split', storyId: (await find('5-0')).storyId, articleIds: [(await find('5-0')).id] })
    await act({ kind: 'move', articleId: (await find('6-2')).id, storyId: (await find('5-1')).storyId })
    await run(stream.slice(60))
    for (const { id, name, storyId } of await rows()) {
      const told = await explainArticle(db(), id)
      expect({ name, recomputed: told.recomputed }).toMatchObject({ name, recomputed: { differences: [] } })
      expect(told.storyId).toBe(storyId)
    }
  })

  test('takes the score apart, names the nearest other story, and what moved the article since', async () => {
    await run(stream.slice(0, 48))
    const placed = await db().query<{ id: string }>(
      `select article_id as id from ledger where event = 'joined' and reason = 'join' order by id limit 1`,
    )
    const id = placed[0]?.id ?? 'no article joined'
    const told = await explainArticle(db(), id)
    const odds = (told.contributions ?? []).reduce((sum, { contribution }) => sum + contribution, 0)
    expect(1 / (1 + Math.exp(-odds))).toBeCloseTo(told.placement?.decision.score ?? Number.NaN, 5)
    expect(told.contributions?.map(({ feature }) => feature)).toContain('bias')
    expect(told.since).toEqual([])

    const other = (await rows()).find(({ storyId }) => storyId !== told.storyId)?.storyId ?? ''
    const move = await act({ kind: 'move', articleId: id, storyId: other })
    const moved = await explainArticle(db(), id)
    expect(moved.storyId).toBe(other)
    expect(moved.placement).toEqual(told.placement)
    expect(moved.since).toMatchObject([
      { event: 'joined', storyId: other, actor: signed.author, reason: signed.reason, decision: { decisionId: move } },
    ])
  })

  test('says what differs when the text was another, and who a copy was taken from', async () => {
    await run(stream.slice(0, 48))
    const copy = await find('1-2')
    const told = await explainArticle(db(), copy.id)
    expect(told.copy).toMatchObject({ originalId: (await find('1-0')).id, kind: 'identical', containment: 1 })
    const late = await find('1-4')
    await db().query(
      `do $$ begin set local session_replication_role = replica;
         update ledger set decision = jsonb_set(decision, '{score}', '0.123') where article_id = ${late.id}; end $$`,
    )
    expect((await explainArticle(db(), late.id)).recomputed).toMatchObject({
      differences: [expect.stringMatching(/^score: stored 0\.123, recomputed /)],
    })
  })

  test('uses the settings of its time, and says when they were not kept', async () => {
    await run(stream.slice(0, 48))
    const placed = await find('1-4')
    expect(await findSettings(db(), settingsVersion)).toEqual(defaultSettings)
    await db().query(
      `do $$ begin set local session_replication_role = replica;
         update story_settings set settings = jsonb_set(settings, '{joinThreshold}', '0.99'); end $$`,
    )
    expect((await explainArticle(db(), placed.id)).recomputed).toMatchObject({
      differences: expect.arrayContaining([expect.stringMatching(/^threshold: /)]),
    })
    await db().query(
      `do $$ begin set local session_replication_role = replica; update ledger set settings_version = 'of old'; end $$`,
    )
    expect((await explainArticle(db(), placed.id)).recomputed).toEqual({
      problem: 'the settings of version of old were not kept',
    })
  })

  test('is refused for an article that stands nowhere', async () => {
    await expect(explainArticle(db(), '999999')).rejects.toMatchObject({ code: 'USAGE' })
  })
})

describe('settings', () => {
  test('are kept once a version, which never stands for others', async () => {
    await rememberSettings(db(), 'x1', defaultSettings, clock.now())
    await rememberSettings(db(), 'x1', { ...defaultSettings }, clock.now())
    expect(await findSettings(db(), 'x1')).toEqual(defaultSettings)
    await expect(rememberSettings(db(), 'x1', { ...defaultSettings, openDays: 7 }, clock.now())).rejects.toMatchObject({
      code: 'SETTINGS_VERSION_REUSED',
      disposition: 'bug',
    })
  })
})
