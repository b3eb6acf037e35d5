import { Command } from 'commander'
import { AppError } from '../errors.ts'
import { checkFeed } from '../feeds/check-feed.ts'
import { openFetcher } from '../open-fetcher.ts'
import type { CommandContext } from './context.ts'
import { checkLines } from './feeds-check-text.ts'
import { ownSlots, wellMannered } from './feeds-manners.ts'

/** `wirefold feeds check URL`: needs no database and changes nothing. */
export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .description('show the whole trail of an address: redirects, headers, encoding, format, entries, oddities')
    .argument('<url>')
    .option('--json', 'as JSON', false)
    .action(async (address: string, { json }: { json: boolean }) => {
      const { clock, signal } = context
      const config = context.config()
      const { fetchPage, close } = openFetcher(config)
      try {
        const ports = wellMannered(fetchPage, ownSlots(config.hostSpacingMs, clock), clock, signal)
        const check = await checkFeed(address, ports)
        for (const line of json ? [JSON.stringify(check)] : checkLines(check)) context.print(line)
        if (check.failure) {
          throw new AppError(check.failure.code, `${check.url} cannot be read as a feed`, { disposition: 'retry' })
        }
      } finally {
        await close()
      }
    })
}
