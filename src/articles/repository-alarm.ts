import type { Queryable } from '../db/database.ts'
import type { Mark } from './extraction-health.ts'

/** A publisher's pages lack something more often than chance explains. */
export interface ExtractionAlarm {
  readonly publisherId: string
  readonly publisher: string
  readonly mark: Mark
  /** First sight of the first page that lacked it. */
  readonly since: Date
  /** What changed and what to do, as last judged. */
  readonly reason: string
}

const ALARM = `publisher_id as "publisherId", publisher.name as publisher, mark, since, reason`

/** The open alarms, the oldest first. */
export async function listOpenAlarms(db: Queryable): Promise<readonly ExtractionAlarm[]> {
  return db.query<ExtractionAlarm>(
    `select ${ALARM} from extraction_alarm join publisher on publisher.id = publisher_id
      where closed_at is null order by since, extraction_alarm.id`,
  )
}

/** Opens alarms, and tells of those that are open already what is known now; returns which ones are new. */
export async function raiseAlarms(
  tx: Queryable,
  alarms: readonly ExtractionAlarm[],
  now: Date,
): Promise<readonly ExtractionAlarm[]> {
  if (alarms.length === 0) return []
  return tx.query<ExtractionAlarm>(
    `with raised as (
       insert into extraction_alarm (publisher_id, mark, since, reason, opened_at)
       select *, $5 from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[]) order by 1, 2
       on conflict (publisher_id, mark) where closed_at is null
         do update set reason = excluded.reason where extraction_alarm.reason <> excluded.reason
       returning publisher_id, mark, since, reason, xmax = 0 as is_new)
     select ${ALARM} from raised join publisher on publisher.id = publisher_id where is_new order by since, publisher_id`,
    [
      alarms.map(({ publisherId }) => publisherId),
      alarms.map(({ mark }) => mark),
      alarms.map(({ since }) => since),
      alarms.map(({ reason }) => reason),
      now,
    ],
  )
}

/** Closes alarms; returns those that were open. */
export async function closeAlarms(
  tx: Queryable,
  alarms: readonly { readonly publisherId: string; readonly mark: Mark }[],
  now: Date,
): Promise<readonly ExtractionAlarm[]> {
  if (alarms.length === 0) return []
  return tx.query<ExtractionAlarm>(
    `with closed as (
       update extraction_alarm set closed_at = greatest($3, opened_at)
         from unnest($1::bigint[], $2::text[]) as given (publisher_id, mark)
        where extraction_alarm.publisher_id = given.publisher_id and extraction_alarm.mark = given.mark
          and closed_at is null
       returning extraction_alarm.*)
     select ${ALARM} from closed join publisher on publisher.id = publisher_id order by since, publisher_id`,
    [alarms.map(({ publisherId }) => publisherId), alarms.map(({ mark }) => mark), now],
  )
}

/** Closes a publisher's alarms: its pages are usual as they are since. Returns how many; null when it is unknown. */
export async function acceptAlarms(db: Queryable, publisher: string, now: Date): Promise<number | null> {
  const [row] = await db.query<{ count: number }>(
    `with accepted as (
       update extraction_alarm set closed_at = greatest($2, opened_at), accepted = true
         from publisher where publisher.id = publisher_id and publisher.name = $1 and closed_at is null
       returning 1)
     select (select count(*)::int from accepted) as count from publisher where name = $1`,
    [publisher, now],
  )
  return row?.count ?? null
}
