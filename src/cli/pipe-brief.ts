import { z } from 'zod'
import { type GrowingBackground, openBackground } from '../digests/brief/background.ts'
import { type Brief, type BriefArticle, type BriefSentence, sentencesOf } from '../digests/brief/brief.ts'
import { markCopies } from '../digests/brief/copies.ts'
import { makeBrief } from '../digests/brief/make-brief.ts'
import { settledLanguage } from '../text/language.ts'
import type { Pipe, PipeOptions } from './pipe.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const Line = z.object({
  id: z.union([z.string(), z.number()]),
  articles: z.array(
    z.object({
      id: z.string(),
      source: text,
      publishedAt: z.string().nullish(),
      title: text,
      text,
      url: text,
      language: z.string().nullish(),
    }),
  ),
  maxWords: z.number().int().positive().default(400),
})

/**
 * `wirefold pipe brief`: the articles of one story in, its brief out. Nothing says which articles are copies, so near-copies
 * are recognised here; what repeats between the lines seen so far is learnt as boilerplate.
 */
export const openBriefPipe = (_options: PipeOptions): Pipe => {
  const background = openBackground()
  return { answer: (line) => [answerLine(line, background)] }
}

function answerLine(line: Record<string, unknown>, background: GrowingBackground): object {
  const { id, articles: raw, maxWords } = Line.parse(line)
  const articles = markCopies(raw.map(readArticle))
  for (const article of articles) background.learn(String(id), article)
  const brief = makeBrief(articles, { form: 'full', maxWords, background, mostCandidates: 0 })
  return brief ? { id, ...answerOf(brief) } : { id, headline: '', summary: '', sentences: [], sections: [] }
}

function readArticle(article: z.infer<typeof Line>['articles'][number]): BriefArticle {
  const published = new Date(article.publishedAt ?? Number.NaN)
  return {
    id: article.id,
    publisher: article.source,
    ownerGroup: null,
    originalId: null,
    publishedAt: Number.isNaN(published.getTime()) ? null : published,
    title: article.title,
    text: article.text,
    url: article.url,
    language: languageOf(article.language ?? null, article.text),
  }
}

function languageOf(stated: string | null, text: string): string | null {
  const language = settledLanguage(stated, text)
  return language === 'und' ? null : language
}

function answerOf(brief: Brief): object {
  const shown = sentencesOf(brief)
  return {
    headline: brief.headline,
    summary: summaryOf(brief),
    sentences: shown.map(answerSentence),
    sections: brief.sections.map(({ heading, paragraphs }) => ({
      heading,
      sentences: paragraphs.flat().map(answerSentence),
    })),
  }
}

const answerSentence = ({ text, support }: BriefSentence): object => ({ text, sources: support })

/** The prose in reading order, a blank line between paragraphs. */
function summaryOf(brief: Brief): string {
  const paragraphs = [
    brief.standfirst ? [brief.standfirst] : [],
    brief.lead,
    ...brief.sections.flatMap((s) => s.paragraphs),
  ]
  return paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .map((paragraph) => paragraph.map((sentence) => sentence.text).join(' '))
    .join('\n\n')
}
