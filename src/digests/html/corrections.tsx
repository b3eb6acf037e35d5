import type { EditionCorrection } from '../edition.ts'
import type { EditionView } from '../edition-view.ts'
import { nowInWords, quotedInWords } from '../view-words.ts'
import { CORRECTED_ANCHOR } from './anchors.ts'
import { languageOf } from './language-of.ts'
import { lineLook, look } from './look.ts'
import { OutsideLink } from './outside-link.tsx'
import { SectionLabel } from './section-label.tsx'

/** Passages that were quoted before and that their publishers have changed since. */
export function Corrections({ view: { corrections } }: { view: EditionView }) {
  if (corrections.length === 0) return null
  return (
    <>
      <SectionLabel id={CORRECTED_ANCHOR}>Corrected</SectionLabel>
      {corrections.map((correction) => (
        <Correction correction={correction} />
      ))}
    </>
  )
}

function Correction({ correction }: { correction: EditionCorrection }) {
  const { headline, url, language, quoted, now } = correction
  return (
    <>
      <div {...lineLook('hairline')} />
      <h3 {...look('item', 'ink', 'padding-top:12px')}>
        <OutsideLink url={url} language={language} style="text-decoration:underline">
          {headline}
        </OutsideLink>
      </h3>
      <p {...look('small', 'muted', 'padding-top:8px')}>{quotedInWords(correction)}</p>
      <p {...look('text', 'muted')} {...languageOf(language)}>
        {quoted}
      </p>
      <p {...look('small', 'corrected', now === null ? 'padding:8px 0 16px' : 'padding-top:8px')}>
        {nowInWords(correction)}
      </p>
      {now !== null && (
        <p {...look('text', 'ink', 'padding-bottom:16px')} {...languageOf(language)}>
          {now}
        </p>
      )}
    </>
  )
}
