import { beforeEach, describe, expect, test } from '@jest/globals'
import { proposeSplits } from '../../src/queue/jobs.ts'
import { schedule } from '../../src/scheduler.ts'
import type { Wish } from '../../src/stories/decision-draft.ts'
import { decide, undo } from '../../src/stories/decision-entry.ts'
import type { Lanes } from '../../src/stories/lane.ts'
import { findDecision } from '../../src/stories/repository-decisions.ts'
import { listMembers } from '../../src/stories/repository-read.ts'
import { insertSplitProposal } from '../../src/stories/repository-split.ts'
import { findSplit, listOpenSplits, type SplitProposal } from '../../src/stories/repository-split-read.ts'
import { acceptSplit, dismissSplit } from '../../src/stories/split-answer.ts'
import { runSplitPass } from '../../src/stories/split-pass.ts'
import { splitSettingsVersion } from '../../src/stories/split-settings.ts'
import { importArticles } from '../../src/articles/repository-import.ts'
import { floods } from '../fixtures/streams/coverage/floods.ts'
import { resignations } from '../fixtures/streams/coverage/resignations.ts'
import { takeovers } from '../fixtures/streams/coverage/takeovers.ts'
import { coverageOf } from '../support/labelled-stream-coverage.ts'
import { useDatabase } from '../support/database.ts'
import { lanesOf } from '../support/lanes-of.ts'
import { imported, mergeByLane, placeTwoEvents, twoEvents } from '../support/glued-story.ts'
import { recordingQueue } from '../support/recording-queue.ts'
import { setClock } from '../support/set-clock.ts'
import { never, storyIds } from '../support/worker-needs.ts'

const db = useDatabase()
const clock = setClock('2026-05-01T02:00:00Z')
const DAY = 86_400
const signed = { author: 'Ada Renn', reason: 'a takeover and a resignation' }

let lanes: Lanes
let storyId: string
let otherId: string
beforeEach(async () => {
  lanes = lanesOf(db(), clock, storyIds())
  ;[storyId, otherId] = await placeTwoEvents(db(), lanes, clock.now())
})
const glue = () => mergeByLane(db(), { from: otherId, into: storyId }, clock.now())

const search = () => runSplitPass({ db: db(), clock }, never)
async function searchNextNight(): Promise<number> {
  clock.advance(DAY)
  return search()
}
const open = () => listOpenSplits(db(), null)

async function proposed(): Promise<SplitProposal> {
  await search()
  const [proposal] = await open()
  if (!proposal) throw new Error('nothing is proposed')
  return proposal
}

async function act(wish: Wish): Promise<string> {
  clock.advance(60)
  const { id } = await decide(db(), wish, signed, clock.now())
  await lanes.run('en', never)
  return id
}

async function takeBack(decisionId: string): Promise<void> {
  clock.advance(60)
  await undo(db(), decisionId, signed, clock.now())
  await lanes.run('en', never)
}

/** A story of one report, about neither event. */
async function anotherStory(): Promise<string> {
  const [report] = coverageOf(floods, 5)
  if (!report) throw new Error('no report of a flood')
  await db().transaction((tx) => importArticles(tx, [imported(report)], clock.now()))
  clock.advance(3_600)
  await lanes.run('en', never)
  const [row] = await db().query<{ id: string }>(
    'select story_id as id from story_article join article on article.id = article_id where external_id = $1',
    [report.id],
  )
  return row?.id ?? ''
}

/** The events of these articles. */
async function eventsOf(articleIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db().query<{ external: string }>(
    'select external_id as external from article where id = any($1::bigint[])',
    [articleIds],
  )
  const told = new Map(twoEvents.map(({ id, story }) => [id, story]))
  return [...new Set(rows.map(({ external }) => told.get(external) ?? external))].sort()
}

const memberIds = async (storyId: string) => (await listMembers(db(), storyId)).map(({ articleId }) => articleId)
const standing = () => db().query('select article_id, story_id, original_id from story_article order by article_id')

test('a story that an analyst has merged is left as it is', async () => {
  await act({ kind: 'merge', from: otherId, into: storyId })
  expect(await memberIds(storyId)).toHaveLength(twoEvents.length)
  expect(await search()).toBe(0)
})

describe('where the lane took two events for one', () => {
  beforeEach(glue)

  describe('a story of two events', () => {
    test('is proposed for a split into them, and nothing is moved by it', async () => {
      const before = await standing()
      expect(await search()).toBe(1)
      const [proposal, ...others] = await open()
      expect(others).toEqual([])
      expect(proposal).toMatchObject({
        storyId: storyId,
        language: 'en',
        at: clock.now(),
        state: 'open',
        settingsVersion: splitSettingsVersion,
        settledAt: null,
        author: null,
      })
      const parts = proposal?.parts ?? []
      expect(parts.map(({ number }) => number)).toEqual([1, 2])
      const originals = (await listMembers(db(), storyId)).filter(({ originalId }) => originalId === null)
      expect(originals.length).toBeGreaterThan(20)
      expect(proposal?.reports).toBe(originals.length)
      expect(parts.flatMap(({ articleIds }) => articleIds).sort()).toEqual(
        originals.map(({ articleId }) => articleId).sort(),
      )
      const events = await Promise.all(parts.map(({ articleIds }) => eventsOf(articleIds)))
      expect(events.map((event) => event.length)).toEqual([1, 1])
      expect(events.flat().sort()).toEqual(['resignation-0', 'takeover-1'])
      for (const { linkage, articleIds, centralId, headline } of parts) {
        expect(linkage).toBeGreaterThan(proposal?.linkageBetween ?? 1)
        expect(articleIds).toContain(centralId)
        expect(originals.find(({ articleId }) => articleId === centralId)?.title).toBe(headline)
      }
      expect(await standing()).toEqual(before)
    })

    test('is proposed once, however often it is searched, also by two processes at once', async () => {
      const [one, other] = await Promise.all([search(), search()])
      expect(one + other).toBe(1)
      expect(await search()).toBe(0)
      expect(await searchNextNight()).toBe(0)
      expect(await db().query('select id from split_proposal')).toHaveLength(1)
      expect(await listOpenSplits(db(), 'en')).toHaveLength(1)
      expect(await listOpenSplits(db(), 'de')).toEqual([])
    })

    test('is not proposed while it is locked, nor when its parts must be together', async () => {
      const proposal = await proposed()
      const lock = await act({ kind: 'lock', storyId: storyId })
      expect(await searchNextNight()).toBe(0)
      expect(await findSplit(db(), proposal.id)).toMatchObject({ state: 'outdated', author: null })
      await takeBack(lock)
      const [a, b] = proposal.parts.map(({ articleIds }) => articleIds[0] ?? '')
      const link = await act({ kind: 'must_link', articleIds: [a ?? '', b ?? ''] })
      expect(await searchNextNight()).toBe(0)
      await takeBack(link)
      expect(await searchNextNight()).toBe(1)
    })
  })

  describe('a proposal that is accepted', () => {
    test('splits the story by a decision of the analyst, which holds in the nights after', async () => {
      const proposal = await proposed()
      clock.advance(600)
      const before = await memberIds(storyId)
      const entered = await acceptSplit(db(), proposal.id, signed, clock.now())
      expect(entered).toHaveLength(1)
      await lanes.run('en', never)

      const decision = await findDecision(db(), entered[0]?.id ?? '')
      expect(decision).toMatchObject({ kind: 'split', fromStoryId: storyId, outcome: 'applied', ...signed })
      const opened = decision?.storyId ?? ''
      const [stayed, left] = [await memberIds(storyId), await memberIds(opened)]
      expect([...stayed, ...left].sort()).toEqual([...before].sort())
      expect(await eventsOf(stayed)).toEqual(await eventsOf(proposal.parts[0]?.articleIds ?? []))
      expect(await eventsOf(left)).toEqual(await eventsOf(proposal.parts[1]?.articleIds ?? []))
      expect(await findSplit(db(), proposal.id)).toMatchObject({
        state: 'accepted',
        settledAt: clock.now(),
        ...signed,
        parts: [{ decisionId: null }, { decisionId: decision?.id }],
      })
      expect(await open()).toEqual([])
      expect(await searchNextNight()).toBe(0)
      expect([await memberIds(storyId), await memberIds(opened)]).toEqual([stayed, left])

      const late = [
        ...coverageOf(takeovers, 17).filter(({ story }) => story === 'takeover-1'),
        ...coverageOf(resignations, 17).filter(({ story }) => story === 'resignation-0'),
      ]
      await db().transaction((tx) => importArticles(tx, late.map(imported), clock.now()))
      clock.advance(3_600)
      await lanes.run('en', never)
      const grown = [await memberIds(storyId), await memberIds(opened)]
      expect(grown.flat()).toHaveLength(twoEvents.length + late.length)
      expect(grown[0]).toEqual(expect.arrayContaining([...stayed]))
      expect(grown[1]).toEqual(expect.arrayContaining([...left]))
    })

    test('is written whole or not at all: a contradiction leaves it open', async () => {
      const proposal = await proposed()
      const [a, b] = proposal.parts.map(({ articleIds }) => articleIds[0] ?? '')
      const link = await act({ kind: 'must_link', articleIds: [a ?? '', b ?? ''] })
      await expect(acceptSplit(db(), proposal.id, signed, clock.now())).rejects.toMatchObject({
        code: 'STORY_DECISION_CONTRADICTED',
      })
      expect(await findSplit(db(), proposal.id)).toEqual(proposal)
      expect(await db().query('select id from story_decision')).toEqual([{ id: link }])
    })

    test('splits off every part but the first, each into a story of its own', async () => {
      const found = await proposed()
      await dismissSplit(db(), found.id, signed, clock.now())
      const [stays, leaves] = found.parts
      if (!stays || !leaves) throw new Error('no two parts')
      const halves = [leaves.articleIds.slice(0, 6), leaves.articleIds.slice(6)]
      const parts = [stays, ...halves.map((articleIds) => ({ ...leaves, articleIds }))]
      const id = await db().transaction((tx) => insertSplitProposal(tx, { ...found, parts }, clock.now()))
      const entered = await acceptSplit(db(), id, signed, clock.now())
      await lanes.run('en', never)
      const decisions = await Promise.all(entered.map((decision) => findDecision(db(), decision.id)))
      expect(decisions).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }])
      for (const [part, decision] of decisions.entries()) {
        expect(await memberIds(decision?.storyId ?? '')).toEqual(expect.arrayContaining([...(halves[part] ?? [])]))
      }
      expect(await memberIds(storyId)).toEqual(expect.arrayContaining([...stays.articleIds]))
      expect(new Set([storyId, ...decisions.map((decision) => decision?.storyId)]).size).toBe(3)
    })

    test('leaves in the story what has come since, and elsewhere what has left', async () => {
      const proposal = await proposed()
      const [gone = '', ...leaving] = proposal.parts[1]?.articleIds ?? []
      await act({ kind: 'split', storyId: storyId, articleIds: [gone] })
      const [entered] = await acceptSplit(db(), proposal.id, signed, clock.now())
      await lanes.run('en', never)
      const opened = (await findDecision(db(), entered?.id ?? ''))?.storyId ?? ''
      const members = await memberIds(opened)
      expect(members).toEqual(expect.arrayContaining(leaving))
      expect(members).not.toContain(gone)
    })
  })

  describe('a proposal that was answered does not come back', () => {
    test('when it was dismissed, also under another id of the story', async () => {
      const proposal = await proposed()
      await dismissSplit(db(), proposal.id, signed, clock.now())
      expect(await findSplit(db(), proposal.id)).toMatchObject({
        state: 'dismissed',
        settledAt: clock.now(),
        ...signed,
      })
      expect(await searchNextNight()).toBe(0)
      expect(await open()).toEqual([])
      await mergeByLane(db(), { from: storyId, into: await anotherStory() }, clock.now())
      expect(await searchNextNight()).toBe(0)
      expect(await db().query('select id from split_proposal')).toHaveLength(1)
    })

    test('when it was accepted and the decision undone', async () => {
      const [decision] = await acceptSplit(db(), (await proposed()).id, signed, clock.now())
      await lanes.run('en', never)
      await takeBack(decision?.id ?? '')
      expect(await memberIds(storyId)).toHaveLength(twoEvents.length)
      expect(await searchNextNight()).toBe(0)
    })
  })

  test('a proposal is out of date once the story has changed much', async () => {
    const proposal = await proposed()
    await act({ kind: 'split', storyId: storyId, articleIds: proposal.parts[1]?.articleIds ?? [] })
    await expect(acceptSplit(db(), proposal.id, signed, clock.now())).rejects.toThrow('is out of date')
    expect(await searchNextNight()).toBe(0)
    expect(await findSplit(db(), proposal.id)).toMatchObject({ state: 'outdated', settledAt: clock.now() })
    await expect(acceptSplit(db(), proposal.id, signed, clock.now())).rejects.toThrow('is out of date')
  })

  test('a proposal about a story that has grown much is made anew', async () => {
    const proposal = await proposed()
    await db().query('update split_proposal set reports = 20')
    expect(await searchNextNight()).toBe(1)
    expect(await findSplit(db(), proposal.id)).toMatchObject({ state: 'outdated' })
    expect(await open()).toMatchObject([{ storyId, reports: proposal.reports }])
  })

  test('a proposal about a story that another took over is made anew for that one', async () => {
    const proposal = await proposed()
    const into = await anotherStory()
    await mergeByLane(db(), { from: storyId, into }, clock.now())
    expect(await searchNextNight()).toBe(1)
    expect(await findSplit(db(), proposal.id)).toMatchObject({ state: 'outdated' })
    expect(await open()).toMatchObject([{ storyId: into }])
  })

  test('an answer is given once, to a proposal that there is, by somebody and for a reason', async () => {
    const { id } = await proposed()
    const now = clock.now()
    await expect(dismissSplit(db(), id, { ...signed, reason: ' ' }, now)).rejects.toThrow('needs a reason')
    await expect(acceptSplit(db(), id, { ...signed, author: 'lane' }, now)).rejects.toThrow('needs an author')
    await expect(acceptSplit(db(), '77', signed, now)).rejects.toThrow('there is no proposal 77')
    await expect(acceptSplit(db(), 'first', signed, now)).rejects.toThrow('there is no proposal first')
    await dismissSplit(db(), id, signed, now)
    await expect(acceptSplit(db(), id, signed, now)).rejects.toThrow(`proposal ${id} was dismissed before by Ada Renn`)
    await expect(db().query(`update split_proposal set reason = 'other'`)).rejects.toMatchObject({
      details: { constraint: 'split_proposal_kept' },
    })
  })

  describe('the search', () => {
    test('is ordered by the scheduler when it is due: at first, and a day after the last began', async () => {
      const queue = recordingQueue()
      const needs = {
        db: db(),
        clock,
        queue,
        settleSeconds: 120,
        pollIntervalSeconds: 900,
        mailDeadlineMs: 43_200_000,
        publicUrl: null,
      }
      await schedule(needs)
      expect(queue.payloads(proposeSplits)).toEqual([{}])
      await search()
      clock.advance(DAY - 1)
      await schedule(needs)
      expect(queue.payloads(proposeSplits)).toHaveLength(1)
      clock.advance(1)
      await schedule(needs)
      expect(queue.payloads(proposeSplits)).toHaveLength(2)
    })

    test('that is stopped is due at once, and one that broke off after an hour', async () => {
      const stop = new AbortController()
      stop.abort()
      expect(await runSplitPass({ db: db(), clock }, stop.signal)).toBe(0)
      expect(await open()).toEqual([])
      await db().query('insert into split_pass (begun_at) values ($1)', [clock.now()])
      expect(await search()).toBe(0)
      clock.advance(3_600)
      expect(await search()).toBe(1)
    })
  })
})
