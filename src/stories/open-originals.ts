import { Arena } from './arena.ts'
import type { ArticleFeatures } from './article-features.ts'
import { packRecord, readVector } from './article-record.ts'
import { CopyIndex, type Overlap } from './copies.ts'
import { Original, type OriginalFields } from './original.ts'
import { probeArticle, type ProbedArticle } from './probed-article.ts'
import { Register, slotOf } from './register.ts'
import type { ClusterSettings } from './settings.ts'
import { type HeavyTerm, heaviestTerms, StoryIndex } from './story-index.ts'
import { Vocabulary } from './vocabulary.ts'

/** The originals of the open stories of one language: their features, the frequencies of terms, and what finds them. */
export class OpenOriginals {
  readonly #settings: ClusterSettings
  readonly #words = new Vocabulary()
  readonly #names = new Vocabulary()
  readonly #register = new Register<Original>()
  readonly #records = new Arena((length) => new Int32Array(length))
  readonly #copies: CopyIndex<Original>
  readonly #stories: StoryIndex

  constructor(settings: ClusterSettings) {
    this.#settings = settings
    this.#copies = new CopyIndex(settings, this.#register)
    this.#stories = new StoryIndex(settings, this.#register)
  }

  /** Takes an original in, so that its vectors can be read; `place` makes it count and be found. Linear in its features. */
  take(features: ArticleFeatures, fields: Pick<OriginalFields, 'articleId' | 'groupId' | 'at' | 'sequence'>): Original {
    const { publisher, titleText, wordCount, leadTerms } = features
    const whole = { ...fields, publisher, titleText, wordCount, leadTerms }
    const original = this.#register.add((ref) => new Original(ref, whole, this.#records))
    this.#records.put(slotOf(original.ref), packRecord(features, this.#words, this.#names))
    return original
  }

  /**
   * O(terms + shingles).
   * @param positions where the terms that lead to it stand in its body vector
   */
  place(original: Original, features: ArticleFeatures, positions: readonly number[]): void {
    const { ids } = original.body
    this.#words.count(ids)
    this.#names.count(original.nameTerms.ids)
    this.#copies.add(original, features.wording)
    this.#stories.add(
      original,
      positions.flatMap((position) => ids[position] ?? []),
    )
  }

  /** Lets an original count in the frequencies of terms, and keeps nothing else of it. O(terms). */
  count(features: ArticleFeatures): void {
    const record = packRecord(features, this.#words, this.#names)
    this.#words.count(readVector(record, 'body').ids)
    this.#names.count(readVector(record, 'nameTerms').ids)
  }

  /** O(terms); lists forget it when they are read. */
  remove(original: Original): void {
    this.#words.discount(original.body.ids)
    this.#names.discount(original.nameTerms.ids)
    this.#copies.remove(original)
    this.#records.remove(slotOf(original.ref))
    this.#register.remove(original.ref)
    original.story = null
  }

  overlaps(features: ArticleFeatures): Overlap<Original>[] {
    return this.#copies.overlaps(features.wording)
  }

  heaviest(original: Original): HeavyTerm[] {
    return heaviestTerms(original.body, this.#words, this.#settings)
  }

  candidates(terms: readonly HeavyTerm[]): Original[] {
    return this.#stories.candidates(terms)
  }

  /** Lays an article out for comparison; texts that no overlap names have next to no wording in common with it. */
  probe(original: Original, overlaps: readonly Overlap<Original>[]): ProbedArticle {
    const wording = new Map(overlaps.map(({ text, plainContainment }) => [text, plainContainment]))
    return this.#probe(original, (other) => wording.get(other) ?? 0)
  }

  /** The same for an article that stands in the index: wording is compared when it is asked for. */
  probeAgain(original: Original): ProbedArticle {
    return this.#probe(original, (other) => this.#copies.containment(original, other))
  }

  #probe(original: Original, wordingWith: ProbedArticle['wordingWith']): ProbedArticle {
    return probeArticle(original, wordingWith, this.#words, this.#names, this.#settings)
  }
}
