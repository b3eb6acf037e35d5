import { AppError } from '../errors.ts'
import type { ArticleFeatures } from './article-features.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { ClusterSettings } from './settings.ts'
import type { TermCounts } from './term-vector.ts'
import type { Wording } from './wording.ts'

/** Changes whenever the bytes or what they say of a text change. */
const format = 3

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
  const { numbers, names, nameWords, titleNames, titleWords, titleForm, titleMarks } = features
  for (const hashes of [numbers, names, nameWords, titleNames]) writeHashes(writer, hashes)
  for (const hashes of [titleWords, titleForm, titleMarks]) writeHashes(writer, hashes)
  for (const hashes of [features.leadFigures, features.days, features.years]) writeHashes(writer, hashes)
  for (const { hashes, counts } of [features.titleTerms, features.bodyTerms, features.nameTerms]) {
    writeHashes(writer, hashes)
    for (const count of counts) writer.varint(count)
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

/** What `encodeFeatures` wrote, in its order. */
function readFeatures(reader: ByteReader): ArticleFeatures {
  reader.byte()
  const features = {
    language: reader.text(),
    publisher: reader.text(),
    titleText: reader.text(),
    wordCount: reader.varint(),
    leadTerms: reader.varint(),
    numbers: readHashes(reader),
    names: readHashes(reader),
    nameWords: readHashes(reader),
    titleNames: readHashes(reader),
    titleWords: readHashes(reader),
    titleForm: readHashes(reader),
    titleMarks: readHashes(reader),
    leadFigures: readHashes(reader),
    days: readHashes(reader),
    years: readHashes(reader),
    titleTerms: readTerms(reader),
    bodyTerms: readTerms(reader),
    nameTerms: readTerms(reader),
    wording: readWording(reader),
  }
  if (!reader.isAtEnd) throw new RangeError('stored features go on after their end')
  return features
}

function writeHashes(writer: ByteWriter, hashes: Int32Array): void {
  writer.varint(hashes.length)
  for (const hash of hashes) writer.int32(hash)
}

const readHashes = (reader: ByteReader): Int32Array => reader.int32s(reader.count())

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
