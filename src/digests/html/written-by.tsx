import type { Rewording } from '../edition.ts'
import { writtenBy } from '../edition-words.ts'
import { labelLanguage } from './language-of.ts'
import { markStyle } from './look.ts'

/** The mark behind a headline or heading that stands in no source. */
export function WrittenBy({ by, language }: { by: Rewording['by'] | undefined; language: string }) {
  if (by === undefined) return null
  return (
    <small style={`${markStyle};font-weight:normal`} {...labelLanguage(language)}>
      {writtenBy(by)}
    </small>
  )
}
