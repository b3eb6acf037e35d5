import type { CopyKind } from '../../stories/cluster-article.ts'
import type { SourceRule } from '../../stories/copy-lineage.ts'
import type { StoredLineage } from '../../stories/repository-lineage.ts'

/** An article's role in the lineage: an independent report, or how it is a copy. */
export type Role = 'report' | CopyKind

const roles: Readonly<Record<Role, string>> = {
  report: 'report',
  identical: 'copy',
  light_edit: 'lightly edited copy',
  cut: 'cut copy',
  merged: 'copy with more added',
}

export const roleInWords = (role: Role): string => roles[role]

/** ● report, ◐ edited copy, ○ copy, drawn because the fonts lack the signs; the words stand beside it. */
export function Mark({ role }: { role: Role }) {
  return (
    <svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <circle cx="6" cy="6" r="4.5" fill={role === 'report' ? 'currentColor' : 'none'} stroke="currentColor" />
      {role !== 'report' && role !== 'identical' && <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" />}
    </svg>
  )
}

/** `97 % same`; an edited copy is never called wholly the same. */
export const sameInWords = (containment: number, role: Role): string =>
  `${Math.min(role === 'identical' ? 100 : 99, Math.round(containment * 100))} % same`

const sourceSigns: Readonly<Record<SourceRule, string>> = {
  agency: 'the agency itself',
  earlier: 'out before the others',
  holds_all: 'it holds all of the others',
  agency_credit: 'it names the agency',
  arrival: 'it came first here',
}

/**
 * `84 % same as Valley Times, of which it took 40 %`; of the source itself, by which sign it is one: `source of the wording:
 * the agency itself`.
 */
export function wordingOf(known: StoredLineage, isCopy: boolean, source: string): string {
  const { kind, copyShare, sourceShare } = known
  if (kind === null || copyShare === null || sourceShare === null) {
    const sign = `source of the wording: ${sourceSigns[known.rule]}`
    return isCopy ? `${sign}, though it came later` : sign
  }
  return `${sameInWords(copyShare, kind)} as ${source}, of which it took ${Math.round(sourceShare * 100)} %`
}
