import { open } from 'node:fs/promises'
import { Command } from 'commander'
import { mailsOf } from '../deliveries/mbox.ts'
import { readBounce } from '../deliveries/read-bounce.ts'
import { takeBounce } from '../deliveries/take-bounce.ts'
import { messageOf, UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { withApp } from './with-app.ts'

/** `wirefold deliveries bounces FILE`: may be run over the same mailbox again and again. */
export function bouncesCommand(context: CommandContext): Command {
  return new Command('bounces')
    .description('read bounces and complaints from a mailbox file (mbox), or from one mail')
    .argument('<file>')
    .action((file: string) =>
      withApp(context, 'deliveries', async ({ db, clock, mail }) => {
        const mailbox = await open(file).catch((error: unknown) => {
          throw new UsageError(`cannot read ${file}: ${messageOf(error)}`)
        })
        const counts = { new: 0, known: 0, unknown: 0, ignored: 0 }
        for await (const raw of mailsOf(mailbox.readLines({ encoding: 'latin1' }))) {
          const bounce = await readBounce(raw, mail.mailing.key)
          counts[bounce ? await db.transaction((tx) => takeBounce(tx, bounce, clock.now())) : 'ignored'] += 1
        }
        const { new: fresh, known, unknown, ignored } = counts
        context.print(
          `${fresh} new, ${known} read before, ${unknown} of no delivery here, ${ignored} no bounces of ours`,
        )
      }),
    )
}
