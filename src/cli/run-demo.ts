import { type Clock, clockStartingAt } from '../clock.ts'
import { freezeDate } from '../digests/freeze-edition.ts'
import { UsageError } from '../errors.ts'
import type { ListedFeed } from '../feeds/feeds-from-opml.ts'
import { demoLinks } from '../http/demo-links.ts'
import { type Press, startPress } from '../press/press-server.ts'
import { type OpenFeeds, runAllInOne } from './all-in-one.ts'
import type { CommandContext } from './context.ts'
import { DEMO_DATABASE } from './with-app.ts'

const DEMO_ZONE = 'Europe/Berlin'
/** Before the first report of the press, so that the two editions hold all of it. */
const DEMO_SEND_AT = '05:30'
const DEMO_DATES = ['2026-03-03', '2026-03-04'] as const
/** The morning after the last day of the demo press: all of it is published. */
const DEMO_NOW = new Date('2026-03-04T06:00:00+01:00')
/** The press is our own: it needs order, not mercy. */
const DEMO_SPACING_MS = 20

/** The main job on the demo press: five publishers' feeds in, one digest a day out. */
export async function runDemo(context: CommandContext, once: boolean): Promise<void> {
  if (context.config().store.kind === 'server') {
    throw new UsageError(
      'the demo never goes into your own database: unset DATABASE_URL for the demo, name your feeds with --opml FILE, or run wirefold scheduler, work and web',
    )
  }
  const clock = clockStartingAt(DEMO_NOW)
  await runAllInOne(context, {
    once,
    isDemo: true,
    database: DEMO_DATABASE,
    clock,
    zone: DEMO_ZONE,
    sendAt: DEMO_SEND_AT,
    open: () => openPress(context, clock),
    hostSpacingMs: DEMO_SPACING_MS,
    before: () => Promise.resolve(),
    editions: (app, digest) => inOrder(DEMO_DATES, (date) => freezeDate(app, digest, date, 0)),
    closing: async (app, address) => (address === null ? [] : demoLines(address, await demoLinks(app.db))),
  })
}

async function openPress(context: CommandContext, clock: Clock): Promise<OpenFeeds> {
  const log = context.log('press')
  const press = await startPress({
    now: () => clock.now(),
    onError: (error) => log.warn({ err: error }, 'a page of the demo press failed'),
  })
  return {
    feeds: pressFeeds(press),
    allowedOrigins: press.publishers.map(({ origin }) => origin),
    close: () => press.close(),
  }
}

const pressFeeds = (press: Press): readonly ListedFeed[] =>
  press.publishers.flatMap(({ name, ownerGroup, origin, feeds }) =>
    feeds.map(({ url, title }) => ({
      url,
      title,
      publisher: name,
      ownerGroup,
      homeUrl: `${origin}/`,
      tags: [],
      intervalSeconds: null,
      pausedBecause: null,
    })),
  )

function demoLines(address: string, links: Awaited<ReturnType<typeof demoLinks>>): readonly string[] {
  return [
    '',
    `Wirefold is at ${address}`,
    ...(links === null
      ? []
      : [
          `  prove a sentence       ${address}${links.proveSentence}`,
          `  who copied whom        ${address}${links.whoCopiedWhom}`,
          `  where did it stop      ${address}${links.whereDidItStop}`,
        ]),
    'Ctrl-C stops it. Your own feeds: npm start -- --opml FILE',
  ]
}

/** Day two builds on what day one told. */
async function inOrder<From, To>(values: readonly From[], make: (value: From) => Promise<To>): Promise<readonly To[]> {
  const made: To[] = []
  for (const value of values) made.push(await make(value))
  return made
}
