import { readFile } from 'node:fs/promises'
import { messageOf, UsageError } from '../errors.ts'
import { type ReplaySettings, replaySettings } from '../stories/replay-settings.ts'

/**
 * The settings of a replay: those of the release with what a JSON file changes, or as they are without one.
 * @throws UsageError that names everything that is wrong with the file
 */
export async function readSettingsFile(path: string | undefined): Promise<ReplaySettings> {
  if (path === undefined) return replaySettings({}, 'the release')
  const written = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text.replace(/^\ufeff/, '')) as unknown)
    .catch((error: unknown) => {
      throw new UsageError(`cannot read the settings of ${path}: ${messageOf(error)}`)
    })
  return replaySettings(written, path)
}
