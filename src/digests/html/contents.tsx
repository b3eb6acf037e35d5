import type { ComponentChildren } from 'preact'
import type { EditionView } from '../edition-view.ts'
import {
  brieflyInWords,
  correctedInWords,
  EDITION_LANGUAGE,
  reportsInWords,
  stateInWords,
  unchangedInWords,
} from '../edition-words.ts'
import { anchorOf, BRIEFLY_ANCHOR, CORRECTED_ANCHOR, UNCHANGED_ANCHOR } from './anchors.ts'
import { languageOf } from './language-of.ts'
import { type Colour, colourStyle, lineLook, linkStyle, look } from './look.ts'
import { Rows } from './rows.tsx'
import { SectionLabel } from './section-label.tsx'

/** The stories that are told in more than a line; each row reads by itself where a client drops the anchors. */
export function Contents({ view: { groups, corrections } }: { view: EditionView }) {
  const told = [...groups.new, ...groups.developed]
  const parts = [
    { state: 'Briefly', colour: 'ink', anchor: BRIEFLY_ANCHOR, stories: groups.briefly, say: brieflyInWords },
    {
      state: 'Unchanged',
      colour: 'unchanged',
      anchor: UNCHANGED_ANCHOR,
      stories: groups.unchanged,
      say: unchangedInWords,
    },
  ] as const
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
        {parts.map(
          ({ stories, say, ...part }) =>
            stories.length > 0 && (
              <Row {...part} note="" language={EDITION_LANGUAGE}>
                {say(stories)}
              </Row>
            ),
        )}
        {corrections.length > 0 && (
          <Row state="Corrected" colour="corrected" anchor={CORRECTED_ANCHOR} note="" language={EDITION_LANGUAGE}>
            {correctedInWords(corrections)}
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
