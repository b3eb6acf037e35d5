import { afterAll, beforeAll } from '@jest/globals'
import type { Agent } from 'undici'
import { readPage, type PageToRead } from '../../src/articles/read-page.ts'
import { storedRules } from '../../src/articles/stored-rules.ts'
import type { Database } from '../../src/db/database.ts'
import { parseFeed } from '../../src/feeds/parse/parse-feed.ts'
import { pageFetcher } from '../../src/fetch/fetch-page.ts'
import { guardedAgent } from '../../src/fetch/guarded-agent.ts'
import { hostPace } from '../../src/fetch/host-pace.ts'
import type { Robots } from '../../src/fetch/robots.ts'
import { checkRobots, type RobotsFile } from '../../src/fetch/robots-rules.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { LinkPass } from '../../src/stories/linked-pass.ts'
import { recordingQueue } from './recording-queue.ts'
import { setClock } from './set-clock.ts'

export const SETTLE_SECONDS = 120

/** All that workers and the scheduler need, with a queue that records, a clock that stands, and no pause between requests. */
export function workerNeeds(db: Database, agent: Agent, start = '2026-03-02T12:00:00Z') {
  const clock = setClock(start)
  const queue = recordingQueue()
  return {
    db,
    clock,
    queue,
    fetchPage: pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 5_000 }),
    pace: hostPace(db, { spacingMs: 0, concurrency: 16 }, clock),
    robots: allowAll,
    readPage: (page: PageToRead) => Promise.resolve(readPage(page)),
    readRules: storedRules(() => undefined),
    parseFeed,
    checkRobots: (file: RobotsFile, url: string) => Promise.resolve(checkRobots(file, url)),
    lanes: new Lanes({ db, clock, settleSeconds: SETTLE_SECONDS, newStoryId: storyIds() }),
    links: new LinkPass({ db, clock }),
    random: () => 0.5, // no jitter
    newToken: () => 'an-unguessable-token',
    intervals: { least: 300, most: 21_600, usual: 900 },
    settleSeconds: SETTLE_SECONDS,
    feedLabels: true,
    siteMemory: true,
    pollIntervalSeconds: 900,
    mailDeadlineMs: 43_200_000,
    publicUrl: null,
  }
}

export type TestNeeds = ReturnType<typeof workerNeeds>

/** An agent that reaches the given server of the test and nothing else. */
export const agentFor = (origin: string): Agent =>
  guardedAgent({ allowedOrigins: [origin], connectTimeoutMs: 2_000, resolve: () => Promise.resolve([]) })

/** An agent for the server of a test file, closed after its last test. */
export function useAgent(server: () => { readonly origin: string }): () => Agent {
  let agent: Agent
  beforeAll(() => {
    agent = agentFor(server().origin)
  })
  afterAll(() => agent.close())
  return () => agent
}

/** Story ids in the shape of ULIDs, counted up, so that two runs of one stream can be compared. */
export function storyIds(): () => string {
  let last = 0
  return () => `01${String((last += 1)).padStart(24, '0')}`
}

/** Sites without a robots.txt, of which no request is made. */
const allowAll: Robots = { check: () => Promise.resolve({ allowed: true }) }

export const never = new AbortController().signal
