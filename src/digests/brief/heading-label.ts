import { primaryLanguage } from '../../text/words.ts'
import { type Role, roleOf } from './role.ts'
import type { SourceSentence } from './source-sentence.ts'

const labels: Readonly<Record<string, Readonly<Record<Role, string>>>> = {
  en: {
    event: 'What Is Known',
    reaction: 'Reactions',
    background: 'Background',
    outlook: 'What Comes Next',
    figures: 'Figures',
  },
  de: {
    event: 'Was bekannt ist',
    reaction: 'Reaktionen',
    background: 'Hintergrund',
    outlook: 'Wie es weitergeht',
    figures: 'Zahlen',
  },
  es: {
    event: 'Lo que se sabe',
    reaction: 'Reacciones',
    background: 'Contexto',
    outlook: 'Próximos pasos',
    figures: 'Cifras',
  },
  fr: {
    event: 'Ce que l’on sait',
    reaction: 'Réactions',
    background: 'Contexte',
    outlook: 'La suite',
    figures: 'Chiffres',
  },
}
const spareLabels: Readonly<Record<string, string>> = {
  en: 'Further Details',
  de: 'Weitere Einzelheiten',
  es: 'Más detalles',
  fr: 'Autres précisions',
}
/**
 * The label of the commonest role that no other section has taken, with a second one where two kinds of context meet.
 * Adds what it gives to `taken`; languages without labels of their own get the English ones.
 */
export function freeLabel(sentences: readonly SourceSentence[], language: string | null, taken: Set<string>): string {
  const tag = primaryLanguage(language ?? 'en')
  const own = labels[tag] ?? labels['en']
  const free = rolesOf(sentences)
    .map((role) => ({ role, label: own?.[role] ?? '' }))
    .filter(({ label }) => !taken.has(label))
  const [first, second] = free
  if (!first) return spareLabels[tag] ?? 'Further Details'
  taken.add(first.label)
  const joined = pairable.has(first.role) && second && pairable.has(second.role) && conjunctions[tag]
  if (!joined) return first.label
  taken.add(second.label)
  return `${first.label} ${joined} ${second.label}`
}

/** Roles that name a section well together. */
const pairable: ReadonlySet<Role> = new Set(['reaction', 'background'])
const conjunctions: Readonly<Record<string, string>> = { en: 'and', de: 'und', es: 'y', fr: 'et' }

/** The roles met in the sentences, commonest first. */
function rolesOf(sentences: readonly SourceSentence[]): Role[] {
  const counts = new Map<Role, number>()
  for (const sentence of sentences) counts.set(roleOf(sentence), (counts.get(roleOf(sentence)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([role]) => role)
}
