import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { UsageError } from '../errors.ts'
import type { CommandContext, Terminal } from './context.ts'
import { problemsOf } from './problems.ts'

/**
 * An engine as a filter over JSON lines. `answer` gets one parsed line and returns the lines to write for it (usually
 * one); what it throws becomes `{"id","error"}` and the next line is served.
 */
export interface Pipe {
  answer(line: Record<string, unknown>): Promise<readonly object[]> | readonly object[]
}

/**
 * How a pipe may be asked to work: `--timing` adds `ms` and `cpuMs` of each call, `--site-memory` remembers pages by site,
 * `--linked` gives stories of several languages that tell one event one id.
 */
export interface PipeOptions {
  readonly timing: boolean
  readonly siteMemory: boolean
  readonly linked: boolean
}

type OpenPipe = (options: PipeOptions) => Pipe

/** Loaded when asked for: a filter over feeds need not load the clusterer. */
const pipes: Readonly<Record<string, () => Promise<OpenPipe>>> = {
  'parse-feed': async () => (await import('./pipe-parse-feed.ts')).openParseFeedPipe,
  extract: async () => (await import('./pipe-extract.ts')).openExtractPipe,
  cluster: async () => (await import('./pipe-cluster.ts')).openClusterPipe,
  brief: async () => (await import('./pipe-brief.ts')).openBriefPipe,
}

/** `wirefold pipe NAME`: one answer a line, in order, without waiting for the end of input, without a database. */
export function pipeCommand({ terminal, signal }: Pick<CommandContext, 'terminal' | 'signal'>): Command {
  return new Command('pipe')
    .description(`run one engine over JSON lines: ${Object.keys(pipes).join(', ')}`)
    .argument('<engine>')
    .option('--timing', 'add ms and cpuMs of each call (extract)', false)
    .option('--site-memory', 'leave out what stood on earlier pages of the same site (extract)', false)
    .option('--linked', 'give linked stories of several languages one id (cluster)', false)
    .action(async (engine: string, options: PipeOptions) => {
      const load = pipes[engine]
      if (!load) throw new UsageError(`no pipe is called ${engine}: expected one of ${Object.keys(pipes).join(', ')}`)
      await runPipe((await load())(options), terminal, signal)
    })
}

/** Serves lines until the input ends or the signal is given; waits when the reader of the output is slower. */
export async function runPipe(
  pipe: Pipe,
  { input, output }: Pick<Terminal, 'input' | 'output'>,
  signal: AbortSignal,
): Promise<void> {
  signal.addEventListener('abort', () => input.destroy(), { once: true })
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    if (text.trim() === '') continue
    for (const answer of await serveLine(pipe, text)) {
      if (!output.write(`${JSON.stringify(answer)}\n`)) await new Promise((resolve) => output.once('drain', resolve))
    }
  }
}

async function serveLine(pipe: Pipe, text: string): Promise<readonly object[]> {
  let id: unknown = null
  try {
    const line: unknown = JSON.parse(text)
    if (typeof line !== 'object' || line === null || Array.isArray(line)) throw new Error('expected a JSON object')
    id = (line as Record<string, unknown>)['id'] ?? null
    return await pipe.answer(line as Record<string, unknown>)
  } catch (error) {
    return [{ id, error: problemsOf(error) }]
  }
}
