import type { CopyKind } from '../../stories/cluster-article.ts'

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
