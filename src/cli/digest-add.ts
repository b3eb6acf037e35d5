import { Command } from 'commander'
import type { Queryable } from '../db/database.ts'
import type { Digest } from '../digests/digest.ts'
import { addDigest, changeDigest, findDigest } from '../digests/repository-digest.ts'
import { readStoredFilters, replaceFilter } from '../digests/repository-filter.ts'
import { UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { digestNamed } from './digest-named.ts'
import { type DigestOptions, readDigestOptions, withDigestOptions } from './digest-options.ts'
import { digestInWords } from './digest-text.ts'
import { withApp } from './with-app.ts'

/** `wirefold digest add NAME`. */
export function addCommand(context: CommandContext): Command {
  const command = new Command('add')
    .description('add a digest')
    .argument('<name>', 'lower-case letters, digits and dashes')
  return withDigestOptions(command).action(async (name: string, options: DigestOptions) => {
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
      throw new UsageError(
        `a digest cannot be called ${name}: expected lower-case letters, digits and dashes, such as morning`,
      )
    }
    const { zone = context.config().zone, ...settings } = readDigestOptions(options)
    checkMinutes({ holdMinutes: 120, catchUpMinutes: 360, ...settings })
    await withApp(context, 'digest', async ({ db, clock }) => {
      if (await findDigest(db, name)) {
        throw new UsageError(`there is a digest ${name} already: change it with wirefold digest set ${name}`)
      }
      const digest = await db.transaction(async (tx) => {
        const added = await addDigest(tx, { name, zone, ...settings }, clock.now())
        await setFilters(tx, added, options)
        return added
      })
      context.print(digestInWords(digest, await readStoredFilters(db, digest.id)))
    })
  })
}

/** `wirefold digest set NAME`. */
export function setCommand(context: CommandContext): Command {
  const command = new Command('set').description('change a digest; what is not given stays as it is').argument('<name>')
  return withDigestOptions(command).action(async (name: string, options: DigestOptions) => {
    const settings = readDigestOptions(options)
    await withApp(context, 'digest', async (app) => {
      const digest = await digestNamed(app, name)
      checkMinutes({ ...digest, ...settings })
      await app.db.transaction(async (tx) => {
        await changeDigest(tx, name, settings)
        await setFilters(tx, digest, options)
      })
      context.print(digestInWords(await digestNamed(app, name), await readStoredFilters(app.db, digest.id)))
    })
  })
}

function checkMinutes({ holdMinutes = 0, catchUpMinutes = 0 }: Partial<Digest>): void {
  if (catchUpMinutes >= holdMinutes) return
  throw new UsageError(
    `an edition held for ${holdMinutes} minutes would be given up after ${catchUpMinutes}: --catch-up must not be less than --hold`,
  )
}

/** `all` alone stands for none. */
async function setFilters(tx: Queryable, { id }: Digest, { publisher, watch }: DigestOptions): Promise<void> {
  const named = (names: readonly string[]) => names.filter((name) => name !== 'all')
  const publishers = publisher === undefined ? [] : await replaceFilter(tx, id, 'publishers', named(publisher))
  const watches = watch === undefined ? [] : await replaceFilter(tx, id, 'watches', named(watch))
  const problems = [
    ...publishers.map((name) => `there is no publisher ${name}: wirefold publishers list names them`),
    ...watches.map((name) => `there is no watch ${name}: add it with wirefold watches add ${name} WORDS`),
  ]
  if (problems.length > 0) throw new UsageError(problems.join('; '))
}
