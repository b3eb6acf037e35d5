import { z } from 'zod'
import type { Assignment, ClusterArticle } from '../stories/cluster-article.ts'
import { type Clusterer, createClusterer } from '../stories/clusterer.ts'
import { LinkedAnswers } from '../stories/linked-answers.ts'
import { linkedMarks } from '../stories/linked-marks.ts'
import { LinkedStories, type StoryLink } from '../stories/linked-stories.ts'
import { defaultSettings } from '../stories/settings.ts'
import { StoryAnswers } from '../stories/story-answers.ts'
import { settledLanguage } from '../text/language.ts'
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
 * articles of the one that ends are answered again with the id that is kept; with `--linked` also when stories of two
 * languages turn out to tell one event. Stories are s1, s2 and so on.
 */
export const openClusterPipe = ({ linked }: Pick<PipeOptions, 'linked'>): Pipe => {
  let stories = 0
  const clusterer = createClusterer({ settings: defaultSettings, newStoryId: () => `s${++stories}` })
  if (linked) return linkedPipe(clusterer)
  const answers = new StoryAnswers()
  return {
    answer(line) {
      const article = readArticle(line)
      return answers.record(article.id, clusterer.assign(article))
    },
  }
}

function linkedPipe(clusterer: Clusterer): Pipe {
  const answers = new LinkedAnswers()
  const links = new LinkedStories()
  const told = new Set<string>()
  let newest = new Date(0)
  return {
    answer(line) {
      const article = readArticle(line)
      const assignment = clusterer.assign(article)
      if (article.publishedAt && article.publishedAt > newest) newest = article.publishedAt
      const found = told.has(article.id) ? [] : linksOf(links, article, assignment, article.publishedAt ?? newest)
      told.add(article.id)
      return answers.record(article.id, assignment, found)
    },
  }
}

function linksOf(links: LinkedStories, article: ClusterArticle, assignment: Assignment, at: Date): StoryLink[] {
  const { storyId, copyOf, merges } = assignment
  const found = copyOf ? [] : links.add({ articleId: article.id, storyId, marks: linkedMarks(article), at })
  for (const { from, into } of merges) links.merge(from, into)
  return found
}

function readArticle(line: Record<string, unknown>): ClusterArticle {
  const article = lineShape.parse(line)
  const publishedAt = article.publishedAt ? new Date(article.publishedAt) : null
  const [title, text] = [article.title ?? '', article.text ?? '']
  return {
    id: article.id,
    url: article.url ?? '',
    publisher: article.source ?? '',
    ownerGroup: null,
    publishedAt: publishedAt && !Number.isNaN(publishedAt.getTime()) ? publishedAt : null,
    title,
    text,
    language: settledLanguage(article.language ?? null, `${title}\n${text}`),
  }
}
