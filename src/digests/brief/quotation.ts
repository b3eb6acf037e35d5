import { primaryLanguage } from '../../text/words.ts'
import { withoutQuotations } from './reference.ts'

/**
 * How a sentence quotes: not at all; a few words inside its own prose; speech with its speaker named; or speech whose
 * speaker the sentence does not name, which can be shown only behind the sentence that does.
 */
export type Quotation = 'none' | 'words' | 'speech' | 'unattributed'

/** From this share of quoted words on a sentence is speech. */
const speechShare = 0.4

const speechVerbs: Readonly<Record<string, RegExp>> = {
  en: /\b(?:said|says|told|tells|asked|added|adds|wrote|writes|tweeted|posted|according to|explained|replied|responded|announced|declared|insisted|argued|warned|noted|stated|claimed|called|recalled|testified|admitted|acknowledged|continued|concluded|quipped|joked|read|reads|stressed|confirmed|denied|described)\b/i,
  de: /(?<!\p{L})(?:sagte|sagt|sagten|erklärte|erklärt|betonte|teilte|schrieb|fügte|hieß|laut|so|warnte|forderte|kritisierte|nannte|lobte)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:dijo|dice|afirmó|aseguró|señaló|explicó|añadió|agregó|declaró|indicó|manifestó|escribió|según|advirtió|subrayó|destacó)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:dit|déclaré|déclare|affirmé|affirme|expliqué|explique|ajouté|ajoute|indiqué|indique|souligné|souligne|selon|assuré|assure|estime|estimé|écrit|lancé)(?!\p{L})/iu,
}

export function quotationOf(sentence: string, language: string | null): Quotation {
  const outside = withoutQuotations(sentence)
  if (outside === sentence) return 'none'
  const quoted = wordCount(sentence) - wordCount(outside)
  if (quoted === 0) return 'none'
  if (quoted < speechShare * wordCount(sentence)) return 'words'
  const named = /\p{Lu}\p{L}|\b(?:officials?|police|spokes\w+|ministry|government|authorities)\b/u.test(outside)
  return named && hasSpeechVerb(sentence, language) ? 'speech' : 'unattributed'
}

/** Whether a verb of speech stands outside the quotation marks; true in languages without a list. */
export function hasSpeechVerb(sentence: string, language: string | null): boolean {
  return speechVerbs[primaryLanguage(language ?? 'en')]?.test(withoutQuotations(sentence)) ?? true
}

const wordCount = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
