import type { BlockElement, PageBlocks } from './block.ts'
import { PrefixSums } from './prose.ts'
import type { Body } from './read-body.ts'

/** Longer texts are articles, also those about consent. */
const MAX_LENGTH = 2500
/** Share of the body's blocks that the asking element must hold. */
const MAIN_SHARE = 0.6
const MIN_SUBJECTS = 2

const NAMES = new Set('consent cmp cookie cookies cookiewall gdpr dsgvo rgpd tcf'.split(' '))
const DIALOGS = new Set(['dialog', 'alertdialog'])

/** What such texts speak of, in the languages of the measured pages. */
const SUBJECTS: readonly RegExp[] = [
  /cookie|クッキー|쿠키/iu,
  /\b(?:partners?|partnern|partenaires|socios|parceiros|partnerów|third parties|vendors|drittanbieter)\b/iu,
  /\b(?:purposes?|zwecken?|finalités|finalidades|finalità|doeleinden|formål|ändamål)\b/iu,
  /\b(?:personal data|personenbezogen|données (?:personnelles|à caractère personnel)|datos personales|dados pessoais|dati personali|persoonsgegevens|personopplysninger|personuppgifter|persondata|dane osobowe|danych osobowych)/iu,
  /\b(?:consent|einwillig|zustimm|consentement|consentimiento|consentimento|consenso|toestemming|samtykk|samtyck|zgod[aęy]\b)/iu,
]

/**
 * Whether what reads as the body is the page's question for consent: it stands in an element that is named so or is a
 * dialog, and speaks of what such questions speak of. O(blocks + elements).
 */
export function isConsentWall(page: PageBlocks, body: Body): boolean {
  if (body.length > MAX_LENGTH || body.blocks.length === 0) return false
  const text = body.blocks.map((block) => block.text).join(' ')
  if (SUBJECTS.filter((subject) => subject.test(text)).length < MIN_SUBJECTS) return false
  const own = new Set(body.blocks)
  const inside = new PrefixSums(page.blocks.map((block) => (own.has(block) ? 1 : 0)))
  return page.elements.some(
    (element) => isAsking(element) && inside.between(element.start, element.end) >= MAIN_SHARE * own.size,
  )
}

function isAsking({ node: { attribs } }: BlockElement): boolean {
  if (DIALOGS.has(attribs['role'] ?? '')) return true
  const names = `${attribs['id'] ?? ''} ${attribs['class'] ?? ''}`.slice(0, 500).toLowerCase()
  return names.split(/[^a-z]+/).some((token) => NAMES.has(token))
}
