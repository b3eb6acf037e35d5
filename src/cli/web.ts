import { Command } from 'commander'
import { viewOf } from '../digests/edition-view.ts'
import { renderHtml } from '../digests/render-html.tsx'
import { renderText } from '../digests/render-text.ts'
import { deskNeeds } from '../http/desk-needs.ts'
import { startWeb } from '../http/server.ts'
import type { CommandContext } from './context.ts'
import { untilStopped, withApp } from './with-app.ts'

/** `wirefold web`: serves the pages until stopped. */
export function webCommand(context: CommandContext): Command {
  return new Command('web').description('serve the pages until stopped').action(() =>
    withApp(context, 'web', async (app) => {
      const { web, zone } = context.config()
      const log = context.log('web')
      const pages = await startWeb({
        db: app.db,
        clock: context.clock,
        ...web,
        zone,
        demo: false,
        renderText: (content) => renderText(viewOf(content, null)),
        renderMail: (content, options) => renderHtml(viewOf(content, null), options),
        publicUrl: context.config().publicUrl,
        missingMigrations: app.missingMigrations,
        mail: { key: app.mail.mailing.key, bounceToken: context.config().mail.bounceToken },
        desk: deskNeeds(app.mail),
        log,
      })
      log.info({ address: pages.address }, 'serving the pages')
      await untilStopped(context.signal)
      await pages.close()
      log.info('stopped')
    }),
  )
}
