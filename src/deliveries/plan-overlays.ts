import { DateTime } from 'luxon'
import type { EditionContent } from '../digests/edition.ts'
import { isQuiet, viewOf } from '../digests/edition-view.ts'
import { openMutes } from '../digests/mutes.ts'
import type { StoryPrint } from '../digests/newness.ts'
import { type EditionOverlay, openOverlays } from '../digests/overlay.ts'
import type { ReaderChoices } from './subscriber.ts'

/** Who gets an edition, with what counts for how it is shown. */
export interface Recipient extends ReaderChoices {
  readonly subscriberId: string
  /** Local date of the edition that was sent to them last; null for none. */
  readonly since: string | null
  /** What was sent to them before, by keys of `SentPrints`. */
  readonly sent: readonly string[]
  readonly mutedStories: readonly string[]
  readonly mutedNames: readonly string[]
}

/** The stories that each edition showed under each overlay, the oldest edition first. */
export type SentPrints = ReadonlyMap<string, readonly StoryPrint[]>

export interface PlannedDelivery {
  readonly subscriberId: string
  /** One object for all who are shown the same. */
  readonly overlay: EditionOverlay
  /** Why it is not to be sent, in words; null when it is. */
  readonly against: string | null
}

type Overlays = (recipient: Recipient) => EditionOverlay

/** Computes what each is shown, once for all with the same past and the same choices. Linear in the recipients. */
export function planOverlays(
  content: EditionContent,
  recipients: readonly Recipient[],
  prints: SentPrints,
): readonly PlannedDelivery[] {
  const overlayOf = openShared(content, prints)
  const { weekday, weekdayLong } = DateTime.fromISO(content.localDate, { zone: 'utc', locale: 'en-US' })
  const quiet = new Map<EditionOverlay, boolean>()
  return recipients.map((recipient) => {
    const overlay = overlayOf(recipient)
    const isNothing = quiet.get(overlay) ?? isQuiet(viewOf(content, overlay))
    quiet.set(overlay, isNothing)
    return {
      subscriberId: recipient.subscriberId,
      overlay,
      against: recipient.weekdays.includes(weekday)
        ? isNothing && recipient.quiet === 'none'
          ? 'nothing new to tell, and the subscriber wants no mail then'
          : null
        : `the subscriber wants no mail on a ${weekdayLong}`,
    }
  })
}

function openShared(content: EditionContent, prints: SentPrints): Overlays {
  const mutesOf = openMutes(content)
  const pastOf = openPasts(prints)
  const byPast = new Map<string, ReturnType<typeof openOverlays>>()
  const byAll = new Map<string, EditionOverlay>()
  return (recipient) => {
    const past = pastOf(recipient)
    const muted = mutesOf({ storyIds: recipient.mutedStories, names: recipient.mutedNames })
    const key = JSON.stringify([past.key, recipient.length, [...muted].sort()])
    const known = byAll.get(key)
    if (known) return known
    const open = byPast.get(past.key) ?? openOverlays(content, { since: recipient.since, prints: past.prints() })
    byPast.set(past.key, open)
    const overlay = open({ muted, length: recipient.length })
    byAll.set(key, overlay)
    return overlay
  }
}

interface Past {
  /** The same for all who were sent the same of what counts. */
  readonly key: string
  readonly prints: () => readonly StoryPrint[]
}

function openPasts(prints: SentPrints): (recipient: Recipient) => Past {
  const editions = new Map(
    [...prints].map(([key, shown], order) => {
      const says = shown.map(({ storyId, localDate }) => `${localDate} ${storyId}`).join()
      return [key, { order, shown, says }] as const
    }),
  )
  return ({ since, sent }) => {
    const seen = sent.flatMap((key) => editions.get(key) ?? []).sort((a, b) => a.order - b.order)
    return {
      key: [since, ...seen.map(({ says }) => says)].join('\n'),
      prints: () => seen.flatMap(({ shown }) => shown),
    }
  }
}
