import { z } from 'zod'

/**
 * The texts of the demo press as data: `data/publishers.json` and one `data/<event>.json` per event. The press's sites and
 * feeds are made from them; the reading side of Wirefold never sees these shapes.
 */

const publisherId = z.enum(['agency', 'broadcaster', 'broadsheet', 'regional', 'ministry'])

const section = z.enum(['World', 'Politics', 'Business', 'Regional', 'Science', 'Culture', 'Sport', 'Notices'])

/** An ISO 8601 instant with the press's own offset, so that the local day can be read off it. */
const instant = z.iso.datetime({ offset: true })

const line = z.string().trim().min(1)

/** A publisher of the demo press. Publishers of one `ownerGroup` count as one independent voice. */
export const pressPublisher = z.strictObject({
  id: publisherId,
  name: line,
  ownerGroup: line.nullable(),
  language: z.literal('en'),
  tagline: line,
})

/**
 * What is wrong with an article's page: its address answers 404, the page shows a consent wall in place of the text, or the
 * address answers 301 to another path.
 */
const fault = z.enum(['not_found', 'consent_wall', 'moved'])

const index = z.int().nonnegative()

/** One recorded change that an editor made to a copy. Paragraph numbers count from 0, after the edits before it. */
const edit = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('title'), text: line }),
  z.strictObject({ op: z.literal('standfirst'), text: line }),
  z.strictObject({ op: z.literal('dateline'), text: line.nullable() }),
  z.strictObject({ op: z.literal('caption'), text: line.nullable() }),
  z.strictObject({ op: z.literal('drop'), paragraph: index }),
  z.strictObject({ op: z.literal('replace'), from: z.string().min(1), to: z.string() }),
  z.strictObject({ op: z.literal('insert'), at: index, text: line }),
  z.strictObject({ op: z.literal('move'), from: index, to: index }),
])

/** An article as its publisher wrote it. */
const writtenArticle = z.strictObject({
  slug: line,
  publisher: publisherId,
  section,
  title: line,
  standfirst: line,
  byline: z.array(line).min(1),
  dateline: line.nullable(),
  publishedAt: instant,
  language: z.enum(['en', 'es']),
  paragraphs: z.array(line).min(1),
  caption: line.nullable(),
  fault: fault.optional(),
})

/** An article that a publisher took from another: the slug of its original and the edits that were made to it. */
const copiedArticle = z.strictObject({
  slug: line,
  publisher: publisherId,
  section,
  publishedAt: instant,
  copyOf: line,
  byline: z.array(line).min(1).optional(),
  edits: z.array(edit),
  fault: fault.optional(),
})

/** All that was published about one event, in the order of the file. */
export const pressEvent = z.strictObject({
  event: line,
  about: line,
  articles: z.array(z.union([writtenArticle, copiedArticle])).min(1),
})

export type PublisherId = z.infer<typeof publisherId>
export type Section = z.infer<typeof section>
export type PressPublisher = z.infer<typeof pressPublisher>
export type PressEvent = z.infer<typeof pressEvent>
export type WrittenArticle = z.infer<typeof writtenArticle>
export type CopiedArticle = z.infer<typeof copiedArticle>
export type PressEdit = z.infer<typeof edit>

/** Whether a recorded article is a copy, whose text has to be made from its original. */
export const isCopied = (article: WrittenArticle | CopiedArticle): article is CopiedArticle => 'copyOf' in article
