import type { PageBlocks } from './block.ts'
import { isConsentWall } from './consent-wall.ts'
import type { PageState } from './extracted-article.ts'
import type { Body } from './read-body.ts'

/** What the judgement rests on. */
export interface StateEvidence {
  readonly page: PageBlocks
  readonly body: Body
  /** The page's data describes an article. */
  readonly isDeclared: boolean
  readonly title: string | null
  /** Characters of the article's text. */
  readonly length: number
  readonly isAccessibleForFree: boolean | null
  readonly scriptLength: number
}

export interface JudgedState {
  readonly state: PageState
  readonly reason: string | null
}

/** Longer texts are articles, whatever else stands on the page. */
const SHORT = 400
const PAYWALLED = 2500
const NOTHING = 40
const SHELL_TEXT = 200
const SHELL_SCRIPT = 20_000
const LOOKED_AT = 300

const NOT_FOUND =
  /^(?:(?:error|fehler)?\s*:?\s*404\b|page not found|not found|seite nicht gefunden|page introuvable|página no encontrada|pagina non trovata|pagina niet gevonden|siden (?:ble )?ikke (?:funnet|fundet)|sidan hittades inte|nie znaleziono)|\b(?:404 error|error 404|page (?:was |could )?not (?:be )?found|page (?:does not|doesn.t) exist|nicht gefunden|n.existe (?:pas|plus)|no longer available|ページが見つかりません)/iu
const CONSENT =
  /\b(?:we (?:value|use|care about) (?:your privacy|cookies)|before you continue|accept (?:all|and continue)|your (?:privacy|consent)|mit werbung (?:und tracking )?(?:weiterlesen|lesen)|zustimmen und weiter|wir (?:verwenden|benötigen ihre zustimmung)|einwilligung|accepter et continuer|continuer sans accepter|aceptar y continuar|accetta e continua|akkoord)\b/iu
const PAYWALL =
  /\b(?:(?:subscribe|sign in|register|log in) to (?:continue|read|keep reading|unlock)|continue reading (?:with|your)|this (?:article|content|story) is (?:for|only|exclusive|reserved)|for subscribers only|subscribers? only|already a subscriber|jetzt (?:weiterlesen|freischalten|testen)|weiterlesen mit|wählen sie ihren zugang|exklusiv für abonnenten|nur für abonnenten|réservé aux abonnés|il vous reste .{1,20} à lire|contenido exclusivo para suscriptores|solo para suscriptores|riservato agli abbonati|会員限定|この記事は有料)/iu

/** Tells an article from the pages that answer in its place with status 200. O(blocks looked at). */
export function judgeState(evidence: StateEvidence): JudgedState {
  const { length, title } = evidence
  const texts = evidence.page.blocks.slice(0, LOOKED_AT).filter((block) => block.text.length < 400)
  const says = (pattern: RegExp): boolean => texts.some((block) => pattern.test(block.text))
  if (length < SHORT && ((title !== null && NOT_FOUND.test(title)) || headingSays(evidence.page, NOT_FOUND))) {
    return { state: 'not_found', reason: 'The page says that the article does not exist.' }
  }
  if (!evidence.isDeclared && isConsentWall(evidence.page, evidence.body)) return emptyState(evidence, true)
  if (length < NOTHING || (length < SHELL_TEXT && says(CONSENT))) return emptyState(evidence, says(CONSENT))
  if (length < PAYWALLED && (evidence.isAccessibleForFree === false || (length < PAYWALLED / 2 && says(PAYWALL)))) {
    return { state: 'paywall', reason: 'The page shows only the beginning to readers without a subscription.' }
  }
  return { state: 'article', reason: null }
}

function emptyState({ page, scriptLength }: StateEvidence, asksConsent: boolean): JudgedState {
  if (asksConsent) return { state: 'consent_wall', reason: 'The page asks for consent before it shows the article.' }
  const shown = page.blocks.reduce((sum, block) => sum + block.size, 0)
  if (scriptLength > SHELL_SCRIPT && shown < scriptLength / 10) {
    return { state: 'script_shell', reason: 'The page builds its text with scripts and carries none itself.' }
  }
  return { state: 'no_text', reason: 'The page holds no running text.' }
}

const headingSays = (page: PageBlocks, pattern: RegExp): boolean =>
  page.blocks.some(
    (block) => (block.tag === 'h1' || block.tag === 'h2') && block.text.length < 100 && pattern.test(block.text),
  )
