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
 * The digest and the date of the edition that a command means: today in the digest's zone where none is given.
 * @throws UsageError when there is no such digest, or the date is no day
 */
export async function editionNamed(
  { db, clock }: Pick<App, 'db' | 'clock'>,
  name: string,
  date: string | undefined,
): Promise<{ readonly digest: Digest; readonly localDate: string }> {
  const digest = await digestNamed({ db }, name)
  const localDate = date ?? localDayOf(clock.now(), digest.zone)
  if (/^\d{4}-\d\d-\d\d$/.test(localDate) && !Number.isNaN(Date.parse(localDate))) return { digest, localDate }
  throw new UsageError(`--date is ${localDate}: expected a day such as 2026-03-02`)
}
