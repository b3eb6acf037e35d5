import { readFile } from 'node:fs/promises'
import { type ExtractionRules, parseExtractionRules } from '../articles/extract/rules/extraction-rules.ts'
import { messageOf, UsageError } from '../errors.ts'

export interface RulesFile {
  /** As written, to be stored. */
  readonly written: object
  readonly rules: ExtractionRules
}

/**
 * The extraction rules of a JSON file.
 * @throws UsageError that names everything that is wrong with it
 */
export async function readRulesFile(path: string): Promise<RulesFile> {
  const written = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text.replace(/^\ufeff/, '')) as unknown)
    .catch((error: unknown) => {
      throw new UsageError(`cannot read the extraction rules of ${path}: ${messageOf(error)}`)
    })
  const { rules, problems } = parseExtractionRules(written)
  if (rules) return { written: written as object, rules }
  throw new UsageError(`${path} holds no extraction rules:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
}
