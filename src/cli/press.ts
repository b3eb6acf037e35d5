import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { messageOf, UsageError } from '../errors.ts'
import { startPress } from '../press/press-server.ts'

/** What the command needs from the process: when to stop, and where its lines go. */
export interface PressContext {
  readonly signal: AbortSignal
  readonly print: (line: string) => void
}

/** The recorded texts are of 2 and 3 March 2026; after that everything is published. */
const everythingPublished = new Date('2026-03-04T00:00:00+01:00')

const defaultFirstPort = 4101
const siteCount = 5
const lastPort = 65_535

/** `wirefold press`: the invented publishers' sites, to be read with a browser or polled, until the signal is given. */
export function pressCommand(context: PressContext): Command {
  return new Command('press')
    .description('serve the demo press on 127.0.0.1:4101-4105 until stopped')
    .option('--opml <file>', 'write the list of its feeds to a file, for feeds import')
    .option('--first-port <port>', 'take five ports in a row from this one', String(defaultFirstPort))
    .action((options: { opml?: string; firstPort: string }) => servePress(options, context))
}

async function servePress(options: { opml?: string; firstPort: string }, context: PressContext): Promise<void> {
  const first = portFrom(options.firstPort)
  const press = await startPress({
    now: () => everythingPublished,
    ports: Array.from({ length: siteCount }, (_, index) => first + index),
    onError: (error) => context.print(`a page of the demo press failed: ${messageOf(error)}`),
  })
  try {
    if (options.opml !== undefined) await writeFile(options.opml, press.opml())
    for (const { name, origin, feeds } of press.publishers) {
      context.print(`${origin}  ${name}`)
      for (const { url } of feeds) context.print(`  ${url}`)
    }
    if (!context.signal.aborted) await once(context.signal, 'abort')
  } finally {
    await press.close()
  }
}

function portFrom(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port + siteCount - 1 <= lastPort) return port
  throw new UsageError(`--first-port is ${text}: expected a whole number from 1 to ${lastPort - siteCount + 1}`)
}
