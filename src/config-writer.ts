import { z } from 'zod'
import { baseAddress, integer } from './setting-shapes.ts'

/** The settings of the writer; each is explained in its description. */
export const writerSettings = {
  WRITER_URL: baseAddress('http://127.0.0.1:11434/v1')
    .optional()
    .describe(
      'Base address of an OpenAI-compatible endpoint that may reword headlines, standfirsts, headings and joins of the longest stories; what its sources do not carry is not taken. It is sent sentences of articles. Without it every sentence stands as in its source. Needs WRITER_MODEL.',
    ),
  WRITER_MODEL: z
    .string()
    .max(200, 'expected at most 200 characters')
    .optional()
    .describe('Name of the model at WRITER_URL, as that endpoint calls it.'),
  WRITER_KEY: z.string().optional().describe('Key for WRITER_URL, where that asks for one; sent as a bearer token.'),
  WRITER_TIMEOUT_MS: integer(1_000, 600_000, 60_000).describe(
    'Milliseconds that the writer may take for one story; an edition waits twice as long for all of them at most.',
  ),
} as const

/** Those of the settings that hold a password or a key. */
export const writerSecrets = ['WRITER_KEY'] as const

export interface WriterConfig {
  readonly url: string
  readonly model: string
  readonly key: string | null
  readonly timeoutMs: number
}

/** What is wrong between settings of the writer that are each fine alone. */
export function writerContradictions(raw: Readonly<Record<string, string>>): readonly string[] {
  const needs = (name: string, other: string, why: string) =>
    raw[name] !== undefined && raw[other] === undefined ? [`${name}: needs ${other} as well, ${why}`] : []
  return [
    ...needs('WRITER_URL', 'WRITER_MODEL', 'because an endpoint serves several'),
    ...needs('WRITER_MODEL', 'WRITER_URL', 'because nobody is asked without it'),
    ...needs('WRITER_KEY', 'WRITER_URL', 'because it is sent nowhere else'),
  ]
}

/** Null: nobody rewords. */
export function toWriterConfig(s: z.infer<z.ZodObject<typeof writerSettings>>): WriterConfig | null {
  const { WRITER_URL: url, WRITER_MODEL: model, WRITER_KEY: key, WRITER_TIMEOUT_MS: timeoutMs } = s
  return url === undefined || model === undefined ? null : { url, model, key: key ?? null, timeoutMs }
}
