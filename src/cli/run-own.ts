import type { App } from '../app.ts'
import { freezeEdition } from '../digests/freeze-edition.ts'
import { localDayOf } from '../digests/local-day.ts'
import type { Digest } from '../digests/digest.ts'
import { findLatestEdition, type FrozenEdition } from '../digests/repository.ts'
import { AppError } from '../errors.ts'
import { listFeedStates, pollAllNow } from '../feeds/repository.ts'
import { runAllInOne } from './all-in-one.ts'
import type { CommandContext } from './context.ts'
import { readOpmlFile, refusedInWords } from './read-opml.ts'
import { OWN_DATABASE } from './with-app.ts'

const DAY_MS = 86_400_000

/** The main job on the user's own feeds: one poll of each at once, the edition of the last 24 hours, then their rhythm. */
export async function runOwn(context: CommandContext, opml: string, once: boolean): Promise<void> {
  const { zone, hostSpacingMs } = context.config()
  const { feeds, refused } = await readOpmlFile(opml)
  for (const outline of refused) context.print(`not watched: ${refusedInWords(outline)}`)
  // From before the digest is made, so that the window holds all that the scheduler would count as the digest's.
  const from = new Date(context.clock.now().getTime() - DAY_MS)
  await runAllInOne(context, {
    once,
    isDemo: false,
    database: OWN_DATABASE,
    clock: context.clock,
    zone,
    sendAt: null,
    open: () => Promise.resolve({ feeds, allowedOrigins: [], close: () => Promise.resolve() }),
    hostSpacingMs,
    before: (app) => pollAllNow(app.db, context.clock.now()),
    editions: async (app, digest) => [await firstEdition(app, digest, from, once)],
    closing: async (app, address) => {
      const states = await listFeedStates(app.db)
      const failing = states.filter(({ state }) => state !== 'read')
      for (const { url, reason } of failing) context.print(`not read: ${url}${reason === null ? '' : ` (${reason})`}`)
      if (once && failing.length === states.length) {
        throw new AppError('NO_FEED_READ', `none of ${states.length} feeds could be read; the reasons stand above`, {
          disposition: 'retry',
        })
      }
      return [
        `${states.length - failing.length} of ${states.length} feeds read`,
        ...(address === null ? [] : ['', `Wirefold is at ${address}`]),
      ]
    },
  })
}

/** The edition of the last 24 hours, as that of today. A digest that has editions is left to the scheduler, where it goes on. */
async function firstEdition(app: App, digest: Digest, from: Date, once: boolean): Promise<FrozenEdition> {
  const standing = once ? null : await findLatestEdition(app.db, digest.id)
  if (standing) return standing
  const to = app.clock.now()
  return freezeEdition(app, digest, localDayOf(to, digest.zone), { from, to })
}
