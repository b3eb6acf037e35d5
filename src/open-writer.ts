import type { Config } from './config.ts'
import type { Reword } from './digests/compose-stored.ts'
import { rewordEdition } from './digests/reword/reword-edition.ts'
import { timeLimit } from './fetch/time-limit.ts'
import type { Logger } from './log.ts'
import { openChatWriter, type OpenWriter } from './writer/chat-writer.ts'
import type { Writer } from './writer/writer.ts'

/** A local model answers one after the other; two at once keep it busy. */
const CONCURRENCY = 2

/** The writer of the settings; null where none is set. */
export const openWriter = (config: Config): OpenWriter | null => (config.writer ? openChatWriter(config.writer) : null)

/** @param timeoutMs for one story; the whole edition has twice that */
export function rewordWith(writer: Writer, timeoutMs: number, log: Logger): Reword {
  return async (content) => {
    const limit = timeLimit(new AbortController().signal, 2 * timeoutMs)
    try {
      const reworded = await rewordEdition(content, writer, { concurrency: CONCURRENCY, signal: limit.signal })
      for (const refused of reworded.refused)
        log.warn(refused, 'words of the writer were not taken; the passages stand')
      return reworded.content
    } finally {
      limit.clear()
    }
  }
}
