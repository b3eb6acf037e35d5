import { kindsOfEvents } from '../fixtures/streams/coverage/index.ts'
import { dailyColumns } from '../fixtures/streams/daily-columns.ts'
import { foreignCoverage } from '../fixtures/streams/foreign-coverage.ts'
import { neighbours } from '../fixtures/streams/neighbours.ts'
import { singletons } from '../fixtures/streams/singletons.ts'
import { atHour, inOrder, type LabelledArticle, type LabelledStream, seeded, writeOut } from './labelled-stream.ts'
import { coverageOf } from './labelled-stream-coverage.ts'
import { noticesOf } from './labelled-stream-notices.ts'
import { pressOf } from './labelled-stream-press.ts'
import { inOtherWords } from './labelled-stream-rewording.ts'

const kindsInWeek = kindsOfEvents.slice(0, 8)

/** Coverage of sixteen events: two of a kind in the same days, without those of the week after. */
export const weekCoverage = (): LabelledArticle[] =>
  inOrder(kindsInWeek.flatMap((kind, at) => coverageOf({ ...kind, events: kind.events.slice(0, 2) }, 401 + at)))

const page = (
  id: string,
  hour: number,
  more: { readonly title: string; readonly text: string; readonly voice: number } & Partial<LabelledArticle>,
): LabelledArticle => ({
  language: 'en',
  story: id,
  originalId: null,
  ...pressOf(more.voice, id),
  ...more,
  publishedAt: more.publishedAt === undefined ? atHour(hour) : more.publishedAt,
})

/** Sentences about an event in words of their own, as a round-up has them: `length` of them. */
function passage(kindAt: number, eventAt: number, length: number, seed: number): string {
  const random = seeded(seed)
  const kind = kindsInWeek[kindAt % kindsInWeek.length]
  const slots = kind?.events[eventAt]
  if (!kind || !slots) throw new Error(`There is no event ${eventAt} of kind ${kindAt}.`)
  const wordings = [random.pick(kind.leads), ...random.shuffle(kind.facts).map((fact) => random.pick(fact))]
  return inOtherWords(
    wordings
      .slice(0, length)
      .map((wording) => writeOut(wording, slots, random))
      .join(' '),
    random,
  )
}

const upTo = (count: number) => Array.from({ length: count }, (_none, at) => at)

/** Newsletters that mention six events each, one sentence an event, under one title day after day. */
export const roundUps = (): LabelledArticle[] =>
  upTo(5).map((day) => {
    const passages = upTo(6).map((at) => passage(day + at, at % 2, 1, day * 17 + at))
    const text = `Good morning. Here is what you need to know today. ${passages.join(' ')} And now, enjoy your coffee.`
    return page(`roundup-${day}`, 18 + day * 24, { voice: 2, title: 'Morning briefing', text })
  })

/** Pages that follow a whole day, with three sentences of each of five events; the last also prints a brief in full. */
export const liveBlogs = (): LabelledArticle[] => {
  const brief = weekCoverage().find(({ id }) => id === 'mountain-rescue-0-r2')
  return upTo(3).map((day) => {
    const entries = upTo(5).map(
      (at) => `1${at}.0${day}: ${passage(day * 3 + at, (at + day) % 2, 3, day * 23 + at + 5)}`,
    )
    const printed = day === 2 && brief ? [`19.30: ${brief.text}`] : []
    const text = [
      'Follow the events of the day with us.',
      ...entries,
      ...printed,
      'We end our live coverage here.',
    ].join(' ')
    return page(`live-${day}`, 40 + day * 30, {
      voice: 7,
      title: 'The day as it happened: all news in one stream',
      text,
    })
  })
}

/** Picture galleries, film pages and corrections: a line or two, of the event. */
export const thinPages = (): LabelledArticle[] =>
  kindsInWeek.flatMap((kind, at) => {
    const slots = kind.events[0]
    if (!slots) return []
    const random = seeded(71 + at)
    const story = `${kind.kind}-0`
    const title = writeOut(kind.titles[at % kind.titles.length] ?? '', slots, random)
    const fact = writeOut(kind.facts[0]?.[at % 3] ?? '', slots, random)
    const hour = Number(slots.hour) + 12
    return [
      page(`gallery-${at}`, hour, {
        story,
        voice: 3,
        title: `In pictures: ${title}`,
        text: 'Click through the gallery for the best shots of our photographers.',
      }),
      page(`video-${at}`, hour + 2, { story, voice: 7, title: `Video: ${title}`, text: fact }),
      page(`correction-${at}`, hour + 20, {
        story,
        voice: 4,
        title: `Correction: ${title}`,
        text: `In an earlier report we gave a wrong name. It should have read: ${fact} We regret the error.`,
      }),
    ]
  })

/** Pages of one outlet of which only the invitation to subscribe was captured: the title tells which event it is. */
export const walledPages = (): LabelledArticle[] =>
  kindsInWeek.flatMap((kind, at) => {
    const slots = kind.events[1]
    if (!slots) return []
    return [
      page(`walled-${at}`, Number(slots.hour) + 5, {
        story: `${kind.kind}-1`,
        voice: 5,
        title: writeOut(kind.titles[(at + 1) % kind.titles.length] ?? '', slots, seeded(171 + at)),
        text: invitation,
      }),
    ]
  })

const invitation =
  `This article is for subscribers. Read it and all others for four weeks free of charge. After that you pay nine
  crowns a month and can cancel at any time. You have a subscription already? Sign in with your customer number. Questions are
  answered by our readers' desk on every working day from eight to six.`.replaceAll(/\s+/gu, ' ')

/** Columns of one title, a day apart. */
export const columns = (): LabelledArticle[] =>
  dailyColumns.flatMap((kind, at) =>
    noticesOf(kind, 77 + at)
      .filter(({ originalId }) => originalId === null)
      .map((column, day) => ({ ...column, publishedAt: atHour(2 + day * 24) })),
  )

export const singles = (): LabelledArticle[] =>
  singletons.map(({ title, text }, at) =>
    page(`single-${at}`, 1 + at * 7, { voice: at, title, text: text.replaceAll(/\s+/gu, ' ') }),
  )

/** Other news about the places, people and companies of the events. */
export const neighbouring = (): LabelledArticle[] =>
  neighbours.map(({ hour, title, text }, at) =>
    page(`neighbour-${at}`, hour, { voice: at + 1, title, text: text.replaceAll(/\s+/gu, ' ') }),
  )

/** Pairs of reports in other languages, the second of which states the wrong language. */
export const wronglyTagged = (): LabelledArticle[] =>
  Object.entries(foreignCoverage).flatMap(([language, reports], at) =>
    reports.map(({ title, text }, turn) =>
      page(`${language}-${turn}`, 20 + at * 9 + turn * 3, {
        story: `foreign-${language}`,
        voice: at + turn * 4,
        title,
        text: text.replaceAll(/\s+/gu, ' '),
        language: turn === 0 ? language : 'en',
      }),
    ),
  )

/** All of it in one stream. */
export const oddWeek = (): LabelledStream =>
  inOrder(
    [weekCoverage(), roundUps(), liveBlogs(), thinPages(), walledPages(), columns(), singles(), wronglyTagged()].flat(),
  )
