import { Command } from 'commander'
import { z } from 'zod'
import { UsageError } from '../errors.ts'
import { search } from '../search/repository.ts'
import type { CommandContext } from './context.ts'
import { runPipe } from './pipe.ts'
import { withApp } from './with-app.ts'

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  q: z.string(),
  unit: z.enum(['story', 'article']).default('story'),
  limit: z.number().int().min(1).max(1_000).default(20),
})

/** `wirefold search WORDS`, or `--batch` for queries as JSON lines. */
export function searchCommand(context: CommandContext): Command {
  return new Command('search')
    .description('search the articles')
    .argument('[words...]')
    .option('--batch', 'read {"id","q","unit","limit"} lines and answer each with one line', false)
    .action(async (words: readonly string[], { batch }: { batch: boolean }) => {
      if (!batch && words.length === 0)
        throw new UsageError('search for what? Give some words, or --batch and JSON lines')
      await withApp(context, 'search', async ({ db }) => {
        if (!batch) {
          const { hits, total, isLoosened } = await search(db, words.join(' '), 'article', 20)
          context.print(`${total} articles${isLoosened ? '; none has all the words, these have most of them' : ''}`)
          for (const { title, url } of hits) context.print(`${title}\n  ${url}`)
          return
        }
        const answer = async (line: Record<string, unknown>) => {
          const { id, q, unit, limit } = Line.parse(line)
          const { hits, total } = await search(db, q, unit, limit)
          return [{ id, hits: hits.map((hit) => ({ id: hit.id, url: hit.url, score: hit.score })), total }]
        }
        await runPipe({ answer }, context.terminal, context.signal)
      })
    })
}
