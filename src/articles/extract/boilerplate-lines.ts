/**
 * Lines that publishers put between paragraphs in every article, in the languages of the measured pages. Each pattern
 * is anchored or made of fixed words, so matching is linear.
 */
const READ_ALSO =
  /^[^\p{L}]{0,6}(?:also read|read also|read more|read next|read the full|see also|more on this|more from|more about|related|don.t miss|recommended|further reading|watch(?: now| also)?:|listen(?: now)?:|lesen sie (?:auch|mehr|dazu|hier)|auch interessant|das könnte sie|mehr zum thema|mehr dazu|mehr über|lies auch|passend dazu|zum thema|lire aussi|à lire|a lire|voir aussi|lea también|lee también|te puede interesar|leggi anche|leia (?:também|mais)|lees ook|læs også|les også|läs (?:också|även|mer)|czytaj (?:też|także|więcej)|zobacz (?:też|także)|čtěte také|olvassa el|citește și|читайте также|читайте також|ilgili haber|関連記事|こちらも|あわせて読みたい|관련 ?기사)(?![\p{L}])/iu

/** Offers, conditions and disclosures. One pattern, since each is looked for from every word on. */
const OFFER =
  /\b(?:newsletters?|sign up (?:for|to|here)|subscribe (?:to|now|today|here)|whatsapp[- ](?:kanal|channel)|auf whatsapp|on whatsapp|e-paper|push-nachrichten|jetzt abonnieren|abonnieren sie|abonniere (?:den|unseren|jetzt)|abonnez-vous|inscrivez-vous|suscríbete|suscríbase|iscriviti|assine|abonneer je|tilmeld dig|zapisz się|follow us on|follow (?:us|me) (?:on )?(?:facebook|twitter|instagram|x|google news|linkedin|telegram)|folgen sie uns|google news|download (?:the|our) app|join our (?:telegram|whatsapp|community)|cookies? (?:policy|settings|einstellungen)|accept (?:all )?cookies|datenschutzerklärung|privacy policy|terms of (?:use|service)|all rights reserved|alle rechte vorbehalten|tous droits réservés|affiliate (?:links?|commissions?)|affiliate-links?|earn (?:us )?a (?:small )?commission)\b/iu

const PLATFORM =
  /^(?:(?:would you like to|leave a|post a|add a|please read our) comment|please read our comment|comments? (?:are|is) (?:closed|off)|sign (?:in|up)(?:\s|$)|log in|advertisement|anzeige|werbung|publicité|publicidad|pubblicità|annonce|reklame|reklama|advertentie|loading|we apologi[sz]e, but this video|your browser does not support|video (?:player|unavailable)|this video|externer inhalt|an dieser stelle (?:finden|befindet)|ich bin damit einverstanden|zur startseite|back to (?:the )?top|nach oben|share (?:this|on|via)|teilen|print(?: this)?$|copy link|link kopieren|skip to|table of contents|inhaltsverzeichnis|sommaire$|photo:|photos:|foto:|fotos:|image:|bild:|quelle:|source:|credit:|credits:|tags?:|topics?:|schlagwörter|stichworte|themen:|filed under|posted in|categories:|category:|kategorie|by submitting|all rights reserved|alle rechte vorbehalten|copyright|©|\(c\) |nein danke|no thanks|read time|lesezeit|reading time|gefällt mir|like loading|empfiehl|disclosure:|affiliate disclosure|\d+ min(?:ute)?s? read)/iu

const DISCLOSURE =
  /^(?:\*\s?)?(?:this (?:post|article|page|story|site|content) (?:may )?(?:contains?|includes?)|we may (?:earn|receive|be paid)|we recommend the best|products are (?:chosen|selected) independently|disclaimer:|dieser (?:beitrag|artikel) enthält)/iu

const CAPTION_LINE = /^(?:abbildung|abb\.|figure|fig\.|figura|bild|foto|photo|image|grafik)\s?\d{0,3}\s?[.:]/iu

const DATE_LINE =
  /^(?:[\p{L}.:,|•·–-]+\s){0,4}(?:\d{1,2}[.:/]\d{1,2}|\d{4}|\d{1,2}\.?\s\p{L}+)[\s\p{L}\d.,:/|•·–()+-]{0,45}$/u

const LONGEST_LINE = 280
const LONGEST_DATE = 64

/** Whether a block is one of a page's standing lines, not part of what it tells. */
export function isStandingLine(text: string): boolean {
  if (text.length > LONGEST_LINE) return false
  if (PLATFORM.test(text)) return true
  if (READ_ALSO.test(text) && text.length < 160) return true
  return DISCLOSURE.test(text) || CAPTION_LINE.test(text) || OFFER.test(text)
}

/** `Stand: 12.03.2024, 14:30 Uhr`: a line of a date and at most a few words beside it. */
export const isDateLine = (text: string): boolean =>
  text.length <= LONGEST_DATE && /\b(?:19|20)\d\d\b|\d{1,2}:\d\d/.test(text) && DATE_LINE.test(text)
