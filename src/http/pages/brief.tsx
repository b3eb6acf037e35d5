import type { EditionSentence, EditionStory } from '../../digests/edition.ts'
import { addresses } from '../addresses.ts'
import { Prose, type ProseProps } from './prose.tsx'

export interface BriefProps extends Pick<ProseProps, 'story' | 'prefix'> {
  /** Numbers of the versions that the sentences stand on. */
  readonly versions: ReadonlyMap<string, number>
}

/** A frozen brief whose marks lead to the passages. */
export const Brief = ({ story, prefix, versions }: BriefProps) => (
  <Prose
    story={story}
    prefix={prefix}
    evidence={(sentence, number) => evidenceAddress(story, sentence, number, versions)}
  />
)

/** A sentence's own source leads to its passage, the others to their articles. */
export function evidenceAddress(
  story: EditionStory,
  sentence: EditionSentence,
  number: number,
  versions: ReadonlyMap<string, number>,
): string {
  const source = story.sources.find((one) => one.number === number)
  const isOwn = source === undefined || holds(source, sentence.articleId)
  if (!isOwn) return addresses.article(source.articleId)
  return addresses.passage(sentence.articleId, versions.get(sentence.versionId), sentence)
}

const holds = (source: EditionStory['sources'][number], articleId: string): boolean =>
  source.articleId === articleId || source.copies.some((copy) => copy.articleId === articleId)
