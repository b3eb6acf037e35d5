import type { LinkedMember } from './linked-index.ts'
import type { LinkedRegister, NumberedMarks } from './linked-register.ts'

export interface LinkedLikeness {
  /** Cosine of the marks that both languages write, times ln(1 + IDF that is shared): 0 and up, seldom above 4. */
  readonly score: number
  /** The shared marks, heaviest first; `isName` where either writes it as a name. */
  readonly shared: readonly SharedMark[]
}

export interface SharedMark {
  readonly mark: string
  readonly isName: boolean
  readonly weight: number
}

/**
 * How alike articles of two languages are by the marks that read alike in both (damped occurrences times IDF). Marks that
 * one of the languages never writes are left out on the other side, for want of a word that could have met them. The
 * factor of shared IDF keeps two short notes with one rare word in common below two reports with many. Linear in the marks.
 */
export function linkedLikeness(a: LinkedMember, b: LinkedMember, register: LinkedRegister): LinkedLikeness {
  let dot = 0
  let total = 0
  const shared: SharedMark[] = []
  for (const [i, j] of sharedPositions(a.marks.ids, b.marks.ids)) {
    const id = a.marks.ids[i] ?? 0
    const idf = register.idf(id)
    const weight = damped(a.marks, i) * damped(b.marks, j) * idf * idf
    dot += weight
    total += idf
    const isName = a.marks.names[i] === 1 || b.marks.names[j] === 1
    shared.push({ mark: register.markOf(id), isName, weight })
  }
  if (shared.length === 0) return { score: 0, shared }
  const length = Math.sqrt(squareOf(a.marks, b.language, register) * squareOf(b.marks, a.language, register))
  shared.sort((x, y) => y.weight - x.weight || (x.mark < y.mark ? -1 : 1))
  return { score: (dot / length) * Math.log1p(total), shared }
}

const damped = ({ counts }: NumberedMarks, at: number): number => 1 + Math.log(counts[at] ?? 1)

/** Squared length over the marks that the other language writes as well. */
function squareOf(marks: NumberedMarks, otherLanguage: string, register: LinkedRegister): number {
  const spoken = register.spokenIn(otherLanguage)
  let square = 0
  marks.ids.forEach((id, at) => {
    if (spoken.of(id) > 0) square += (damped(marks, at) * register.idf(id)) ** 2
  })
  return square
}

function sharedPositions(a: Int32Array, b: Int32Array): [number, number][] {
  const positions: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const left = a[i] ?? 0
    const right = b[j] ?? 0
    if (left === right) positions.push([i, j])
    if (left <= right) i++
    if (right <= left) j++
  }
  return positions
}
