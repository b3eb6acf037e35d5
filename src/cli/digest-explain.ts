import { Command } from 'commander'
import { z } from 'zod'
import { canonicalUrl } from '../articles/canonical-url.ts'
import { readTraceFacts } from '../articles/read-trace-facts.ts'
import { type Trace, traceArticle } from '../articles/trace.ts'
import { stateWords, verdictOf } from '../articles/trace-words.ts'
import { findDigest } from '../digests/repository-digest.ts'
import { UsageError } from '../errors.ts'
import { localTime } from '../http/local-time.ts'
import type { CommandContext } from './context.ts'
import { columns, shown } from './feeds-text.ts'
import { withApp } from './with-app.ts'

interface ExplainOptions {
  readonly digest?: string
  readonly date?: string
  readonly json: boolean
}

/** `wirefold digest explain URL`. */
export function explainCommand(context: CommandContext): Command {
  return new Command('explain')
    .description('why an article is not in an edition: how far it came, from its feed on')
    .argument('<url>', 'any address that the article ever had')
    .option('--digest <name>', 'the editions of this digest only')
    .option('--date <day>', 'the editions of this day, YYYY-MM-DD; those that could have told it by default')
    .option('--json', 'as one line of JSON', false)
    .action(async (url: string, { digest, date, json }: ExplainOptions) => {
      const address = canonicalUrl(url)
      if (address === null) {
        throw new UsageError(`${url} is no address of a page: one begins with http:// or https://`)
      }
      const asked = { digest: digest ?? null, localDate: date === undefined ? null : checkDay(date) }
      const facts = await withApp(context, 'digest', async ({ db }) => {
        if (digest !== undefined && !(await findDigest(db, digest))) {
          throw new UsageError(`there is no digest ${digest}: add it with wirefold digest add ${digest}`)
        }
        return readTraceFacts(db, address, asked)
      })
      const time = localTime(context.config().zone)
      const trace = traceArticle(facts, (at) => time.dayAndClock(at))
      const lines = json
        ? [JSON.stringify({ url: address, ...trace })]
        : traceLines(address, facts.article?.title, trace)
      for (const line of lines) context.print(line)
    })
}

const traceLines = (address: string, title: string | null | undefined, trace: Trace): readonly string[] => [
  verdictOf(trace),
  ...(title == null ? [] : [shown(title)]),
  shown(address),
  '',
  ...columns(
    ['station', 'state', 'what happened'],
    trace.stations.map(({ name, state, says }) => [
      name,
      stateWords[state],
      state === 'not_reached' ? '' : shown(says),
    ]),
  ),
]

function checkDay(date: string): string {
  if (z.iso.date().safeParse(date).success) return date
  throw new UsageError(`--date is ${date}: expected a day such as 2026-03-02`)
}
