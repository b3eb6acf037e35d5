import { z } from 'zod'
import type { ClusterArticle } from '../stories/cluster-article.ts'
import { createClusterer } from '../stories/clusterer.ts'
import { defaultSettings } from '../stories/settings.ts'
import { StoryAnswers } from '../stories/story-answers.ts'
import type { Pipe, PipeOptions } from './pipe.ts'

const lineShape = z
  .object({
    id: z.string().min(1),
    url: z.string().nullish(),
    source: z.string().nullish(),
    publishedAt: z.string().nullish(),
    title: z.string().nullish(),
    text: z.string().nullish(),
    language: z.string().nullish(),
  })
  .refine(({ title, text }) => (title ?? '').trim() !== '' || (text ?? '').trim() !== '', 'expected a title or a text')

/**
 * `wirefold pipe cluster`: one article a line in, its story and the article it is a copy of out. When stories merge, the
 * articles of the one that ends are answered again with the id that is kept. Stories are s1, s2 and so on.
 */
export const openClusterPipe = (_options: PipeOptions): Pipe => {
  let stories = 0
  const clusterer = createClusterer({ settings: defaultSettings, newStoryId: () => `s${++stories}` })
  const answers = new StoryAnswers()
  return {
    answer(line) {
      const article = readArticle(line)
      return answers.record(article.id, clusterer.assign(article))
    },
  }
}

function readArticle(line: Record<string, unknown>): ClusterArticle {
  const article = lineShape.parse(line)
  const publishedAt = article.publishedAt ? new Date(article.publishedAt) : null
  return {
    id: article.id,
    url: article.url ?? '',
    publisher: article.source ?? '',
    ownerGroup: null,
    publishedAt: publishedAt && !Number.isNaN(publishedAt.getTime()) ? publishedAt : null,
    title: article.title ?? '',
    text: article.text ?? '',
    language: article.language ?? null,
  }
}
