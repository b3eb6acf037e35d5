import { featuresOf } from '../../../src/stories/article-features.ts'
import type { ClusterArticle } from '../../../src/stories/cluster-article.ts'
import { OpenOriginals } from '../../../src/stories/open-originals.ts'
import type { Original } from '../../../src/stories/original.ts'
import type { ProbedArticle } from '../../../src/stories/probed-article.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'
import { article } from './press.ts'

export type Told = Parameters<typeof article>[1]

/** Takes articles in as the engine does, in no story yet. */
export function takeIn(...told: readonly Told[]): { originals: OpenOriginals; taken: Original[] } {
  const originals = new OpenOriginals(defaultSettings)
  const taken = told.map((one, sequence) => take(originals, article(`a${sequence}`, one), sequence))
  return { originals, taken }
}

/** A report and an article that came after it, laid out to be compared with it. */
export function pairOf(first: Told, second: Told): { article: ProbedArticle; report: Original } {
  const { originals, taken } = takeIn(first, second)
  const [report, later] = taken
  if (!report || !later) throw new Error('Two articles make a pair.')
  return { article: originals.probeAgain(later), report }
}

function take(originals: OpenOriginals, one: ClusterArticle, sequence: number): Original {
  const features = featuresOf(one, defaultSettings)
  const at = one.publishedAt?.getTime() ?? 0
  const original = originals.take(features, { articleId: one.id, groupId: one.id, at, sequence })
  originals.place(original, features, [])
  return original
}
