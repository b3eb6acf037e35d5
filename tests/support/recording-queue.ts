import type { Job, Queue } from '../../src/queue/job.ts'

/** A queue that runs nothing and remembers everything, with the payload checked as the real one does. */
export interface RecordingQueue extends Queue {
  /** Keys of all jobs in the order of their arrival, twins included. */
  readonly keys: readonly string[]
  /** Payloads that were put in for one kind of job. */
  payloads<Payload>(job: Job<Payload>): Payload[]
  forget(): void
}

export function recordingQueue(): RecordingQueue {
  const jobs: { name: string; key: string; payload: unknown }[] = []
  return {
    enqueue(job, payloads) {
      for (const payload of payloads) {
        jobs.push({ name: job.name, key: job.key(payload), payload: job.payload.parse(payload) })
      }
      return Promise.resolve()
    },
    get keys() {
      return jobs.map(({ key }) => key)
    },
    payloads<Payload>(job: Job<Payload>) {
      return jobs.filter(({ name }) => name === job.name).map(({ payload }) => payload as Payload)
    },
    forget() {
      jobs.length = 0
    },
  }
}
