import { AppError } from '../errors.ts'
import { type ArticleFeatures, completeFeatures } from './article-features.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { ClusterSettings } from './settings.ts'
import type { TermCounts } from './term-vector.ts'
import type { Wording } from './wording.ts'

/** Changes whenever the bytes or what they say of a text change. */
const format = 2

/** Under what features are stored: the format and the settings that they were made by. Others are made anew. */
export const featuresVersion = (settings: ClusterSettings): string =>
  [format, settings.bodyWords, settings.copyWords, settings.shingleSampling, settings.fewestSampled].join('.')

/**
 * Features as bytes, some two kilobytes for a text of 400 words: the format in one byte, texts in UTF-8, hashes in four
 * bytes, counts and the gaps between sorted shingles in as few as they need. Texts must be well-formed UTF-16, as stored
 * versions are. Linear in the features.
 */
export function encodeFeatures(features: ArticleFeatures): Buffer {
  const writer = new ByteWriter()
  writer.byte(format)
  for (const text of [features.language, features.publisher, features.titleText]) writer.text(text)
  writer.varint(features.wordCount)
  writer.varint(features.leadTerms)
  for (const texts of [features.figures, features.properNames]) {
    writer.varint(texts.length)
    for (const text of texts) writer.text(text)
  }
  writer.varint(features.titleProperNames.length)
  for (const name of features.titleProperNames) writer.varint(features.properNames.indexOf(name))
  for (const hashes of [features.titleWords, features.titleForm, features.titleMarks]) writeHashes(writer, hashes)
  for (const hashes of [features.leadFigures, features.days, features.years]) writeHashes(writer, hashes)
  for (const terms of [features.titleTerms, features.bodyTerms, features.nameTerms]) {
    writeHashes(writer, terms.hashes)
    for (const count of terms.counts) writer.varint(count)
  }
  writeWording(writer, features.wording)
  return writer.bytes()
}

/** @throws AppError FEATURES_UNREADABLE (bug) for bytes of another format or that were cut or damaged */
export function decodeFeatures(bytes: Uint8Array): ArticleFeatures {
  const found = bytes[0]
  if (found !== format) throw unreadable(`they have format ${found ?? 'none'}, not ${format}`)
  try {
    return readFeatures(new ByteReader(bytes))
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(error.message)
    throw error
  }
}

function readFeatures(reader: ByteReader): ArticleFeatures {
  reader.byte()
  const [language, publisher, titleText] = [reader.text(), reader.text(), reader.text()]
  const [wordCount, leadTerms] = [reader.varint(), reader.varint()]
  const [figures, properNames] = [readTexts(reader), readTexts(reader)]
  const titleProperNames = Array.from({ length: reader.count() }, () => nameAt(properNames, reader.varint()))
  const [titleWords, titleForm, titleMarks] = [readHashes(reader), readHashes(reader), readHashes(reader)]
  const [leadFigures, days, years] = [readHashes(reader), readHashes(reader), readHashes(reader)]
  const [titleTerms, bodyTerms, nameTerms] = [readTerms(reader), readTerms(reader), readTerms(reader)]
  const wording = readWording(reader)
  if (!reader.isAtEnd) throw new RangeError('stored features go on after their end')
  return completeFeatures({
    ...{ language, publisher, titleText, wordCount, leadTerms, figures, properNames, titleProperNames },
    ...{ titleWords, titleForm, titleMarks, leadFigures, days, years, titleTerms, bodyTerms, nameTerms, wording },
  })
}

function nameAt(names: readonly string[], position: number): string {
  const name = names[position]
  if (name === undefined) throw new RangeError('stored features name a name that they lack')
  return name
}

const readTexts = (reader: ByteReader): string[] => Array.from({ length: reader.count() }, () => reader.text())

function writeHashes(writer: ByteWriter, hashes: Int32Array): void {
  writer.varint(hashes.length)
  for (const hash of hashes) writer.int32(hash)
}

function readHashes(reader: ByteReader): Int32Array {
  const hashes = reader.array(reader.count())
  for (let at = 0; at < hashes.length; at++) hashes[at] = reader.int32()
  return hashes
}

function readTerms(reader: ByteReader): TermCounts {
  const hashes = readHashes(reader)
  const counts = new Uint16Array(hashes.length)
  for (let at = 0; at < counts.length; at++) counts[at] = reader.varint()
  return { hashes, counts }
}

function writeWording(writer: ByteWriter, { sample, prints, digest }: Wording): void {
  writeHashes(writer, sample)
  writer.varint(prints.length)
  let last = 0
  for (const print of prints) {
    writer.varint(print - last)
    last = print
  }
  writer.int32(digest)
}

function readWording(reader: ByteReader): Wording {
  const sample = readHashes(reader)
  const prints = reader.array(reader.count())
  let last = 0
  for (let at = 0; at < prints.length; at++) prints[at] = last += reader.varint()
  return { sample, prints, digest: reader.int32() }
}

const unreadable = (why: string): AppError =>
  new AppError('FEATURES_UNREADABLE', `stored features of an article cannot be read: ${why}`, { disposition: 'bug' })
