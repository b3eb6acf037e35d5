import { renderToString } from 'preact-render-to-string'
import type { EditionView } from './edition-view.ts'
import { longDay, type RenderOptions } from './edition-words.ts'
import { BRIEFLY_ANCHOR, UNCHANGED_ANCHOR } from './html/anchors.ts'
import { Contents } from './html/contents.tsx'
import { Corrections } from './html/corrections.tsx'
import { Footer } from './html/footer.tsx'
import { groundLook, look, styleSheet } from './html/look.ts'
import { Masthead } from './html/masthead.tsx'
import { Preheader } from './html/preheader.tsx'
import { SectionLabel } from './html/section-label.tsx'
import { LineStory, Story, UnchangedStory } from './html/story.tsx'
import { withheldInWords } from './view-words.ts'

/**
 * An edition as one HTML document that is mail and file at once: tables of 600 px, inline styles, nothing remote, no
 * script. The same view gives the same bytes. Linear in the content.
 */
export function renderHtml(view: EditionView, options: RenderOptions = {}): string {
  return `<!doctype html>\n${breakLines(renderToString(<Mail view={view} options={options} />))}\n`
}

/** A line for each block and sentence, as white space already stood or does not show: a difference is then readable. */
const breakLines = (html: string): string =>
  html.replace(/<\/(?:title|style|head|td|tr|table|p|h1|h2|h3|div)>/g, '$&\n').replaceAll('</small> ', '</small>\n')

interface MailProps {
  readonly view: EditionView
  readonly options: RenderOptions
}

function Mail({ view, options }: MailProps) {
  const { content } = view
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
        <Preheader view={view} />
        <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" {...groundLook}>
          <tbody>
            <tr>
              <td align="center">
                <Column view={view} options={options} />
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

function Column({ view, options }: MailProps) {
  const { content, groups } = view
  return (
    <table role="presentation" width="600" cellPadding="0" cellSpacing="0" style="width:100%;max-width:600px">
      <tbody>
        <tr>
          <td class="column" align="left" style="padding:24px">
            <Masthead view={view} />
            <Contents view={view} />
            {[...groups.new, ...groups.developed].map((story) => (
              <Story story={story} content={content} options={options} />
            ))}
            {groups.briefly.length > 0 && <SectionLabel id={BRIEFLY_ANCHOR}>Briefly</SectionLabel>}
            {groups.briefly.map((story) => (
              <LineStory story={story} content={content} options={options} />
            ))}
            {groups.unchanged.length > 0 && <SectionLabel id={UNCHANGED_ANCHOR}>Unchanged</SectionLabel>}
            {groups.unchanged.map((story) => (
              <UnchangedStory story={story} />
            ))}
            <Corrections view={view} />
            <NotTold view={view} />
            <Footer content={content} options={options} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function NotTold({ view }: { view: EditionView }) {
  if (view.withheld === 0) return null
  return (
    <>
      <SectionLabel>Not told</SectionLabel>
      <p {...look('small', 'muted', 'padding-bottom:16px')}>{withheldInWords(view)}</p>
    </>
  )
}
