import type { App } from '../app.ts'
import type { Digest } from '../digests/digest.ts'
import { localDayOf } from '../digests/local-day.ts'
import { findDigest } from '../digests/repository-digest.ts'
import { UsageError } from '../errors.ts'

/** @throws UsageError when there is none of that name */
export async function digestNamed({ db }: Pick<App, 'db'>, name: string): Promise<Digest> {
  const digest = await findDigest(db, name)
  if (!digest) throw new UsageError(`there is no digest ${name}: add it with wirefold digest add ${name}`)
  return digest
}

/**
 * The date that is meant: today in the digest's zone where none is given.
 * @throws UsageError when it is no day
 */
export function editionDate(given: string | undefined, digest: Digest, now: Date): string {
  const date = given ?? localDayOf(now, digest.zone)
  if (/^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date))) return date
  throw new UsageError(`--date is ${date}: expected a day such as 2026-03-02`)
}
