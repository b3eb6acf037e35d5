import { messageOf } from '../../errors.ts'
import type { Writer } from '../../writer/writer.ts'
import { knowsDenials } from '../brief/denied-words.ts'
import type { EditionContent, EditionStory } from '../edition.ts'
import { type RefusedWords, rewordStory, type RewordedStory } from './reword-story.ts'
import { readStoryAnswer } from './story-answer.ts'
import { storyRequest } from './story-request.ts'

export interface RewordOptions {
  /** Stories that the writer is asked for at once. */
  readonly concurrency: number
  /** Ends the whole: stories that have no answer by then stay as they are. */
  readonly signal: AbortSignal
}

/**
 * The edition with the writer's words where the sentences they name carry them. Only stories told at length are asked for.
 * Never throws: without an answer, or with one that cannot be used, a story stays as it is and `refused` says why.
 */
export async function rewordEdition(
  content: EditionContent,
  writer: Writer,
  options: RewordOptions,
): Promise<{ readonly content: EditionContent; readonly refused: readonly RefusedWords[] }> {
  const asked = content.stories.filter(({ form }) => form === 'full')
  const done = new Map<string, RewordedStory>()
  const waiting = asked.values()
  const takeTurns = async () => {
    for (const story of waiting) done.set(story.storyId, await askFor(story, writer, options.signal))
  }
  await Promise.all(Array.from({ length: options.concurrency }, takeTurns))
  return {
    content: { ...content, stories: content.stories.map((story) => done.get(story.storyId)?.story ?? story) },
    refused: asked.flatMap(({ storyId }) => done.get(storyId)?.refused ?? []),
  }
}

async function askFor(story: EditionStory, writer: Writer, signal: AbortSignal): Promise<RewordedStory> {
  const asItIs = (reason: string): RewordedStory => ({
    story,
    refused: [{ storyId: story.storyId, part: 'story', reason }],
  })
  if (!knowsDenials(story.language === 'und' ? null : story.language)) {
    return asItIs(`words in the language ${story.language} cannot be checked, so nobody was asked`)
  }
  try {
    const answer = readStoryAnswer(await inTime(() => writer(storyRequest(story), signal), signal))
    return answer ? rewordStory(story, answer) : asItIs('the answer is not the JSON that was asked for')
  } catch (error) {
    return asItIs(messageOf(error))
  }
}

/** Ends with the signal, whatever a writer makes of it. */
function inTime(ask: () => Promise<string>, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new Error('the time for the whole edition was over'))
    if (signal.aborted) {
      end()
      return
    }
    signal.addEventListener('abort', end, { once: true })
    void ask()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', end))
  })
}
