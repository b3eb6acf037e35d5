import type { ReadingOrder } from '../reading-order.ts'

/** Code points that mail clients show beside the subject at most. */
const SHOWN = 110

/** What a list of mails shows behind the subject, which has the first headline: the second and the third. */
export function Preheader({ order: { full, short, line } }: { order: ReadingOrder }) {
  const headlines = [...full, ...short, ...line].slice(1, 3).map(({ headline }) => headline)
  if (headlines.length === 0) return null
  return (
    <div aria-hidden="true" style="display:none;max-height:0;overflow:hidden">
      {[...headlines.join(' · ')].slice(0, SHOWN).join('')}
    </div>
  )
}
