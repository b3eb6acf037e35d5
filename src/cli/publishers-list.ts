import { Command } from 'commander'
import { parseExtractionRules } from '../articles/extract/rules/extraction-rules.ts'
import { listPublishers, type RuledPublisher } from '../articles/repository-rules.ts'
import type { CommandContext } from './context.ts'
import { columns, shown } from './feeds-text.ts'
import { withApp } from './with-app.ts'

/** `wirefold publishers list`. */
export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('every publisher with its feeds, what its robots.txt is asked for, and its extraction rules')
    .option('--json', 'as JSON lines', false)
    .action(async ({ json }: { json: boolean }) => {
      const publishers = await withApp(context, 'publishers', (app) => listPublishers(app.db))
      const lines = json ? publishers.map((publisher) => JSON.stringify(publisher)) : asTable(publishers)
      for (const line of lines) context.print(line)
    })
}

const WIDEST_PUBLISHER = 40

function asTable(publishers: readonly RuledPublisher[]): readonly string[] {
  if (publishers.length === 0) return ['there is no publisher: wirefold feeds add URL watches a feed and adds its own']
  return columns(
    ['id', 'publisher', 'feeds', 'robots.txt', 'extraction rules'],
    publishers.map(({ id, name, feeds, robotsPolicy, extractionRules }) => [
      id,
      shown(name, WIDEST_PUBLISHER),
      String(feeds),
      robotsPolicy === 'obey' ? 'obeyed' : 'ignored',
      rulesText(extractionRules),
    ]),
  )
}

function rulesText(stored: unknown): string {
  if (stored === null) return '-'
  const { rules } = parseExtractionRules(stored)
  return rules ? Object.keys(rules).join(', ') : 'ignored, since they are not accepted: publishers rules says why'
}
