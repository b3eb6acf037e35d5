import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals'
import type { Agent } from 'undici'
import type { Database } from '../../src/db/database.ts'
import { noteHub } from '../../src/feeds/websub/repository.ts'
import { hostPace } from '../../src/fetch/host-pace.ts'
import { formPoster } from '../../src/fetch/post-form.ts'
import { startWeb, type WebServer } from '../../src/http/server.ts'
import { heedHubs } from '../../src/scheduler.ts'
import { subscribeFeed } from '../../src/queue/jobs.ts'
import { subscribeFeedWorker } from '../../workers/subscribe-feed.ts'
import { createFeed } from './factories-store.ts'
import type { MisbehavingServer } from './misbehaving-server.ts'
import { recordingQueue } from './recording-queue.ts'
import { setClock } from './set-clock.ts'
import { agentFor, never } from './worker-needs.ts'

/** Noon of a day of the tests. */
export const noon = '2026-03-02T12:00:00Z'
export const topic = 'https://courier.example/feed'
export const newToken = (): string => randomBytes(32).toString('base64url')

/** The row of one subscription as it is stored. */
export interface StoredSubscription {
  readonly state: string
  readonly reason: string | null
  readonly token: string
  readonly secret: string | null
  readonly attempts: number
  readonly pushes: number
  readonly pushes_ignored: number
  readonly ask_at: Date
  readonly slot_at: Date | null
  readonly requested_at: Date | null
  readonly verified_at: Date | null
  readonly lease_until: Date | null
  readonly last_push_at: Date | null
}

export type TestWebsub = ReturnType<typeof needsFor> & {
  /** A feed that names the hub, not due for hours. */
  feedAt(hubUrl: string, knowsSecret?: boolean): Promise<string>
  /** Orders and runs all requests that are due, and returns how many those were. */
  askHubs(): Promise<number>
  stored(feedId: string): Promise<StoredSubscription | undefined>
  /** What the pages have logged since the test began. */
  readonly logged: readonly unknown[]
}

/** The pages on a real port, a worker that asks hubs on the test's server, and a clock that stands at noon. */
export function useWebsub(db: () => Database, server: () => MisbehavingServer): () => TestWebsub {
  let agent: Agent
  let web: WebServer
  let current: TestWebsub
  beforeAll(() => {
    agent = agentFor(server().origin)
  })
  beforeEach(async () => {
    const clock = setClock(noon)
    const missingMigrations = () => Promise.resolve([])
    const logged: unknown[] = []
    const log = { error: (details: object, message: string) => void logged.push({ details, message }) }
    const pages = { db: db(), clock, zone: 'UTC', demo: false, missingMigrations, log }
    web = await startWeb({ ...pages, host: '127.0.0.1', port: 0 })
    current = { ...withSteps(needsFor(db(), agent, web.address, clock)), logged }
  })
  afterEach(() => web.close())
  afterAll(() => agent.close())
  return () => current
}

function needsFor(db: Database, agent: Agent, publicUrl: string, clock: ReturnType<typeof setClock>) {
  return {
    db,
    clock,
    queue: recordingQueue(),
    pace: hostPace(db, { spacingMs: 0, concurrency: 2 }, clock),
    postForm: formPoster({ agent, userAgent: 'Wirefold/test', timeoutMs: 1_000 }),
    publicUrl,
    settleSeconds: 120,
    pollIntervalSeconds: 900,
    mailDeadlineMs: 43_200_000,
  }
}

function withSteps(needs: ReturnType<typeof needsFor>): Omit<TestWebsub, 'logged'> {
  const { db, clock, queue } = needs
  return {
    ...needs,
    async feedAt(hubUrl, knowsSecret = true) {
      const feedId = await createFeed(db, { next_poll_at: new Date(clock.now().getTime() + 6 * 3_600_000) })
      const named = { hubs: [hubUrl], selfUrl: topic, feedUrl: topic }
      await noteHub(db, feedId, named, clock.now(), newToken, () => knowsSecret)
      return feedId
    },
    async askHubs() {
      queue.forget()
      await heedHubs(needs)
      const jobs = queue.payloads(subscribeFeed)
      for (const job of jobs) await subscribeFeedWorker.run(job, needs, never)
      return jobs.length
    },
    async stored(feedId) {
      const sql = 'select * from websub_subscription where feed_id = $1'
      return (await db.query<StoredSubscription>(sql, [feedId]))[0]
    },
  }
}
