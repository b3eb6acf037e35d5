import { shownMailAddress } from '../../deliveries/address.ts'
import { MUTE_DAYS } from '../../deliveries/mute.ts'
import type { Subscriber } from '../../deliveries/subscriber.ts'
import { actAddress, type ReaderLinks, settingsAddress } from '../reader-links.ts'
import { languageTag } from './parts.tsx'
import { Button, type ReaderPage } from './reader-page.tsx'

/** Pages that links of mails lead to and that ask one thing: nothing happens before their button is pressed. */

export const confirmPage = (subscriber: Subscriber, links: ReaderLinks): ReaderPage => ({
  title: `${subscriber.digest}: confirm your subscription`,
  main: (
    <>
      <Digest of={subscriber} />
      <h1>Shall it be sent to you?</h1>
      <p>
        Somebody asked for {subscriber.digest} to be sent to {shownMailAddress(subscriber.address)}.
      </p>
      <Button action={actAddress(links, 'confirm')} kind="filled">
        Yes, send it
      </Button>
    </>
  ),
})

export const confirmedPage = (subscriber: Subscriber): ReaderPage => ({
  title: `${subscriber.digest}: confirmed`,
  main: (
    <>
      <Digest of={subscriber} />
      <h1>Confirmed</h1>
      <p>The next edition comes to {shownMailAddress(subscriber.address)}.</p>
    </>
  ),
})

export const leavePage = (subscriber: Subscriber, links: ReaderLinks): ReaderPage => ({
  title: `${subscriber.digest}: unsubscribe`,
  main: (
    <>
      <Digest of={subscriber} />
      <h1>Send no more editions?</h1>
      <p>They go to {shownMailAddress(subscriber.address)} at present.</p>
      <Button action={actAddress(links, 'unsubscribe')} kind="filled">
        Unsubscribe
      </Button>
      <p class="aside">
        <a href={settingsAddress(links)}>Settings</a>: fewer days, shorter mails, a pause.
      </p>
    </>
  ),
})

/** A story by its headline, or a name. */
export type MuteQuestion =
  { readonly storyId: string; readonly headline: string; readonly language: string } | { readonly name: string }

export const mutePage = (subscriber: Subscriber, links: ReaderLinks, question: MuteQuestion): ReaderPage => ({
  title: `${subscriber.digest}: hear less of it`,
  main: (
    <>
      <Digest of={subscriber} />
      <h1>{`Hear nothing of it for ${MUTE_DAYS} days?`}</h1>
      {'name' in question ? (
        <p class="subject">{question.name}</p>
      ) : (
        <p class="subject" lang={languageTag(question.language)}>
          {question.headline}
        </p>
      )}
      <p>
        {'name' in question ? 'Stories that name it' : 'What comes of this story'} will be left out of the editions that
        are sent to you, and each edition says how many it left out.
      </p>
      <Button
        action={actAddress(links, 'mute', 'muted')}
        fields={['name' in question ? ['name', question.name] : ['story', question.storyId]]}
        kind="filled"
      >
        {`Mute for ${MUTE_DAYS} days`}
      </Button>
      <p class="aside">
        <a href={settingsAddress(links, 'muted')}>What is muted</a>, and all other settings.
      </p>
    </>
  ),
})

export const Digest = ({ of }: { of: Subscriber }) => <p class="label">{of.digest}</p>
