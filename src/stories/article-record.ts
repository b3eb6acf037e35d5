import type { ArticleFeatures } from './article-features.ts'
import { type TermCounts, type TermVector, weighTerms } from './term-vector.ts'
import type { Vocabulary } from './vocabulary.ts'

/*
 * An article's features as one run of 32-bit numbers over the vocabularies of its lane: the lengths of the sections, the
 * sections, then the weights of the three vectors, two to a number.
 */
const sections = [
  'title',
  'body',
  'nameTerms',
  'titleMarks',
  'titleWords',
  'titleForm',
  'numbers',
  'names',
  'nameWords',
  'titleNames',
  'leadFigures',
  'days',
  'years',
] as const
type Section = (typeof sections)[number]
const numberOf = Object.fromEntries(sections.map((name, at) => [name, at])) as Record<Section, number>

/** Where records are laid out before they are copied to where they stay. */
let layout = new Int32Array(4096)

/**
 * Gives each new term an id; whoever keeps the record counts its terms. Linear in the features.
 * @returns numbers that are good until the next record is packed
 */
export function packRecord(features: ArticleFeatures, words: Vocabulary, names: Vocabulary): Int32Array<ArrayBuffer> {
  const { titleTerms, bodyTerms, nameTerms } = features
  const counted = [titleTerms, bodyTerms, nameTerms]
  const plain = [
    features.titleWords,
    features.titleForm,
    features.numbers,
    features.names,
    features.nameWords,
    features.titleNames,
    features.leadFigures,
    features.days,
    features.years,
  ]
  const terms = [titleTerms.hashes, bodyTerms.hashes, nameTerms.hashes, features.titleMarks]
  const whole = sections.length + totalLength([...terms, ...plain])
  const size = whole + Math.ceil(totalLength(counted.map(({ counts }) => counts)) / 2)
  if (size > layout.length) layout = new Int32Array(size * 2)

  let at = sections.length
  terms.forEach((hashes, section) => {
    const vocabulary = section === numberOf.nameTerms ? names : words
    layout[section] = hashes.length
    for (let term = 0; term < hashes.length; term++) layout[at++] = vocabulary.idOf(hashes[term] ?? 0)
  })
  plain.forEach((hashes, section) => {
    layout[terms.length + section] = hashes.length
    layout.set(hashes, at)
    at += hashes.length
  })
  packWeights(new Uint16Array(layout.buffer, 4 * whole, 2 * (size - whole)), counted)
  return layout.subarray(0, size)
}

const totalLength = (arrays: readonly { readonly length: number }[]): number =>
  arrays.reduce((total, { length }) => total + length, 0)

function packWeights(into: Uint16Array, counted: readonly TermCounts[]): void {
  let at = 0
  for (const { counts } of counted) {
    weighTerms(counts, into.subarray(at, at + counts.length))
    at += counts.length
  }
}

/** Numbers of a section, where they lie. */
export function readSection(record: Int32Array<ArrayBuffer>, section: Section): Int32Array {
  const number = numberOf[section]
  let start = sections.length
  for (let at = 0; at < number; at++) start += record[at] ?? 0
  return new Int32Array(record.buffer, record.byteOffset + 4 * start, record[number] ?? 0)
}

export function readVector(record: Int32Array<ArrayBuffer>, section: 'title' | 'body' | 'nameTerms'): TermVector {
  const ids = readSection(record, section)
  let whole = sections.length
  for (let at = 0; at < sections.length; at++) whole += record[at] ?? 0
  let before = 0
  for (let at = 0; at < numberOf[section]; at++) before += record[at] ?? 0
  return { ids, weights: new Uint16Array(record.buffer, record.byteOffset + 4 * whole + 2 * before, ids.length) }
}
