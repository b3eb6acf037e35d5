import { Command } from 'commander'
import type { App } from '../app.ts'
import type { Digest } from '../digests/digest.ts'
import { listDigests } from '../digests/repository-digest.ts'
import { readStoredFilters } from '../digests/repository-filter.ts'
import { listSlots } from '../digests/repository-slot.ts'
import type { CommandContext } from './context.ts'
import { digestInWords, slotInWords } from './digest-text.ts'
import { withApp } from './with-app.ts'

/** Slots shown of each digest: the next, and those of a week. */
const SHOWN = 8

/** `wirefold digest list`. */
export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('every digest with its schedule, its next edition and its latest ones')
    .option('--json', 'as JSON lines', false)
    .action(({ json }: { json: boolean }) =>
      withApp(context, 'digest', async (app) => {
        const digests = await listDigests(app.db)
        if (digests.length === 0 && !json) context.print('there is no digest: wirefold digest add NAME')
        for (const digest of digests) context.print(await described(app, digest, json))
      }),
    )
}

async function described({ db }: App, digest: Digest, json: boolean): Promise<string> {
  const filters = await readStoredFilters(db, digest.id)
  const slots = await listSlots(db, digest.id, SHOWN)
  if (json) return JSON.stringify({ ...digest, ...filters, slots })
  return [digestInWords(digest, filters), ...slots.map((slot) => `  ${slotInWords(slot, digest.zone)}`)].join('\n')
}
