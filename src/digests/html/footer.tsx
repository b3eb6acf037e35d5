import type { EditionContent } from '../edition.ts'
import { footerInWords, type RenderOptions } from '../edition-words.ts'
import { imprintInWords, subscriptionLinks, whyInWords } from '../view-words.ts'
import { Links } from './links.tsx'
import { lineLook, look } from './look.ts'

/** What the edition is and how to read it; in a subscriber's mail also why it came and how to end that. */
export function Footer({ content, options }: { content: EditionContent; options: RenderOptions }) {
  const { subscription } = options
  return (
    <>
      <div {...lineLook('thick')} />
      {footerInWords(content, options).map((sentence) => (
        <p {...look('small', 'muted', 'padding-top:8px')}>{sentence}</p>
      ))}
      {subscription && (
        <>
          <p {...look('small', 'muted', 'padding-top:16px')}>
            {whyInWords(content)}
            <br />
            <Links links={subscriptionLinks(content, subscription)} />
          </p>
          <p {...look('small', 'muted', 'padding-top:8px')}>{imprintInWords(subscription)}</p>
        </>
      )}
    </>
  )
}
