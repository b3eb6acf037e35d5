import type { FeedEntryLabels } from '../../src/articles/extract/feed-labels.ts'

/** A made-up page with what its feed says and what a reader should find. */
export interface LabelledPage {
  readonly html: string
  readonly feedEntry: FeedEntryLabels
  readonly text: string
  readonly title: string
  readonly publishedAt: string | null
}

const subjects = ['quarry', 'ferry', 'library', 'orchard', 'tramway', 'lighthouse', 'market', 'reservoir']

const paragraphsOn = (subject: string): string[] => [
  `The ${subject} near Orrin closes on Friday, and the council has not said when it will open again to visitors.`,
  `Inspectors found cracks in the wall behind the ${subject} last week, according to a report seen by this paper.`,
  `People who work at the ${subject} will keep their wages until the end of the month, the council promised.`,
  `A meeting about the future of the ${subject} is planned for the second week of April in the town hall.`,
]

const other = (subject: string): string =>
  `<p>${`A walk past the old ${subject} takes an hour and a half, and there are benches on the way for those who tire. `.repeat(7)}</p>`

interface Parts {
  readonly head: string
  readonly title: string
  readonly body: string
  readonly subject: string
}

/** Each template misleads a reader in one way that real pages do. */
const templates: readonly ((parts: Parts) => string)[] = [
  // the article in one of two columns, the other longer
  ({ head, title, body, subject }) =>
    `<html><head>${head}</head><body><h1>${title}</h1><div><div class="c1">${body}</div><div class="c2">${other(subject)}</div></div></body></html>`,
  // the text inside an element that is named as something else
  ({ head, title, body, subject }) =>
    `<html><head>${head}</head><body><h1>${title}</h1><div class="subscription">${body}</div><div>${other(subject)}</div></body></html>`,
  // no text at all: built by scripts
  ({ head, title }) =>
    `<html><head>${head}</head><body><h1>${title}</h1><div id="root"></div><script>${'build();'.repeat(4000)}</script></body></html>`,
  // a wall before the text
  ({ head, title }) =>
    `<html><head>${head}</head><body><h1>${title}</h1><p>Accept all cookies to go on. We value your privacy.</p></body></html>`,
  // an ordinary page
  ({ head, title, body }) =>
    `<html><head>${head}</head><body><h1>${title}</h1><article>${body}</article></body></html>`,
]

const STAMP = '2026-03-02T18:20:00+01:00'
const OLD = '<meta property="article:published_time" content="2019-01-01T00:00:00+01:00">'
const OWN = `<meta name="date" content="${STAMP}">`

/** Forty pages: five templates by eight subjects, every other one with the date of its template's making besides its own. */
export const labelledPages: readonly LabelledPage[] = subjects.flatMap((subject, at) =>
  templates.map((template) => {
    const paragraphs = paragraphsOn(subject)
    const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n')
    const title = `Cracks close the ${subject} near Orrin`
    const head = `<title>${title}</title>${at % 2 === 0 ? OLD : ''}${OWN}`
    return {
      html: template({ head, title, body, subject }),
      feedEntry: { title, summary: paragraphs[0] ?? null, content: body, publishedAt: new Date(STAMP) },
      text: paragraphs.join('\n\n'),
      title,
      publishedAt: STAMP,
    }
  }),
)
