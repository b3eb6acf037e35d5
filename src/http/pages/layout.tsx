import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { FeedCoverage } from '../../feeds/repository-read.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import { CoverageLine } from './coverage-line.tsx'

export type Place = 'today' | 'editions' | 'sources' | 'trace'

/** A page before the frame is put around it. */
export interface Page {
  /** Unique among the pages: it names the window and the bookmark. */
  readonly title: string
  /** Entry of the navigation that the page belongs to. */
  readonly place?: Place
  /** Digests whose feeds of editions it names. */
  readonly feeds?: readonly string[]
  /** What stands in the box. */
  readonly typed?: string
  readonly main: ComponentChildren
}

export interface Frame {
  readonly coverage: FeedCoverage
  readonly now: Date
  readonly time: LocalTime
  readonly isOpen: boolean
}

const places: readonly { readonly place: Place; readonly href: string; readonly name: string }[] = [
  { place: 'today', href: '/', name: 'Today' },
  { place: 'editions', href: '/editions', name: 'Editions' },
  { place: 'sources', href: '/sources', name: 'Sources' },
  { place: 'trace', href: '/trace', name: 'Trace' },
]

/** The whole document. Text is escaped by the renderer; nothing is ever put in as markup. */
export function renderDocument(page: Page, frame: Frame): string {
  return `<!doctype html>${renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${page.title} · Wirefold`}</title>
        <link rel="stylesheet" href="/assets/reading.css" />
        <link rel="stylesheet" href="/assets/wirefold.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        {(page.feeds ?? []).map((digest) => (
          <>
            <link
              rel="alternate"
              type="application/atom+xml"
              title={`Editions of ${digest}`}
              href={addresses.editionFeed(digest, 'atom')}
            />
            <link
              rel="alternate"
              type="application/feed+json"
              title={`Editions of ${digest}`}
              href={addresses.editionFeed(digest, 'json')}
            />
          </>
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the page
        </a>
        <Masthead place={page.place} typed={page.typed} />
        <CoverageLine {...frame} />
        <main id="main">{page.main}</main>
        <footer class="foot">
          {frame.isOpen
            ? 'Open to other machines without a sign-in: keep a proxy that has one before it.'
            : 'Bound to loopback: only this machine can read these pages, so there is no sign-in.'}
        </footer>
      </body>
    </html>,
  )}`
}

function Masthead({ place, typed }: { place: Place | undefined; typed: string | undefined }) {
  return (
    <header class="masthead">
      <a class="wordmark" href="/">
        Wirefold
      </a>
      <form class="box" action="/find" method="get" role="search">
        <label class="unseen" for="box">
          Words, an address or a story id
        </label>
        <input id="box" name="q" type="search" placeholder="words, an address, a story id" value={typed} />
      </form>
      <nav aria-label="Pages">
        {places.map((one) => (
          <a href={one.href} aria-current={one.place === place ? 'page' : undefined}>
            {one.name}
          </a>
        ))}
      </nav>
    </header>
  )
}
