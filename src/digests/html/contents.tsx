import type { ComponentChildren } from 'preact'
import { brieflyInWords, EDITION_LANGUAGE, reportsInWords, stateInWords } from '../edition-words.ts'
import type { ReadingOrder } from '../reading-order.ts'
import { anchorOf, BRIEFLY_ANCHOR } from './anchors.ts'
import { languageOf } from './language-of.ts'
import { type Colour, colourStyle, lineLook, linkStyle, look } from './look.ts'
import { Rows } from './rows.tsx'
import { SectionLabel } from './section-label.tsx'

/** The stories that are told in more than a line; each row reads by itself where a client drops the anchors. */
export function Contents({ order: { full, short, line } }: { order: ReadingOrder }) {
  const told = [...full, ...short]
  if (told.length === 0) return null
  return (
    <>
      <SectionLabel>In this edition</SectionLabel>
      <Rows {...look('contents', 'muted')}>
        {told.map((story) => (
          <Row
            state={stateInWords(story)}
            colour={story.state}
            anchor={anchorOf(story)}
            note={reportsInWords(story)}
            language={story.language}
          >
            {story.headline}
          </Row>
        ))}
        {line.length > 0 && (
          <Row state="Briefly" colour="ink" anchor={BRIEFLY_ANCHOR} note="" language={EDITION_LANGUAGE}>
            {brieflyInWords(line)}
          </Row>
        )}
      </Rows>
    </>
  )
}

interface RowProps {
  readonly state: string
  readonly colour: Colour
  readonly anchor: string
  readonly note: string
  readonly language: string
  readonly children: ComponentChildren
}

/** 44 px high, so that a thumb meets it. */
function Row({ state, colour, anchor, note, language, children }: RowProps) {
  const { class: line, style } = lineLook('hairline', 'padding:10px 0 9px')
  return (
    <tr>
      <td class={`cell first ${line}`} width="92" valign="top" style={style}>
        <b class={colour} style={colourStyle(colour)}>
          {state}
        </b>
      </td>
      <td class={`cell next ${line}`} valign="top" style={style}>
        <a href={`#${anchor}`} style={`${linkStyle};font-size:16px`} {...languageOf(language)}>
          {children}
        </a>
      </td>
      <td class={`cell next last ${line}`} width="116" valign="top" align="right" style={style}>
        {note}
      </td>
    </tr>
  )
}
