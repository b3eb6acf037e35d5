import type { EditionView } from '../edition-view.ts'
import { correctedInWords } from '../edition-words.ts'
import { noticesInWords } from '../view-words.ts'

/** Code points that mail clients show beside the subject at most. */
const SHOWN = 110

/**
 * What a list of mails shows behind the subject, which has the first headline: what is amiss, corrections, the second
 * headline and the third.
 */
export function Preheader({ view }: { view: EditionView }) {
  const { groups } = view
  const parts = [
    ...noticesInWords(view.content),
    ...(view.corrections.length > 0 ? [correctedInWords(view.corrections)] : []),
    ...[...groups.new, ...groups.developed, ...groups.briefly].slice(1, 3).map(({ headline }) => headline),
  ]
  if (parts.length === 0) return null
  return (
    <div aria-hidden="true" style="display:none;max-height:0;overflow:hidden">
      {[...parts.join(' · ')].slice(0, SHOWN).join('')}
    </div>
  )
}
