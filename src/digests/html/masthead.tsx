import type { EditionContent } from '../edition.ts'
import { coverageInWords, longDay, summaryInWords } from '../edition-words.ts'
import { CAPITALS, lineLook, look } from './look.ts'
import { Rows } from './rows.tsx'

/** Name and day of the edition, what it brings, and what it could not see. */
export function Masthead({ content }: { content: EditionContent }) {
  const gap = coverageInWords(content)
  return (
    <>
      <div {...lineLook('thick')} />
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
        {summaryInWords(content)}
        {gap !== null && (
          <>
            <br />
            {gap}
          </>
        )}
      </p>
    </>
  )
}
