import { renderToString } from 'preact-render-to-string'
import { linkStyle, look } from '../digests/html/look.ts'
import { wrapText } from '../digests/wrap-text.ts'

/** What stands at the end of a subscriber's mail and of nobody else's. */
export interface Footer {
  readonly digest: string
  readonly settings: string
  readonly unsubscribe: string
  readonly imprint: string | null
}

const WIDTH = 72

/** As a table of its own behind the edition's. */
export function footerHtml(footer: Footer): string {
  return `${renderToString(<FooterTable {...footer} />)}\n`
}

function FooterTable({ digest, settings, unsubscribe, imprint }: Footer) {
  return (
    <table role="presentation" width="100%" cellPadding="0" cellSpacing="0">
      <tbody>
        <tr>
          <td align="center">
            <table role="presentation" width="600" cellPadding="0" cellSpacing="0" style="width:100%;max-width:600px">
              <tbody>
                <tr>
                  <td class="column" align="left" style="padding:0 24px 24px">
                    <p {...look('small', 'muted')}>
                      You get this because you subscribed to {digest}.{' '}
                      <a href={settings} style={linkStyle}>
                        Settings and pause
                      </a>
                      {' · '}
                      <a href={unsubscribe} style={linkStyle}>
                        Unsubscribe
                      </a>
                    </p>
                    {imprint !== null && <p {...look('small', 'muted', 'padding-top:8px')}>{imprint}</p>}
                  </td>
                </tr>
              </tbody>
            </table>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

export function footerText({ digest, settings, unsubscribe, imprint }: Footer): string {
  const lines = [
    '-'.repeat(WIDTH),
    ...wrapText(`You get this because you subscribed to ${digest}.`, WIDTH),
    ...wrapText(`Settings and pause: ${settings}`, WIDTH),
    ...wrapText(`Unsubscribe: ${unsubscribe}`, WIDTH),
    ...wrapText(imprint ?? '', WIDTH),
  ]
  return `${lines.join('\n')}\n`
}
