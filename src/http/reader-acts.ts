import type { Database } from '../db/database.ts'
import { MOST_MUTES, MOST_NAME_POINTS, MUTE_DAYS, type MuteSubject, readName } from '../deliveries/mute.ts'
import { dayAfterWeeks, MOST_PAUSE_WEEKS, pauseEnd } from '../deliveries/pause.ts'
import { findToldHeadline, mute, unmute } from '../deliveries/repository-mute.ts'
import { chooseForSubscriber, pauseSubscriber, unsubscribe } from '../deliveries/repository-subscriber.ts'
import type { Subscriber } from '../deliveries/subscriber.ts'
import { longDay } from '../digests/edition-words.ts'
import { localDayOf } from '../digests/local-day.ts'
import type { Answer, AnswerPlace } from './reader-answer.ts'
import { BadFormError, ChoiceForm, MuteForm, PauseForm, readForm, UnmuteForm } from './reader-forms.ts'

/** What a button of a reader's page does. Null when the subscription does not stand any more. */
type Act = (tx: ActNeeds, subscriber: Subscriber, body: unknown) => Promise<Answer | null>

interface ActNeeds {
  readonly db: Database
  readonly now: Date
}

/** By the last part of the address that the form is posted to. Each reads its own form and throws BadFormError. */
export const readerActs = {
  pause: async ({ db, now }, subscriber, body) => {
    const form = readForm(PauseForm, body)
    const { id, zone } = subscriber
    const day = 'until' in form ? form.until : dayAfterWeeks(form.weeks, zone, now)
    const until = pauseEnd(day, zone, now)
    if (!until) throw new BadFormError(`a pause ends within ${MOST_PAUSE_WEEKS} weeks, tomorrow at the earliest`)
    if (!(await pauseSubscriber(db, id, until))) return null
    return answer(
      'pause',
      `Paused: the next mail comes on ${longDay(day)} at the earliest.`,
      pauseBefore(subscriber, now),
    )
  },

  resume: async ({ db, now }, subscriber) => {
    if (!(await pauseSubscriber(db, subscriber.id, null))) return null
    const before = pauseBefore(subscriber, now)
    return answer('pause', 'The pause has ended.', before?.act === 'pause' ? before : null)
  },

  choose: async ({ db }, subscriber, body) => {
    const { weekday: weekdays, length, quiet } = readForm(ChoiceForm, body)
    if (!(await chooseForSubscriber(db, subscriber.id, { weekdays, length, quiet }))) return null
    return answer('choices', 'Kept.', {
      act: 'choose',
      fields: [
        ...subscriber.weekdays.map((day) => ['weekday', String(day)] as const),
        ['length', subscriber.length],
        ['quiet', subscriber.quiet],
      ],
    })
  },

  mute: async ({ db, now }, subscriber, body) => {
    const subject = await readSubject(db, subscriber, readForm(MuteForm, body))
    const { outcome, id } = await db.transaction((tx) => mute(tx, subscriber.id, subject, now))
    if (outcome === 'left') return null
    if (outcome === 'full' || id === null) {
      throw new BadFormError(`at most ${MOST_MUTES} stories and names are muted at a time; end one of them first`)
    }
    if (outcome === 'extended')
      return answer('muted', `It was muted already, and is for ${MUTE_DAYS} days from today.`, null)
    return answer('muted', `Muted for ${MUTE_DAYS} days.`, { act: 'unmute', fields: [['mute', id]] })
  },

  unmute: async ({ db }, subscriber, body) => {
    const form = readForm(UnmuteForm, body)
    const subject = await unmute(db, subscriber.id, form.mute)
    if (!subject) return answer('muted', 'It is not muted any more.', null)
    const field = 'storyId' in subject ? (['story', subject.storyId] as const) : (['name', subject.name] as const)
    return answer('muted', 'You will hear of it again.', {
      act: 'mute',
      fields: [field],
      words: `Mute it for ${MUTE_DAYS} days`,
    })
  },

  unsubscribe: async ({ db, now }, { id }) =>
    (await unsubscribe(db, id, now)) ? answer('pause', 'You have left.', null) : null,
} satisfies Record<string, Act>

export type ReaderActName = keyof typeof readerActs

/** Where the answer of an act stands. */
export const answerPlaces: Readonly<Record<ReaderActName, AnswerPlace>> = {
  pause: 'pause',
  resume: 'pause',
  choose: 'choices',
  mute: 'muted',
  unmute: 'muted',
  unsubscribe: 'pause',
}

const answer = (place: AnswerPlace, words: string, undo: Answer['undo']): Answer => ({
  place,
  words,
  isRefusal: false,
  undo,
})

/** What brings back the pause, or the lack of one, that stood before. */
function pauseBefore({ pausedUntil, zone }: Subscriber, now: Date): Answer['undo'] {
  if (pausedUntil === null || pausedUntil <= now) return { act: 'resume', fields: [] }
  const day = localDayOf(pausedUntil, zone)
  return pauseEnd(day, zone, now) ? { act: 'pause', fields: [['until', day]] } : null
}

/** Only a story that its digest has told can be muted: what else the newsroom knows is not shown to readers. */
async function readSubject(
  db: Database,
  { digestId }: Subscriber,
  form: { readonly story: string } | { readonly name: string },
): Promise<MuteSubject> {
  if ('story' in form) {
    if (await findToldHeadline(db, digestId, form.story)) return { storyId: form.story }
    throw new BadFormError('no edition that you get has told this story')
  }
  const name = readName(form.name)
  if (name === null) throw new BadFormError(`a name has letters or digits, and at most ${MOST_NAME_POINTS} of them`)
  return { name }
}
