import type { LinkEvidence } from '../../stories/linked-stories.ts'
import type { LinkedStory } from '../../stories/repository-links.ts'
import { languageInWords } from '../../text/language-in-words.ts'
import { addresses } from '../addresses.ts'
import { languageTag } from './parts.tsx'

/** Names and figures shown of what two stories share. */
const SHOWN = 4

/** The same event in other languages, each with what the reports share; nothing where there is none. */
export function LinkedStories({ linked }: { linked: readonly LinkedStory[] }) {
  if (linked.length === 0) return null
  return (
    <>
      <h2 class="label" id="linked">
        In other languages <span>the same event, by shared names and figures</span>
      </h2>
      <ul class="linked">
        {linked.map(({ storyId, language, headline, evidence }) => (
          <li>
            <a href={addresses.story(storyId)} lang={languageTag(language)} hreflang={languageTag(language)}>
              {headline}
            </a>{' '}
            <span class="aside">
              {languageInWords(language)} · {evidenceInWords(evidence)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** `both name Port Hollin, 1200, 4 May`: what tells most, names first. */
function evidenceInWords({ names, countries, figures, days, words }: LinkEvidence): string {
  const shared = [...names, ...countries.map(countryInWords), ...figures, ...days.map(dayInWords)]
  return `both name ${(shared.length > 0 ? shared : words).slice(0, SHOWN).join(', ')}`
}

const countryInWords = (code: string): string => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code

/** `5-4` reads as `4 May`. */
function dayInWords(monthAndDay: string): string {
  const [month = 1, day = 1] = monthAndDay.split('-').map(Number)
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
  return format.format(Date.UTC(2024, month - 1, day))
}
