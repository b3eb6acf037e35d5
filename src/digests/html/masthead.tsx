import { longDay } from '../edition-words.ts'
import type { EditionView } from '../edition-view.ts'
import { noteInWords, noticesInWords, openingInWords } from '../view-words.ts'
import { CAPITALS, lineLook, look } from './look.ts'
import { Rows } from './rows.tsx'

/** Name and day of the edition, what is amiss with it, what it brings, what it could not see, and what the desk says. */
export function Masthead({ view }: { view: EditionView }) {
  const { content } = view
  return (
    <>
      <div {...lineLook('thick')} />
      {noticesInWords(content).map((notice) => (
        <p {...look('section', 'developed', 'padding-top:12px')}>{notice}</p>
      ))}
      <Rows>
        <tr>
          <td style="padding:12px 0 4px">
            <h1 {...look('label', 'ink')}>
              <span style={CAPITALS}>{content.digest}</span>
            </h1>
          </td>
          <td align="right" style="padding:12px 0 4px 16px">
            <p {...look('small', 'muted')}>{longDay(content.localDate)}</p>
          </td>
        </tr>
      </Rows>
      <p {...look('small', 'ink', 'padding-bottom:12px')}>
        {openingInWords(view).map((sentence, i) => (
          <>
            {i > 0 && <br />}
            {sentence}
          </>
        ))}
      </p>
      {content.note !== null && <p {...look('text', 'ink', 'padding-bottom:16px')}>{noteInWords(content.note)}</p>}
    </>
  )
}
