import { Command, Option } from 'commander'
import { findToldHeadline, listMutes, mute, unmute } from '../deliveries/repository-mute.ts'
import { isSameSubject, MOST_MUTES, MUTE_DAYS, type MuteSubject, readName } from '../deliveries/mute.ts'
import type { Subscriber } from '../deliveries/subscriber.ts'
import type { Database } from '../db/database.ts'
import { UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { mutesInWords } from './subscribers-text.ts'
import { subscriptionsOf } from './subscriptions-of.ts'
import { withApp } from './with-app.ts'

interface Options {
  readonly digest?: string
  readonly story?: string
  readonly name?: string
  readonly end: boolean
}

/** `wirefold subscribers mute ADDRESS [--story ID | --name NAME]`: without either it shows what is muted. */
export function muteCommand(context: CommandContext): Command {
  return new Command('mute')
    .description(`leave a story or a name out of what an address is sent, for ${MUTE_DAYS} days; or show what is muted`)
    .argument('<address>')
    .option('--digest <name>', 'of this digest only')
    .addOption(new Option('--story <id>', 'a story that the digest has told').conflicts('name'))
    .option('--name <name>', 'a person, place or body, as the texts write it')
    .option('--end', 'send it again', false)
    .action((typed: string, options: Options) =>
      withApp(context, 'subscribers', async ({ db, clock }) => {
        const subject = readSubject(options)
        for (const subscriber of await subscriptionsOf(db, typed, options.digest)) {
          const now = clock.now()
          if (subject && options.end) await end(db, subscriber, subject, now)
          else if (subject) await begin(db, subscriber, subject, now)
          for (const line of mutesInWords(subscriber, await listMutes(db, subscriber.id, now))) context.print(line)
        }
      }),
    )
}

function readSubject({ story, name }: Options): MuteSubject | null {
  if (story !== undefined) return { storyId: story }
  if (name === undefined) return null
  const read = readName(name)
  if (read === null) throw new UsageError('--name has no letter or digit, or is longer than 100 characters')
  return { name: read }
}

async function begin(db: Database, subscriber: Subscriber, subject: MuteSubject, now: Date): Promise<void> {
  const { id, digestId, digest, address } = subscriber
  if ('storyId' in subject && !(await findToldHeadline(db, digestId, subject.storyId))) {
    throw new UsageError(`no edition of ${digest} has told story ${subject.storyId}`)
  }
  const { outcome } = await db.transaction((tx) => mute(tx, id, subject, now))
  if (outcome === 'left') throw new UsageError(`${address} has left ${digest}`)
  if (outcome === 'full')
    throw new UsageError(`${address} mutes ${MOST_MUTES} stories and names already: end one first`)
}

async function end(db: Database, { id, address }: Subscriber, subject: MuteSubject, now: Date): Promise<void> {
  const standing = await listMutes(db, id, now)
  const same = standing.find(({ storyId, name }) =>
    isSameSubject(subject, storyId === null ? { name: name ?? '' } : { storyId }),
  )
  if (!same) throw new UsageError(`${address} does not mute ${'name' in subject ? subject.name : subject.storyId}`)
  await unmute(db, id, same.id)
}
