import type { Background } from './brief/background.ts'
import type { Brief, BriefSentence } from './brief/brief.ts'
import { makeBrief } from './brief/make-brief.ts'
import { type EditionSentence, type EditionStory, sentencesOfStory } from './edition.ts'
import { editionDifferences } from './edition-differences.ts'
import { formAt, type LengthPlan } from './length-plan.ts'
import { newnessOf, type ToldStory } from './newness.ts'
import { editionSentence, sourcesOf } from './sources.ts'
import { briefArticle, type WindowStory } from './window-article.ts'

/** What the stories of one edition are written with. */
export interface Writing {
  readonly plan: LengthPlan
  readonly background: Background
  readonly told: ReadonlyMap<string, ToldStory>
  /** Sentences that stories above have said; each story adds its own. */
  readonly said: Set<string>
}

/** A story as it is told, and sentences that may take the place of others in it, the best first. */
export interface WrittenStory {
  readonly story: EditionStory
  readonly spares: readonly EditionSentence[]
}

const WORDS = { full: 420, short: 120, line: 40 } as const

/** Writes the story at a place of the edition, counted from 1. */
export function composeStory(
  story: WindowStory,
  components: EditionStory['components'],
  place: number,
  writing: Writing,
): WrittenStory {
  const form = formAt(place, story.counts.independent, writing.plan)
  const brief = briefOf(story, form, writing)
  const sources = sourcesOf(story)
  const language = story.articles[0]?.language ?? 'und'
  const asEdition = (sentence: BriefSentence) => editionSentence(sentence, story, sources)
  const prose = toldBy(brief, form, asEdition)
  const sentences = sentencesOfStory(prose).map(({ text }) => text)
  for (const text of sentences) writing.said.add(text)
  const told: EditionStory = {
    rank: place,
    storyId: story.storyId,
    ...newnessOf({ language, sentences, sources }, writing.told.get(story.storyId) ?? null),
    note: null,
    form,
    language,
    headline: headlined(brief, story),
    counts: story.counts,
    ...prose,
    differing: form === 'line' ? [] : editionDifferences(story, sources),
    sources,
    components,
  }
  return { story: told, spares: form === 'line' ? [] : (brief?.candidates ?? []).map(asEdition) }
}

/** What a story that is not told would be called. */
export const headlineOf = (story: WindowStory, writing: Writing): string =>
  headlined(briefOf(story, 'line', writing), story)

const headlined = (brief: Brief | null, { articles }: WindowStory): string =>
  brief?.headline ?? articles[0]?.title ?? ''

const briefOf = (story: WindowStory, form: EditionStory['form'], { background, said }: Writing): Brief | null =>
  makeBrief(story.articles.map(briefArticle), {
    form: form === 'full' ? 'full' : 'short',
    maxWords: WORDS[form],
    background,
    barred: (text) => said.has(text),
    ...(form === 'line' ? { mostCandidates: 0 } : {}),
  })

type Prose = Pick<EditionStory, 'standfirst' | 'lead' | 'sections'>

function toldBy(
  brief: Brief | null,
  form: EditionStory['form'],
  asEdition: (sentence: BriefSentence) => EditionSentence,
): Prose {
  if (!brief) return { standfirst: null, lead: [], sections: [] }
  const standfirst = brief.standfirst ?? brief.lead[0] ?? null
  if (form === 'line') return { standfirst: standfirst && asEdition(standfirst), lead: [], sections: [] }
  return {
    standfirst: brief.standfirst && asEdition(brief.standfirst),
    lead: brief.lead.map(asEdition),
    sections: brief.sections.map(({ heading, paragraphs }) => ({
      heading,
      paragraphs: paragraphs.map((paragraph) => paragraph.map(asEdition)),
    })),
  }
}
