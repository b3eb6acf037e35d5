import { MOST_NAME_POINTS, type Mute, MUTE_DAYS } from '../../deliveries/mute.ts'
import { localDayOf } from '../../digests/local-day.ts'
import { shortDay } from '../local-time.ts'
import { actAddress, type ReaderLinks } from '../reader-links.ts'
import { languageTag } from './parts.tsx'
import { Button } from './reader-page.tsx'

interface MutedProps {
  readonly mutes: readonly Mute[]
  readonly zone: string
  readonly links: ReaderLinks
}

/** What a subscriber hears nothing of, and the form for one more name. */
export function Muted({ mutes, zone, links }: MutedProps) {
  return (
    <>
      {mutes.length === 0 && <p>Nothing is muted. Each story of a mail has a link that mutes it.</p>}
      {mutes.length > 0 && (
        <ul class="mutes">
          {mutes.map((mute) => (
            <li>
              <p class="subject">
                <Subject mute={mute} />
              </p>
              <p class="aside">
                {mute.name === null ? 'story' : 'name'}, until {shortDay(localDayOf(mute.until, zone))}
              </p>
              <Button action={actAddress(links, 'unmute', 'muted')} fields={[['mute', mute.id]]}>
                Hear of it again
                <span class="unseen">
                  : <Subject mute={mute} />
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={actAddress(links, 'mute', 'muted')} class="ask">
        <label for="name">Mute a name of a person, place or body, as the texts write it</label>
        <input id="name" name="name" type="text" maxlength={MOST_NAME_POINTS} autocomplete="off" required />
        <button type="submit" class="word">{`Mute for ${MUTE_DAYS} days`}</button>
      </form>
    </>
  )
}

function Subject({ mute: { name, headline, storyId, language } }: { mute: Mute }) {
  return <span lang={languageTag(language)}>{name ?? headline ?? storyId}</span>
}
