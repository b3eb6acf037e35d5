import type { FastifyInstance } from 'fastify'
import { serveReaderAssets } from '../asset-files.ts'
import { answerReaderErrors } from '../reader-errors.ts'
import type { ReaderNeeds } from '../reader-requests.ts'
import type { WebNeeds } from '../web-needs.ts'
import { routeConfirmation } from './confirmation.ts'
import { routeMuteLinks } from './mute-links.ts'
import { routeReaderSettings } from './reader-settings.ts'
import { routeWebCopy } from './web-copy.ts'

/** Forms of these pages hold a few words; so does what a mail program posts (RFC 8058 3.2). */
const MOST_FORM_BYTES = 16 * 1024

/**
 * `/s/TOKEN`: a subscription as its reader sees and changes it, by a signed link of a mail and without a sign-in. Looking
 * changes nothing: programs follow links to check them. What changes is posted, by a button of the page or, for
 * `/s/TOKEN/unsubscribe`, by a mail program's (RFC 8058). Of all pages `/s/…` alone need be open to the world.
 */
export function routeSubscriptions(app: FastifyInstance, needs: WebNeeds): void {
  const { mail } = needs
  if (!mail) return
  const reading: ReaderNeeds = { ...needs, key: mail.key }
  void app.register(
    async (pages) => {
      answerReaderErrors(pages, needs)
      await serveReaderAssets(pages)
      pages.removeAllContentTypeParsers()
      // As a form, or in parts: a mail program's body says nothing that the address does not.
      pages.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_FORM_BYTES }, (_request, body, parsed) =>
        parsed(null, body),
      )
      routeReaderSettings(pages, reading)
      routeConfirmation(pages, reading)
      routeMuteLinks(pages, reading)
      routeWebCopy(pages, reading)
    },
    { prefix: '/s' },
  )
}
