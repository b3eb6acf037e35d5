import { primaryLanguage } from '../../text/words.ts'
import { withoutQuotations } from './reference.ts'

/** Words that speak to the reader of a page: how to use it, mostly. */
const reader: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:you|yours?|yourself|you['’]\w+)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:du|dein\p{L}{0,2}|dich|dir|Ihnen|Ihre[rnms]?)(?!\p{L})/u,
  es: /(?<!\p{L})(?:usted(?:es)?|tú|tus?|te|ti)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:vous|votre|vos|tu|toi)(?!\p{L})/iu,
}

/** Words by which a writer speaks of himself: who that is, is lost once the sentence leaves its page. */
const writer: Readonly<Record<string, RegExp>> = {
  en: /(?<![\p{L}'’.])(?:I(?!['’]?\.)|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Mm]y|[Oo]ur|[Oo]urs|[Uu]s|me)(?![.\p{L}])/u,
  de: /(?<!\p{L})(?:ich|wir|mein\p{L}{0,2}|unser\p{L}{0,2}|uns|mich|mir)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:yo|nosotros|nuestr[oa]s?|mis?)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:je|j['’]|nous|notre|nos|mon|ma|mes)(?!\p{L})/iu,
}

/** Forms by which an English sentence of news shows that it says something: without any it is a caption or a heading. */
const verbs =
  /(?<!\p{L})(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|isn['’]t|won['’]t|can['’]t|cannot|said|says|\p{L}{2,}ed|told|made|took|gave|went|came|saw|found|got|held|kept|left|led|lost|met|paid|put|ran|sat|sent|set|shot|sold|spent|spoke|stood|taught|thought|threw|began|became|brought|broke|bought|built|caught|chose|cut|drew|drove|fell|felt|fought|flew|grew|heard|hit|hurt|knew|laid|lay|let|meant|rose|sang|sank|saw|sought|shook|struck|swept|swore|tore|understood|wore|won|wrote|hid|froze|fled|dealt|stole|shut|quit|beat|read|spread|cost|include|includes|say|show|shows|remain|remains|mean|means|make|makes|take|takes|come|comes|allow|allows|need|needs|want|wants|face|faces|hope|hopes|plan|plans|expect|expects|believe|believes|think|thinks|know|knows|seem|seems|appear|appears|continue|continues|suggest|suggests|live|lives|work|works|run|runs|give|gives|call|calls|use|uses|require|requires|add|adds|note|notes|ask|asks|tell|tells|warn|warns|begin|begins|start|starts|become|becomes|depend|depends|lie|lies|stand|stands|provide|provides|represent|represents|play|plays|keep|keeps|get|gets|go|goes|see|sees|offer|offers|hold|holds|cover|covers|carry|carries|claim|claims|contain|contains|exist|exists|have|feature|features|write|writes|argue|argues|report|reports|apply|applies|follow|follows|lead|leads|support|supports|oppose|opposes|employ|employs|serve|serves|'s|['’]re|['’]s been)(?!\p{L})/iu

/** Whether a sentence speaks to its reader outside quotation marks. */
export const addressesReader = (sentence: string, language: string | null): boolean =>
  saysOutside(reader, sentence, language)

/** Whether a sentence speaks of its writer outside quotation marks. */
export const speaksOfWriter = (sentence: string, language: string | null): boolean =>
  saysOutside(writer, sentence, language)

const saysOutside = (pronouns: Readonly<Record<string, RegExp>>, sentence: string, language: string | null): boolean =>
  pronouns[primaryLanguage(language ?? 'en')]?.test(withoutQuotations(sentence)) ?? false

/** Whether an English sentence holds a common finite verb; true for every sentence of another language. */
export function hasVerb(sentence: string, language: string | null): boolean {
  return primaryLanguage(language ?? 'en') !== 'en' || verbs.test(sentence)
}
