import { join } from 'node:path'
import { Command } from 'commander'
import { MIGRATIONS, migrateAll } from '../app.ts'
import { openPostgres } from '../db/postgres.ts'
import { UsageError } from '../errors.ts'
import { projectRoot } from '../project-root.ts'
import type { CommandContext } from './context.ts'

/** `wirefold migrate`: brings the schema on DATABASE_URL to this release; the embedded one is migrated by `up`. */
export function migrateCommand(context: CommandContext): Command {
  return new Command('migrate')
    .description('bring the database at DATABASE_URL to the schema of this release')
    .action(async () => {
      const config = context.config()
      if (config.store.kind === 'embedded') {
        throw new UsageError('migrate needs DATABASE_URL; the embedded Postgres is migrated by wirefold up')
      }
      const connection = { connectionString: config.store.databaseUrl }
      const log = context.log('migrate')
      const db = openPostgres({
        ...connection,
        poolSize: 2,
        applicationName: 'wirefold migrate',
        onError: (error) => log.warn({ err: error }, 'a database connection broke'),
      })
      try {
        const applied = await migrateAll(config, db, connection, join(projectRoot(), MIGRATIONS))
        for (const name of applied) context.print(`applied ${name}`)
        context.print(applied.length === 0 ? 'the schema is up to date' : `applied ${applied.length} migrations`)
      } finally {
        await db.close()
      }
    })
}
