import { Command } from 'commander'
import { freezeDay } from '../digests/freeze-edition.ts'
import { localDayOf } from '../digests/local-day.ts'
import { renderText } from '../digests/render-text.ts'
import { addDigest, findDigest } from '../digests/repository.ts'
import { UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { writeEdition } from './edition-files.ts'
import { withApp } from './with-app.ts'

/** `wirefold digest add|build`. */
export function digestCommand(context: CommandContext): Command {
  return new Command('digest')
    .description('the digests and their editions')
    .addCommand(addCommand(context))
    .addCommand(buildCommand(context))
}

function addCommand(context: CommandContext): Command {
  return new Command('add')
    .description('add a digest')
    .argument('<name>', 'lower-case letters, digits and dashes')
    .option('--zone <zone>', 'IANA time zone of its days; ZONE by default')
    .action(async (name: string, options: { zone?: string }) => {
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
        throw new UsageError(
          `a digest cannot be called ${name}: expected lower-case letters, digits and dashes, such as morning`,
        )
      }
      const zone = checkZone(options.zone ?? context.config().zone)
      const digest = await withApp(context, 'digest', (app) => addDigest(app.db, { name, zone }, context.clock.now()))
      context.print(`digest ${digest.name}, days of ${digest.zone}`)
    })
}

function buildCommand(context: CommandContext): Command {
  return new Command('build')
    .description('build and freeze the edition of a local day, or show the one that stands')
    .argument('<name>')
    .option('--date <date>', 'the local day, YYYY-MM-DD; yesterday by default')
    .action(async (name: string, options: { date?: string }) => {
      const config = context.config()
      await withApp(context, 'digest', async (app) => {
        const digest = await findDigest(app.db, name)
        if (!digest) throw new UsageError(`there is no digest ${name}: add it with wirefold digest add ${name}`)
        const yesterday = localDayOf(new Date(context.clock.now().getTime() - 86_400_000), digest.zone)
        const date = checkDate(options.date ?? yesterday)
        const edition = await freezeDay(app, digest, date)
        const files = await writeEdition(config.dataDir, edition)
        context.terminal.output.write(renderText(edition.content))
        context.print(`edition of ${date} frozen ${edition.builtAt.toISOString()}: ${files.html}, ${files.text}`)
      })
    })
}

function checkDate(date: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date))) return date
  throw new UsageError(`--date is ${date}: expected a day such as 2026-03-02`)
}

function checkZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch (error) {
    throw new UsageError(`--zone is ${zone}: expected an IANA time zone such as Europe/Berlin`, {
      cause: String(error),
    })
  }
}
