import { asides } from '../fixtures/streams/asides.ts'
import type { EventKind } from '../fixtures/streams/event-kind.ts'
import { atHour, inOrder, type LabelledArticle, type Random, seeded, writeOut } from './labelled-stream.ts'
import { inOtherWords } from './labelled-stream-rewording.ts'
import { copyOf, type CopyWeight } from './labelled-stream-copies.ts'
import { pressOf } from './labelled-stream-press.ts'

interface Angle {
  readonly facts: number
  readonly background: number
  readonly asides: number
}

/** A long report, an ordinary one, a brief, and three that come later. */
const angles: readonly Angle[] = [
  { facts: 5, background: 2, asides: 0 },
  { facts: 4, background: 1, asides: 1 },
  { facts: 2, background: 0, asides: 0 },
  { facts: 2, background: 1, asides: 2 },
  { facts: 3, background: 0, asides: 3 },
  { facts: 4, background: 0, asides: 1 },
]
/** Every fact has this many wordings; later reports put them in other words. */
const fewestWordings = 3
const weights: readonly CopyWeight[] = ['light', 'medium', 'heavy', 'merged']

/**
 * All that is published about the events of a kind: two to six independent reports of each within a day, copies of the
 * first, and reports of later days for every event but the third. What comes of an event in the days after it is the same
 * story: a reader would call it yesterday's news that has developed.
 */
export function coverageOf(kind: EventKind, seed: number): LabelledArticle[] {
  return inOrder(kind.events.flatMap((_event, at) => eventCoverage(kind, at, seeded(seed * 31 + at))))
}

function eventCoverage(kind: EventKind, at: number, random: Random): LabelledArticle[] {
  const slots = kind.events[at] ?? { hour: '0' }
  const story = `${kind.kind}-${at}`
  const first = Number(slots.hour)
  const voices = random.shuffle([1, 2, 3, 4, 5, 6, 7, 8, 9])
  const reports = Array.from({ length: 2 + random.below(5) }, (_none, turn): LabelledArticle => {
    const voice = turn === 0 ? 0 : (voices[turn] ?? 0)
    return {
      ...pressOf(voice, `${story}-r${turn}`),
      ...reportOf(kind, at, turn, random),
      publishedAt: atHour(first + turn * 2 + random.next() * 2),
      language: 'en',
      story,
      originalId: null,
    }
  })
  const [wire] = reports
  if (!wire) return []
  const copies = weights.slice(0, 1 + random.below(4)).map((weight, turn) => {
    const title = weight === 'light' ? wire.title : writeOut(kind.titles.at(-1 - turn) ?? '', slots, random)
    const more = {
      id: `${story}-${weight}`,
      voice: voices[8 - turn] ?? 0,
      hoursLater: 1 + random.next() * 8,
      title,
      own: ownPart(kind, slots, random),
    }
    return copyOf(wire, weight, more, random)
  })
  return [...reports, ...copies, ...laterReports(kind, at, slots, random)]
}

/** What an outlet adds of its own before it goes on in the words of another. */
const ownPart = (kind: EventKind, slots: Readonly<Record<string, string>>, random: Random): string =>
  inOtherWords(
    [kind.leads.at(-1) ?? '', ...kind.background].map((part) => writeOut(part, slots, random)).join(' '),
    random,
  )

/**
 * Lead and facts, each in the wording whose turn it is, so that no two of three reports word a fact alike, nor two events of
 * a kind in the same days. Later reports keep to facts that the one of the same wordings left out, and add their own.
 */
function reportOf(kind: EventKind, event: number, turn: number, random: Random) {
  const slots = kind.events[event] ?? {}
  const angle = angles[turn] ?? { facts: 2, background: 0, asides: 3 }
  const first = turn + event
  const wordings = kind.facts.map((fact, at) => fact[(first + at) % fact.length] ?? '')
  const from = turn < fewestWordings ? 0 : (angles[turn - fewestWordings]?.facts ?? 0)
  const facts = [...wordings.slice(from), ...wordings.slice(0, from)].slice(0, angle.facts)
  const parts = [
    kind.leads[first % kind.leads.length] ?? '',
    ...random.shuffle(facts),
    ...random.shuffle(kind.background).slice(0, angle.background),
    ...random.shuffle(asides).slice(0, angle.asides),
  ]
  const text = parts.map((part) => writeOut(part, slots, random)).join(' ')
  return {
    title: writeOut(kind.titles[first % kind.titles.length] ?? '', slots, random),
    text: turn < fewestWordings && event !== 1 ? text : inOtherWords(text, random),
  }
}

function laterReports(
  kind: EventKind,
  at: number,
  slots: Readonly<Record<string, string>>,
  random: Random,
): LabelledArticle[] {
  if (at === 2) return []
  const story = `${kind.kind}-${at}`
  return kind.later.titles.slice(0, at + 1).map((title, turn) => {
    const facts = random.shuffle(kind.facts).slice(0, 2)
    const wordings = [
      kind.later.leads[turn] ?? '',
      ...facts.map((fact) => random.pick(fact)),
      ...random.shuffle(asides).slice(0, 2),
    ]
    return {
      ...pressOf(3 + turn * 3 + at, `${story}-later${turn}`),
      title: writeOut(title, slots, random),
      text: inOtherWords(wordings.map((wording) => writeOut(wording, slots, random)).join(' '), random),
      publishedAt: atHour(Number(slots['hour']) + 48 + turn * 20 + random.next() * 24),
      language: 'en',
      story,
      originalId: null,
    }
  })
}
