import type { Queryable } from '../db/database.ts'
import { AppError } from '../errors.ts'
import { type ClusterSettings, defaultSettings, settingsVersion } from './settings.ts'

/**
 * Keeps the settings behind a version that the ledger is about to name, so that its decisions can be made again by a
 * release that has others. Once a version is known this reads one row.
 * @throws AppError SETTINGS_VERSION_REUSED (bug) when the version stood for other settings before
 */
export async function rememberSettings(
  tx: Queryable,
  version: string,
  settings: ClusterSettings,
  now: Date,
): Promise<void> {
  const written = JSON.stringify(settings)
  await tx.query(
    'insert into story_settings (version, settings, first_used_at) values ($1, $2, $3) on conflict do nothing',
    [version, written, now],
  )
  const [row] = await tx.query<{ same: boolean }>(
    'select settings = $2::jsonb as same from story_settings where version = $1',
    [version, written],
  )
  if (row?.same) return
  throw new AppError(
    'SETTINGS_VERSION_REUSED',
    `the settings of the stories differ from those that version ${version} stood for: give them a version of their own`,
    { disposition: 'bug', details: { version } },
  )
}

/** The settings that were kept for a version. */
export async function findSettings(db: Queryable, version: string): Promise<ClusterSettings | null> {
  const [row] = await db.query<{ settings: ClusterSettings }>(
    'select settings from story_settings where version = $1',
    [version],
  )
  return row?.settings ?? null
}

/** What a version stands for: the settings that were kept, or else the running ones. Null when it is neither's. */
export async function settingsOf(db: Queryable, version: string): Promise<ClusterSettings | null> {
  return (await findSettings(db, version)) ?? (version === settingsVersion ? defaultSettings : null)
}
