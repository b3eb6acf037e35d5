import type { LabelledArticle, Random } from './labelled-stream.ts'
import { pressOf } from './labelled-stream-press.ts'

export type CopyWeight = 'light' | 'medium' | 'heavy' | 'merged'

/** Sentences that outlets put before or behind the texts of others. */
const closings = [
  'Reporting by our correspondent; editing by the night desk.',
  'This text was supplied by an agency and has been shortened by our desk.',
  'Readers who know more may write to the newsroom.',
]
const localLeads = [
  'The news was followed closely in our region, where many have family ties to the place.',
  'People in our own district will feel reminded of a similar case some years ago.',
  'What happened there was the talk at the market this morning.',
]

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?]["”]?) (?=["“]?\p{Lu})/u)

/**
 * The article as another outlet prints it: with dateline and closing line (light); cut to about two thirds under a local
 * lead (medium); cut to about two fifths and put in another order (heavy); inside a longer text of its own (merged).
 */
export function copyOf(
  original: LabelledArticle,
  weight: CopyWeight,
  more: {
    readonly id: string
    readonly voice: number
    readonly hoursLater: number
    readonly title?: string
    readonly own?: string
  },
  random: Random,
): LabelledArticle {
  const sentences = sentencesOf(original.text)
  const keep = (share: number) => Math.max(3, Math.round(sentences.length * share))
  const kept = {
    light: () => [...sentences, random.pick(closings)],
    medium: () => [random.pick(localLeads), ...sentences.slice(0, keep(0.65))],
    heavy: () => random.shuffle(sentences.slice(0, keep(0.42))),
    merged: () => [more.own ?? random.pick(localLeads), ...sentences.slice(0, keep(0.8))],
  }[weight]()
  return {
    ...original,
    ...pressOf(more.voice, more.id),
    title: more.title ?? original.title,
    text: kept.join(' '),
    publishedAt: new Date((original.publishedAt?.getTime() ?? 0) + more.hoursLater * 3_600_000),
    originalId: original.originalId ?? original.id,
  }
}
