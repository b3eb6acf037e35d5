import { Agent, request } from 'undici'
import { z } from 'zod'
import { AppError, messageOf } from '../errors.ts'
import { readBody } from '../fetch/read-body.ts'
import { timeLimit } from '../fetch/time-limit.ts'
import type { Writer, WriterRequest } from './writer.ts'

export interface ChatWriterOptions {
  /** Base address of an OpenAI-compatible endpoint, without a slash at its end. */
  readonly url: string
  readonly model: string
  readonly key: string | null
  /** Milliseconds for one whole exchange. */
  readonly timeoutMs: number
}

export interface OpenWriter {
  readonly write: Writer
  readonly close: () => Promise<void>
}

/** A hundred times what a story's words take. */
const MAX_ANSWER_BYTES = 256 * 1024

/** What is read of an answer; whatever else an endpoint adds is left. */
const Answer = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })

/**
 * A writer behind `POST {url}/chat/completions`. The operator names the address, so it may be a private one, unlike those
 * that feeds name; therefore no redirect leads away from it. Nothing is tried twice: the words are a bonus.
 */
export function openChatWriter(options: ChatWriterOptions): OpenWriter {
  // The whole exchange has a limit of its own; a model sends nothing at all until it has written everything.
  const agent = new Agent({ connect: { timeout: options.timeoutMs }, headersTimeout: 0, bodyTimeout: 0 })
  const address = `${options.url}/chat/completions`
  return {
    async write(asked, stop) {
      const limit = timeLimit(stop, options.timeoutMs)
      try {
        return await exchange(address, asked, options, agent, limit.signal)
      } catch (error) {
        if (error instanceof AppError) throw error
        if (limit.isOver()) throw failure('WRITER_TIMED_OUT', address, `no answer in ${options.timeoutMs} ms`, error)
        throw failure('WRITER_UNREACHABLE', address, messageOf(error), error)
      } finally {
        limit.clear()
      }
    },
    close: () => agent.destroy(),
  }
}

const failure = (code: string, address: string, reason: string, cause?: unknown): AppError =>
  new AppError(code, `the writer at ${address} gave no words: ${reason}`, { disposition: 'retry', cause })

async function exchange(
  address: string,
  { instructions, material }: WriterRequest,
  { model, key }: ChatWriterOptions,
  agent: Agent,
  signal: AbortSignal,
): Promise<string> {
  const { statusCode, headers, body } = await request(address, {
    method: 'POST',
    dispatcher: agent,
    signal,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({
      model,
      temperature: 0,
      stream: false,
      response_format: { type: 'json_object' },
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: material },
      ],
    }),
  })
  const encoding = headers['content-encoding']
  const read = await readBody(body, typeof encoding === 'string' ? encoding : null, address, {
    maxBytes: MAX_ANSWER_BYTES,
    whenLonger: 'refuse',
  })
  if (statusCode !== 200) throw failure('WRITER_REFUSED', address, `it answered ${statusCode}`)
  return contentOf(read, address)
}

function contentOf(body: Uint8Array, address: string): string {
  try {
    return (
      Answer.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).choices[0]?.message.content ?? ''
    )
  } catch (error) {
    throw failure('WRITER_ANSWER', address, 'its answer is none of a chat completion', error)
  }
}
