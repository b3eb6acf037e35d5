import { Command } from 'commander'
import { secrets, settings } from '../config.ts'
import { describeSettings } from '../describe-settings.ts'
import type { CommandContext } from './context.ts'

/** `wirefold config`: checks the settings, or writes their page. */
export function configCommand(context: CommandContext): Command {
  return new Command('config')
    .description('check the settings of this environment')
    .option('--markdown', 'write the page of all settings instead', false)
    .action(({ markdown }: { markdown: boolean }) => {
      if (markdown) {
        context.terminal.output.write(describeSettings(settings, secrets))
        return
      }
      const config = context.config()
      const store =
        config.store.kind === 'embedded'
          ? `embedded Postgres in ${config.dataDir}`
          : `Postgres by DATABASE_URL, queue on ${config.store.redisUrl === null ? 'that Postgres' : 'Redis'}`
      const { smtp } = config.mail
      const mail = smtp === null ? `mails as files in ${config.dataDir}/outbox` : `mails by ${smtp.host}:${smtp.port}`
      context.print(`the settings are fine: ${store}; pages at ${config.web.host}:${config.web.port}; ${mail}`)
    })
}
