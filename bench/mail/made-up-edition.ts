import type { EditionContent, EditionSentence, EditionStory } from '../../src/digests/edition.ts'
import { PLAIN_EDITION } from '../../src/digests/stored-edition.ts'

const words = 'harbour council opens a new bridge after ten years of repairs and the mayor thanks every worker'.split(
  ' ',
)

const sentence = (seed: number, length = 22): EditionSentence => ({
  text: `${Array.from({ length }, (_, i) => words[(seed * 7 + i * 3) % words.length]).join(' ')}.`,
  articleId: String(seed),
  versionId: String(seed),
  start: 0,
  end: 1,
  sources: [1, 2],
  single: seed % 4 === 0,
})

const paragraph = (seed: number): readonly EditionSentence[] => [0, 1, 2].map((i) => sentence(seed + i))

function story(rank: number, form: EditionStory['form']): EditionStory {
  const sources = Array.from({ length: form === 'line' ? 1 : 5 }, (_, i) => ({
    number: i + 1,
    articleId: String(rank * 10 + i),
    publisher: `Courier ${i}`,
    title: sentence(rank + i, 9).text,
    cutTitle: sentence(rank + i, 7).text,
    url: `https://courier-${i}.example/2026/11/22/story-${rank}`,
    publishedAt: '2026-11-22T06:12:00.000Z',
    language: 'en',
    copies: [],
  }))
  const isFull = form === 'full'
  return {
    rank,
    storyId: `01${String(rank).padStart(24, '0')}`,
    state: rank % 3 === 0 ? 'developed' : 'new',
    previousDate: rank % 3 === 0 ? '2026-11-21' : null,
    newReports: rank % 3 === 0 ? 2 : 0,
    newFigures: [],
    newNames: [],
    note: null,
    form,
    language: 'en',
    headline: sentence(rank, 7).text,
    counts: { independent: 4, publishers: 5, articles: 6 },
    standfirst: sentence(rank + 1),
    lead: form === 'line' ? [] : paragraph(rank + 2),
    sections: isFull
      ? ['What is known', 'What is open'].map((heading, i) => ({
          heading,
          paragraphs: [paragraph(rank + i + 5), paragraph(rank + i + 9)],
        }))
      : [],
    sources,
    components: {},
  }
}

/** An edition of 3 stories at length, 10 short and 10 in a line each: what a busy day makes. */
export const madeUpEdition = (): EditionContent => ({
  digest: 'morning',
  localDate: '2026-11-22',
  zone: 'UTC',
  windowFrom: '2026-11-22T00:00:00.000Z',
  windowTo: '2026-11-23T00:00:00.000Z',
  ...PLAIN_EDITION,
  coverage: { feeds: 42, feedsSeen: 42, gaps: [], pagesUnread: 0 },
  stories: Array.from({ length: 23 }, (_, i) => story(i + 1, i < 3 ? 'full' : i < 13 ? 'short' : 'line')),
})
