import { type ExtractionRules, type ParsedRules, parseExtractionRules } from './extract/rules/extraction-rules.ts'

/** The publisher of an article, with its extraction rules as stored. */
export interface PublisherRules {
  readonly publisherId: string
  readonly publisher: string
  readonly extractionRules: unknown
}

/** The rules that go with a publisher's pages; null for none. */
export type ReadStoredRules = (stored: PublisherRules) => ExtractionRules | null

/**
 * Reads stored rules once for as long as they stay the same. Rules that this release does not accept never stop a page from
 * being read: they are ignored, and told of once.
 * @param tell is given a sentence for an operator
 */
export function storedRules(tell: (problem: string) => void): ReadStoredRules {
  const known = new Map<string, { readonly written: string; readonly rules: ExtractionRules | null }>()
  return (stored) => {
    if (stored.extractionRules === null) return null
    const written = JSON.stringify(stored.extractionRules)
    const last = known.get(stored.publisherId)
    if (last?.written === written) return last.rules
    const parsed = parseExtractionRules(stored.extractionRules)
    if (parsed.problems) tell(ignoredRules(stored.publisher, parsed))
    known.set(stored.publisherId, { written, rules: parsed.rules })
    return parsed.rules
  }
}

const ignoredRules = (publisher: string, { problems }: ParsedRules): string =>
  `the extraction rules of ${publisher} are ignored: ${(problems ?? []).join('; ')}; ` +
  'wirefold publishers rules PUBLISHER --set FILE stores others'
