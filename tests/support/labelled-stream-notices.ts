import type { NoticeKind, Wording } from '../fixtures/streams/notice-kind.ts'
import { atHour, type LabelledArticle, type Random, seeded, writeOut } from './labelled-stream.ts'
import { copyOf } from './labelled-stream-copies.ts'
import { pressOf } from './labelled-stream-press.ts'

/** One notice in this many is reported on in own words, where the kind has a report; one in that many is printed by another. */
const reportedEvery = 6
const copiedEvery = 5
/** Notices of a kind are issued over this many hours. */
const spread = 150
/** Texts from this length on are worth printing again. */
const worthCopying = 40

/** The notices of a kind: each a story of its own, with a report and a copy of some. */
export function noticesOf(kind: NoticeKind, seed: number): LabelledArticle[] {
  const random = seeded(seed)
  const length = kind.count
  return Array.from({ length }, (_none, at) => {
    const slots = kind.slots(at, random)
    const office = kind.offices[at % kind.offices.length]
    if (!office) return []
    const hour = (at / length) * spread + random.next() * 3
    const story = `${kind.kind}-${at}`
    const notice = {
      ...written(office.form, slots, random),
      ...pressOf(at, story),
      url: `https://notices.example/${story}`,
      publisher: office.publisher,
      ownerGroup: null,
      publishedAt: atHour(hour),
      language: kind.language,
      story,
      originalId: null,
    }
    return [notice, ...reportOf(kind, notice, slots, at, random), ...printed(notice, at, random)]
  }).flat()
}

function reportOf(
  kind: NoticeKind,
  notice: LabelledArticle,
  slots: Readonly<Record<string, string>>,
  at: number,
  random: Random,
): LabelledArticle[] {
  if (!kind.report || at % reportedEvery !== 0) return []
  const publishedAt = new Date((notice.publishedAt?.getTime() ?? 0) + 3_600_000 * (1 + random.next() * 5))
  return [
    {
      ...notice,
      ...pressOf(2 + at / reportedEvery, `${notice.id}-report`),
      ...written(kind.report, slots, random),
      publishedAt,
    },
  ]
}

function printed(notice: LabelledArticle, at: number, random: Random): LabelledArticle[] {
  if (at % copiedEvery !== 0 || notice.text.split(' ').length < worthCopying) return []
  const { text } = notice
  const copy = copyOf(notice, 'light', { id: `${notice.id}-copy`, voice: 5 + at, hoursLater: 2 }, random)
  // The closing line of the copier is in English; a notice in another language goes over as it is.
  return [notice.language === 'en' ? copy : { ...copy, text }]
}

const written = (form: Wording, slots: Readonly<Record<string, string>>, random: Random): Wording => ({
  title: writeOut(form.title, slots, random),
  text: writeOut(form.text, slots, random),
})
