import { renderToString } from 'preact-render-to-string'
import type { EditionContent } from './edition.ts'
import { footerInWords, longDay, type RenderOptions } from './edition-words.ts'
import { BRIEFLY_ANCHOR } from './html/anchors.ts'
import { Contents } from './html/contents.tsx'
import { groundLook, lineLook, look, styleSheet } from './html/look.ts'
import { Masthead } from './html/masthead.tsx'
import { Preheader } from './html/preheader.tsx'
import { SectionLabel } from './html/section-label.tsx'
import { LineStory, Story } from './html/story.tsx'
import { readingOrder } from './reading-order.ts'

/**
 * An edition as one HTML document that is mail and file at once: tables of 600 px, inline styles, nothing remote, no
 * script. The same content gives the same bytes. Linear in the content.
 */
export function renderHtml(content: EditionContent, options: RenderOptions = {}): string {
  return `<!doctype html>\n${breakLines(renderToString(<Mail content={content} options={options} />))}\n`
}

/** A line for each block and sentence, as white space already stood or does not show: a difference is then readable. */
const breakLines = (html: string): string =>
  html.replace(/<\/(?:title|style|head|td|tr|table|p|h1|h2|h3|div)>/g, '$&\n').replaceAll('</small> ', '</small>\n')

interface MailProps {
  readonly content: EditionContent
  readonly options: RenderOptions
}

function Mail({ content, options }: MailProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${content.digest}, ${longDay(content.localDate)}`}</title>
        <style dangerouslySetInnerHTML={{ __html: styleSheet }} />
      </head>
      <body {...groundLook}>
        <Preheader order={readingOrder(content)} />
        <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" {...groundLook}>
          <tbody>
            <tr>
              <td align="center">
                <Column content={content} options={options} />
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

function Column({ content, options }: MailProps) {
  const order = readingOrder(content)
  return (
    <table
      role="presentation"
      width="600"
      cellPadding="0"
      cellSpacing="0"

      style="width:100%;max-width:600px"
    >
      <tbody>
        <tr>
          <td class="column" align="left" style="padding:24px">
            <Masthead content={content} />
            <Contents order={order} />
            {[...order.full, ...order.short].map((story) => (
              <Story story={story} content={content} />
            ))}
            {order.line.length > 0 && <SectionLabel id={BRIEFLY_ANCHOR}>Briefly</SectionLabel>}
            {order.line.map((story) => (
              <LineStory story={story} content={content} />
            ))}
            <Footer content={content} options={options} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Footer({ content, options }: MailProps) {
  return (
    <>
      <div {...lineLook('thick')} />
      {footerInWords(content, options).map((sentence) => (
        <p {...look('small', 'muted', 'padding-top:8px')}>{sentence}</p>
      ))}
    </>
  )
}
