import type { ComposedEdition } from '../../src/digests/compose-edition.ts'
import { type Draft, openDraft } from '../../src/digests/desk/draft.ts'
import type { CheckRewording } from '../../src/digests/desk/support-check.ts'
import type { EditionSentence, EditionStory } from '../../src/digests/edition.ts'
import { editionStory, plainEdition } from './edition-factories.ts'
import { storyId } from './factories.ts'

/** A story to compose: its form, how many sentences it has besides the standfirst, and how many spares. */
export interface StoryShape {
  readonly form: EditionStory['form']
  readonly sentences: number
  readonly spares: number
}

/** The text of article n, of which every sentence is one that a story may tell: `Article 3 says thing 12 aloud.` */
export const deskArticleText = (article: number): string =>
  Array.from({ length: 20 }, (_, i) => deskSentenceText(article, i)).join(' ')

export const deskSentenceText = (article: number, i: number): string => `Article ${article} says thing ${i} aloud.`

function deskSentence(article: number, i: number): EditionSentence {
  const text = deskSentenceText(article, i)
  const start = [...deskArticleText(article).slice(0, deskArticleText(article).indexOf(text))].length
  const end = start + [...text].length
  return {
    text,
    articleId: String(article),
    versionId: String(article),
    start,
    end,
    sources: [1],
    single: true,
  }
}

/** A composed edition of 22 November 2026: story n tells article n. */
export function composedEdition(shapes: readonly StoryShape[]): ComposedEdition {
  const stories = shapes.map((shape, i) => composedStory(shape, i + 1))
  return {
    content: { ...plainEdition, stories },
    candidates: [
      ...stories.map(({ storyId: id, rank, components }) => ({
        storyId: id,
        rank,
        fate: 'told' as const,
        admission: 2,
        components,
      })),
      { storyId: storyId(90), rank: null, fate: 'below_bar', admission: 0.5, components: {} },
    ],
    spares: Object.fromEntries(
      shapes.map(({ sentences, spares }, i) => [
        storyId(i + 1),
        Array.from({ length: spares }, (_, at) => deskSentence(i + 1, sentences + 1 + at)),
      ]),
    ),
  }
}

function composedStory({ form, sentences }: StoryShape, n: number): EditionStory {
  const all = Array.from({ length: sentences + 1 }, (_, i) => deskSentence(n, i))
  const [standfirst = null, ...others] = all
  const lead = form === 'line' ? [] : others.slice(0, 2)
  const rest = form === 'full' ? others.slice(2) : []
  return editionStory({
    storyId: storyId(n),
    rank: n,
    form,
    headline: `Article ${n} says`,
    standfirst,
    lead,
    sections: rest.length > 0 ? [{ heading: `Thing of ${n}`, paragraphs: [rest] }] : [],
    sources: [
      {
        number: 1,
        articleId: String(n),
        publisher: `Publisher ${n}`,
        title: `Article ${n} says things aloud`,
        cutTitle: `Article ${n} says things aloud`,
        url: `https://publisher-${n}.example/article`,
        publishedAt: '2026-11-22T06:12:00.000Z',
        language: 'en',
        copies: [],
      },
    ],
  })
}

export const deskDraft = (shapes: readonly StoryShape[]): Draft => openDraft(composedEdition(shapes))

/** Three at length, two in short, one in a line; each with two spares but for the last. */
export const usualShapes: readonly StoryShape[] = [
  { form: 'full', sentences: 5, spares: 2 },
  { form: 'full', sentences: 4, spares: 2 },
  { form: 'full', sentences: 4, spares: 2 },
  { form: 'short', sentences: 2, spares: 2 },
  { form: 'short', sentences: 1, spares: 2 },
  { form: 'line', sentences: 0, spares: 0 },
]

/** Every word of a rewriting must stand in its evidence. */
export const everyWordStands: CheckRewording = (text, evidence) => {
  const known = new Set(evidence.flatMap((one) => wordsOf(one.text)))
  return wordsOf(text)
    .filter((word) => !known.has(word))
    .map((word) => ({ message: `${word} stands in no source` }))
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
