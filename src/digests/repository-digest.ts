import type { Queryable } from '../db/database.ts'
import type { Digest } from './digest.ts'

const DIGEST = `id, name, zone, to_char(send_at, 'HH24:MI') as "sendAt", weekdays, languages, length, admission,
  coverage_floor as "coverageFloor", approval, hold_minutes as "holdMinutes", catch_up_minutes as "catchUpMinutes",
  created_at as "createdAt"`

/** What of a digest can be set; what is left out stays as it is. */
export type DigestSettings = Partial<Omit<Digest, 'id' | 'name' | 'createdAt'>>

const COLUMNS: Readonly<Record<keyof Required<DigestSettings>, string>> = {
  zone: 'zone',
  sendAt: 'send_at',
  weekdays: 'weekdays',
  languages: 'languages',
  length: 'length',
  admission: 'admission',
  coverageFloor: 'coverage_floor',
  approval: 'approval',
  holdMinutes: 'hold_minutes',
  catchUpMinutes: 'catch_up_minutes',
}

/** Adds a digest, or returns the one of that name as it is; what is not given stands as the schema has it by default. */
export async function addDigest(
  db: Queryable,
  { name, zone, ...settings }: { name: string; zone: string } & DigestSettings,
  now: Date,
): Promise<Digest> {
  const rows = await db.query(
    `insert into digest (name, zone, created_at) values ($1, $2, $3) on conflict (name) do nothing returning id`,
    [name, zone, now],
  )
  if (rows.length > 0) await changeDigest(db, name, settings)
  const digest = await findDigest(db, name)
  if (!digest) throw new Error(`digest ${name} was not stored`)
  return digest
}

/** Changes what is given. False when there is no digest of that name. */
export async function changeDigest(db: Queryable, name: string, settings: DigestSettings): Promise<boolean> {
  const given = Object.entries(settings) as [keyof DigestSettings, unknown][]
  const assignments = given.map(([key], i) => `${COLUMNS[key]} = $${i + 2}`)
  const rows = await db.query(
    `update digest set ${['name = name', ...assignments].join(', ')} where name = $1 returning id`,
    [name, ...given.map(([, value]) => value)],
  )
  return rows.length > 0
}

export async function findDigest(db: Queryable, name: string): Promise<Digest | null> {
  const [row] = await db.query<Digest>(`select ${DIGEST} from digest where name = $1`, [name])
  return row ?? null
}

export async function getDigest(db: Queryable, id: string): Promise<Digest> {
  const [row] = await db.query<Digest>(`select ${DIGEST} from digest where id = $1`, [id])
  if (!row) throw new Error(`there is no digest ${id}`)
  return row
}

export async function listDigests(db: Queryable): Promise<readonly Digest[]> {
  return db.query<Digest>(`select ${DIGEST} from digest order by name`)
}
