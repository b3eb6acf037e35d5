/**
 * Finds the names of a fixed list in a text, in any letter case, without cutting them out of it: most names of a page's
 * markup are a few dozen, and a name that is one string wherever it occurs is compared and looked up fastest.
 */
export class KnownNames {
  readonly #names: (readonly string[] | undefined)[] = new Array<undefined>(TABLE_SIZE).fill(undefined)

  /** Takes names in lower case. */
  constructor(names: Iterable<string>) {
    for (const name of names) {
      const place = placeOf(name, 0, name.length)
      this.#names[place] = [...(this.#names[place] ?? []), name]
    }
  }

  /** The name that stands from `start` to `end`; null when it is not on the list. */
  find(text: string, start: number, end: number): string | null {
    const candidates = this.#names[placeOf(text, start, end)]
    if (candidates === undefined) return null
    for (const name of candidates) if (name.length === end - start && stands(name, text, start)) return name
    return null
  }
}

const TABLE_SIZE = 512

/** Length, first and last character tell most names apart; the bit that parts the letter cases is left out. */
const placeOf = (text: string, start: number, end: number): number =>
  (((text.charCodeAt(start) & 0x1f) << 4) ^ (text.charCodeAt(end - 1) & 0x1f) ^ ((end - start) << 6)) & (TABLE_SIZE - 1)

/** Whether a name, given in lower case, stands at `start` in any letter case. */
export function stands(name: string, text: string, start: number): boolean {
  for (let at = 0; at < name.length; at++) {
    const code = text.charCodeAt(start + at)
    const lower = code >= 65 && code <= 90 ? code + 32 : code
    if (lower !== name.charCodeAt(at)) return false
  }
  return true
}
