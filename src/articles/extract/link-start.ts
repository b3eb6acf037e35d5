import { isDateLine } from './boilerplate-lines.ts'

const THREE_WORDS = /\s\S+\s/
const MAX_LEAD = 40
const MAX_LINK = 400
/** In scripts without spaces a headline is told by its characters. */
const MIN_DENSE = 9
/** What follows a linked headline begins anew; a sentence that begins with a link goes on in lower case. */
const BEGINS_ANEW = /^[\p{Lu}\p{Lt}\p{Lo}\p{N}“„«"‘¿¡»]/u

/**
 * Recognises a block that begins as a teaser does: with a linked headline, at most a date before it, and behind it
 * nothing or a text that begins anew. Fed with the block's texts in order; O(characters), bounded memory.
 */
export class LinkStart {
  #lead = ''
  #link = ''
  #rest = ''

  add(data: string, isLinked: boolean): void {
    if (isLinked && this.#rest === '') {
      if (this.#link.length < MAX_LINK) this.#link += data
    } else if (this.#link === '') {
      if (this.#lead.length <= MAX_LEAD) this.#lead += data
    } else if (this.#rest === '') this.#rest = data.trimStart().slice(0, 4)
  }

  reset(): void {
    this.#lead = ''
    this.#link = ''
    this.#rest = ''
  }

  isTeaser(): boolean {
    const lead = this.#lead.trim()
    if (lead.length > MAX_LEAD || (lead !== '' && !isDateLine(lead))) return false
    return isHeadline(this.#link.trim()) && (this.#rest === '' || BEGINS_ANEW.test(this.#rest))
  }
}

const isHeadline = (link: string): boolean =>
  THREE_WORDS.test(link) || (link.length >= MIN_DENSE && /\p{Lo}/u.test(link))
