import { Command } from 'commander'
import type { App } from '../app.ts'
import type { Queryable } from '../db/database.ts'
import { AppError, UsageError } from '../errors.ts'
import { addressesToTry, type Discovery, discoverFeeds } from '../feeds/discover.ts'
import { feedsToChoose, type FoundFeed } from '../feeds/discover-rank.ts'
import { feedAddress, type ListedFeed } from '../feeds/feeds-from-opml.ts'
import { type SavedFeed, saveFeeds, setOwnInterval } from '../feeds/repository-manage.ts'
import { listFeedsOfHost } from '../feeds/repository-read.ts'
import { takeSlot } from '../fetch/pace-store.ts'
import { openFetcher } from '../open-fetcher.ts'
import type { CommandContext } from './context.ts'
import { foundLines, trialLines } from './feeds-found.ts'
import { wellMannered } from './feeds-manners.ts'
import { shown } from './feeds-text.ts'
import { withApp } from './with-app.ts'

interface AddOptions {
  readonly publisher?: string
  readonly owner?: string
  readonly tag: readonly string[]
  readonly every?: string
  readonly all: boolean
  readonly json: boolean
}

/** `wirefold feeds add URL`: finds the feeds behind an address and watches the one there is. */
export function addCommand(context: CommandContext): Command {
  return new Command('add')
    .description('watch a feed, or the feed of a site')
    .argument('<url>', 'of a feed, a home page or any page of the site')
    .option('--publisher <name>', 'whose feed it is; by default the site’s own name')
    .option('--owner <group>', 'the group that the publisher belongs to')
    .option('--tag <tag...>', 'one or several', [])
    .option('--every <seconds>', 'poll at this interval and not by its rhythm, 60 to 86400')
    .option('--all', 'watch all feeds that are found', false)
    .option('--json', 'what is found and watched, as JSON', false)
    .action(async (address: string, options: AddOptions) => {
      const intervalSeconds = secondsOf(options.every)
      addressesToTry(address) // refuses what is no address before anything is opened
      await withApp(context, 'feeds', async (app) => {
        const found = await search(address, app, context)
        const chosen = choose(address, found, options, context)
        const saved = await app.db.transaction(async (tx) => {
          const feeds = await toWatch(tx, chosen, found, options)
          return watch(tx, feeds, intervalSeconds, context.clock.now())
        })
        if (options.json) context.print(JSON.stringify({ ...found, watched: saved }))
        else for (const feed of saved) context.print(savedLine(feed))
      })
    })
}

/** An interval that is asked for holds for a feed that is watched already as well. */
async function watch(
  tx: Queryable,
  feeds: readonly Omit<ListedFeed, 'intervalSeconds'>[],
  intervalSeconds: number | null,
  now: Date,
): Promise<readonly SavedFeed[]> {
  const wanted = feeds.map((feed) => ({ ...feed, intervalSeconds }))
  const saved = await saveFeeds(tx, wanted, now)
  if (intervalSeconds === null) return saved
  for (const { id } of saved) await setOwnInterval(tx, id, intervalSeconds, now)
  return saved
}

function search(address: string, { db }: App, context: CommandContext): Promise<Discovery> {
  const { clock, signal } = context
  const config = context.config()
  const { fetchPage, close } = openFetcher(config)
  // The workers' own pace: their requests and these stand in one line.
  const nextSlot = (url: string, askedMs: number) =>
    takeSlot(db, new URL(url).host, Math.max(config.hostSpacingMs, askedMs), clock.now())
  return discoverFeeds(address, wellMannered(fetchPage, nextSlot, clock, signal)).finally(close)
}

/** @throws AppError when there is nothing, UsageError when there are several and nobody said which */
function choose(address: string, found: Discovery, { all, json }: AddOptions, context: CommandContext) {
  const choice = feedsToChoose(found.feeds)
  if (choice.length === 0) {
    const message = [`could not find a feed at ${address}; looked at:`, ...trialLines(found.trials)].join('\n')
    throw new AppError('NO_FEED_FOUND', message, { disposition: 'discard' })
  }
  if (all) return choice
  const [only, ...others] = choice
  if (only && others.length === 0) return [only]
  if (json) context.print(JSON.stringify({ ...found, watched: [] }))
  else for (const line of foundLines(choice)) context.print(line)
  throw new UsageError(`${choice.length} feeds were found: add one of them by its address, or all with --all`)
}

async function toWatch(
  db: Queryable,
  chosen: readonly FoundFeed[],
  { page }: Discovery,
  options: AddOptions,
): Promise<readonly Omit<ListedFeed, 'intervalSeconds'>[]> {
  const [first] = chosen
  if (!first) return []
  const homeUrl = page?.url ?? feedAddress(first.siteUrl ?? '')
  const host = new URL(homeUrl ?? first.url).host.replace(/^www\./, '')
  const [known] = await listFeedsOfHost(db, host)
  // The title of one feed of several is that of a section.
  const named = page?.siteName ?? (chosen.length === 1 ? first.title : null)
  const publisher = options.publisher?.trim() || known?.publisher || shown(named ?? '') || host
  const ownerGroup = options.owner?.trim() || null
  const tags = [...new Set(options.tag.map((tag) => tag.trim()).filter((tag) => tag !== ''))]
  return chosen.map(({ url, title }) => ({ url, title, publisher, ownerGroup, homeUrl, tags, pausedBecause: null }))
}

/** @throws UsageError unless it is a number of seconds that the schema allows */
function secondsOf(every: string | undefined): number | null {
  if (every === undefined) return null
  const seconds = /^\d{1,6}$/.test(every) ? Number(every) : Number.NaN
  if (seconds >= 60 && seconds <= 86_400) return seconds
  throw new UsageError(`--every is ${every}: expected seconds from 60 to 86400, such as 900`)
}

const savedLine = ({ id, url, publisher, isNew }: SavedFeed): string =>
  isNew
    ? `feed ${id} of ${shown(publisher)} is watched: ${url}`
    : `feed ${id} of ${shown(publisher)} was watched already: ${url}`
