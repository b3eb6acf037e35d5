import type { Arena } from './arena.ts'
import { readSection, readVector } from './article-record.ts'
import type { LeadMarks } from './lead-marks.ts'
import type { Marks, NameList } from './marks.ts'
import { slotOf } from './register.ts'
import type { Story } from './story.ts'
import type { TermVector } from './term-vector.ts'

/** An article in an open story. */
export interface Member {
  readonly articleId: string
  /** The original that copies of it are told to have: an original's own id, unless its own original has left the window. */
  readonly groupId: string
  /** Event time in milliseconds since 1970. */
  readonly at: number
  /** Place in the stream. */
  readonly sequence: number
  /** Null before it was placed, and again when its story closed. */
  story: Story | null
}

export type Records = Arena<Int32Array<ArrayBuffer>>

export interface OriginalFields {
  readonly articleId: string
  readonly groupId: string
  readonly at: number
  readonly sequence: number
  readonly publisher: string
  readonly titleText: string
  readonly wordCount: number
  readonly leadTerms: number
}

/**
 * An original as its story holds it. The vectors and lists are views of its packed record, made when they are asked for
 * and good until an article is added or leaves: ask once a comparison and do not keep them.
 */
export class Original implements Member, Marks, LeadMarks {
  readonly ref: number
  readonly articleId: string
  readonly groupId: string
  readonly at: number
  readonly sequence: number
  readonly publisher: string
  /** In lower case. */
  readonly titleText: string
  readonly wordCount: number
  /** How many of the body's terms, from its first on, are those of the title and of the opening of the text. */
  readonly leadTerms: number
  story: Story | null = null
  readonly #records: Records

  constructor(ref: number, fields: OriginalFields, records: Records) {
    this.ref = ref
    this.articleId = fields.articleId
    this.groupId = fields.groupId
    this.at = fields.at
    this.sequence = fields.sequence
    this.publisher = fields.publisher
    this.titleText = fields.titleText
    this.wordCount = fields.wordCount
    this.leadTerms = fields.leadTerms
    this.#records = records
  }

  get title(): TermVector {
    return readVector(this.#record, 'title')
  }

  get body(): TermVector {
    return readVector(this.#record, 'body')
  }

  /** Names whole and by their words, weighed; `names` are the whole ones alone. */
  get nameTerms(): TermVector {
    return readVector(this.#record, 'nameTerms')
  }

  /** Ids of the title terms that are written like a name or a figure. */
  get titleMarks(): Int32Array {
    return readSection(this.#record, 'titleMarks')
  }

  /** Hashes of the words of the title in order. */
  get titleWords(): Int32Array {
    return readSection(this.#record, 'titleWords')
  }

  get titleForm(): Int32Array {
    return readSection(this.#record, 'titleForm')
  }

  get numbers(): Int32Array {
    return readSection(this.#record, 'numbers')
  }

  get names(): Int32Array {
    return readSection(this.#record, 'names')
  }

  get leadFigures(): Int32Array {
    return readSection(this.#record, 'leadFigures')
  }

  get days(): Int32Array {
    return readSection(this.#record, 'days')
  }

  get years(): Int32Array {
    return readSection(this.#record, 'years')
  }

  get nameWords(): NameList {
    return readSection(this.#record, 'nameWords')
  }

  get titleNames(): NameList {
    return readSection(this.#record, 'titleNames')
  }

  get #record(): Int32Array<ArrayBuffer> {
    return this.#records.view(slotOf(this.ref))
  }
}
