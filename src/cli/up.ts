import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { runDemo } from './run-demo.ts'
import { runOwn } from './run-own.ts'

/** `wirefold up`: the whole of Wirefold in one process on an embedded Postgres; the demo press unless feeds are named. */
export function upCommand(context: CommandContext): Command {
  return new Command('up')
    .description('run everything in one process: the demo press, or your own feeds')
    .option('--once', 'do the work once and end', false)
    .option('--opml <file>', 'watch the feeds of this OPML file instead of the demo press')
    .action(async ({ once, opml }: { once: boolean; opml?: string }) => {
      if (opml === undefined) await runDemo(context, once)
      else await runOwn(context, opml, once)
    })
}
