/** Words by which a sentence shows that its figure is not the plain one of the event. */
export interface Cues {
  /** Another time or event: what was before, elsewhere, or is compared with. */
  readonly otherEvent: RegExp
  /** What may be or might have been. */
  readonly possible: RegExp
  /** A side that has an interest in the figure. */
  readonly side: RegExp
  /** Right before the amount: it is a part of a larger one, or denied. */
  readonly partBefore: RegExp
  /** Right behind the amount. */
  readonly partBehind: RegExp
  /** Right behind what the template matched: the figure is one for each of something, or for a stretch of time. */
  readonly per: RegExp
  /** Inside what the template matched: the figure is that of one of several. */
  readonly single: RegExp
  /** Who says it, as a clause at the head or the end of the sentence: its names and days are not the event's. */
  readonly attribution: readonly RegExp[]
  /** Before the name of a place, and before the word for one: "in Sund", "on the pitch". */
  readonly inPlace: string
  readonly article: string
  /** Words in such a phrase that tell of a time. */
  readonly times: string
  readonly weekdays: readonly string[]
}

const word = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iu')
const before = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})[ ,:–—-]*$`, 'iu')
const behind = (source: string): RegExp => new RegExp(`^[ ,]*(?:${source})(?![\\p{L}\\p{N}])`, 'iu')

const english: Cues = {
  otherEvent: word(
    'ago|earlier (?:this|in the) (?:year|month|week|decade)|last (?:year|month|week|summer|winter|spring|autumn|time)|a (?:year|month|week|day) earlier|years? (?:earlier|before)|previous|previously|similar|compared|the past|in past|past (?:year|month|week|decade)s?|over the years|historic|history|anniversary|would have|initially|at first|originally|first thought|revised|corrected|raised from|lowered|so far this year|every year|each year|worst|deadliest|death toll in (?:the )?war|decades?|centur(?:y|ies)|since (?:19|20)\\p{Nd}{2}|average|typically|usually',
  ),
  possible: word(
    'could|might|may|feared|fears|fear|if|would|threaten\\p{L}*|risk|risks|expected|estimates? vary|unconfirmed|possibly|perhaps|rumou?rs?',
  ),
  side: word(
    'organi[sz]ers|opposition|rebels|insurgents|union|unions|activists|campaigners|critics|supporters|opponents|claim(?:s|ed|ing)?(?! (?:the |at |\\p{N}|[\uE000-\uE0FF])|responsibility)|alleged|allegedly|alleges|boasted|lobby|witnesses',
  ),
  partBefore: before(
    'including|include|includes|included|among them|among whom|among those|of them|of whom|of those|another|a further|further|additional|an additional|the other|other|not|never|the first|the last|a second',
  ),
  partBehind: behind(
    'of (?:them|whom|those|these|the|its|their|his|her)|others?|more|additional|further|times|years?|days?|hours?|weeks?|months?',
  ),
  per: behind(
    '(?:a|an|per|each|every) (?:year|month|week|day|night|person|head|household|family|passenger|ticket|tonne|hour|trip|kilomet\\p{L}+|mile|share|pupil|resident)|annually|yearly|monthly|a piece|apiece|each|(?:over|for|in|during|within|across) (?:\\p{L}+ )?(?:[\\uE000-\\uE0FF]|\\p{L}+) (?:years|months|decades)|(?:in|for|from) (?:the )?(?:first|second|third|fourth|last) (?:quarter|half)|in (?:the )?(?:year|quarter)|among (?:the )?\\p{L}+',
  ),
  single: word('one|each|every|single'),
  attribution: [
    /^[^,;]{0,90}?\b(?:said|says|announced|reported|confirmed|told|added|according to)\b[^,;]{0,40}?(?:(?: that\b)|,|(?=[\uE000-\uF8FF]))/iu,
    /,[^,]{0,120}?\b(?:said|says|announced|reported|confirmed|told|added|according to)\b[^;]*$/iu,
    /\b(?:according to|as reported by)\b[^,;]*/iu,
  ],
  inPlace: 'in|at|on|near|inside|outside|off|across|around|from',
  article: 'the|an?',
  times: 'morning|night|evening|afternoon|weekend|time|end|start|day|week|month|year|moment|dawn|noon|hours?',
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
}

const german: Cues = {
  otherEvent: word(
    'vor (?:[\\uE000-\\uE0FF]|\\p{L}+) (?:Jahren|Monaten|Wochen|Tagen)|vergangene[nrs]?|letzte[nrs]? (?:Jahr|Monat|Woche)|Vorjahr\\p{L}*|früher\\p{L}*|zuvor|ähnlich\\p{L}*|verglichen|Vergleich|zunächst|ursprünglich|korrigiert\\p{L}*|bisher schwerste[nrs]?|jährlich|seit (?:19|20)\\p{Nd}{2}|Jahrzehnt\\p{L}*|durchschnittlich',
  ),
  possible: word('könnten?|möglicherweise|befürcht\\p{L}*|falls|würden?|drohen|droht|erwartet|vielleicht'),
  side: word(
    'Veranstaltern?|Opposition|Rebellen|Gewerkschaft(?:en)?|Aktivisten|Kritikern?|Gegnern?|angeblich|behaupte\\p{L}*',
  ),
  partBefore: before('darunter|davon|unter ihnen|weitere[nr]?|andere[nr]?|nicht|die ersten|die anderen'),
  partBehind: behind('von ihnen|der|davon|weitere[nr]?|andere[nr]?|Jahren?|Tagen?|Stunden?|Monaten?|Wochen?|Mal'),
  per: behind(
    'pro|je|im (?:Jahr|Monat)|unter \\p{L}+|jährlich|monatlich|über (?:[\\uE000-\\uE0FF]|\\p{L}+) Jahre|in (?:[\\uE000-\\uE0FF]|\\p{L}+) Jahren',
  ),
  single: word('jede[nrs]?|einzelne[nrs]?'),
  attribution: [
    /^[^,;]{0,90}?(?<!\p{L})(?:sagte|teilte|erklärte|berichtete|meldete|bestätigte|hieß es)(?!\p{L})[^,;]{0,60},/iu,
    /,[^,]{0,120}?(?<!\p{L})(?:sagte|teilte|erklärte|berichtete|meldete|bestätigte|hieß es|wie)(?!\p{L})[^;]*$/iu,
    /(?<!\p{L})(?:laut|nach Angaben)(?!\p{L})[^,;]{0,40}?(?=,|[\uE000-\uF8FF]| (?:sind|wurden|haben|kamen|starben))/iu,
  ],
  inPlace: 'in|bei|nahe|aus|vor|am|im',
  article: 'der|dem|den|die|das|einem|einer',
  times: 'Morgen|Nacht|Abend|Nachmittag|Wochenende|Zeit|Ende|Anfang|Tag|Woche|Monat|Jahr',
  weekdays: ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag|sonnabend', 'sonntag'],
}

const spanish: Cues = {
  otherEvent: word(
    'hace (?:[\\uE000-\\uE0FF]|\\p{L}+) (?:años|meses|semanas|días|década\\p{L}*)|pasad[oa]s?|anterior(?:es|mente)?|similar(?:es)?|comparad[oa]s?|frente a|inicialmente|en un principio|corregid[oa]s?|cada año|desde (?:19|20)\\p{Nd}{2}|décadas?|promedio',
  ),
  possible: word('podrían?|teme\\p{L}*|si|riesgo|previst[oa]s?|quizá|posible\\p{L}*|tal vez'),
  side: word(
    'organizador\\p{L}*|oposición|rebeldes|sindicatos?|activistas|críticos|supuest\\p{L}*|según los manifestantes',
  ),
  partBefore: before('entre ell[oa]s|incluid[oa]s|de ell[oa]s|otr[oa]s|no|los primeros|las primeras'),
  partBehind: behind('de ell[oa]s|de los|de las|otr[oa]s|más|años?|días?|horas?|meses|semanas?|veces'),
  per: behind(
    'al (?:año|mes|día)|entre (?:las |los )?\\p{L}+|por (?:persona|hogar|noche|año|mes)|anuales|mensuales|en (?:[\\uE000-\\uE0FF]|\\p{L}+) años',
  ),
  single: word('cada'),
  attribution: [
    /^[^,;]{0,90}?(?<!\p{L})(?:dijo|informó|anunció|confirmó|según|señaló)(?!\p{L})[^,;]{0,60}(?:,| que(?!\p{L}))/iu,
    /,[^,]{0,120}?(?<!\p{L})(?:dijo|informó|anunció|confirmó|según|señaló)(?!\p{L})[^;]*$/iu,
  ],
  inPlace: 'en|cerca de|desde',
  article: 'el|la|los|las|una?',
  times: 'mañana|noche|tarde|semana|tiempo|final|día|mes|año|momento',
  weekdays: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
}

const french: Cues = {
  otherEvent: word(
    'il y a (?:[\\uE000-\\uE0FF]|\\p{L}+) (?:ans|mois|semaines|jours)|derni(?:er|ère)s? (?:an|année|mois|semaine)|dernière|précédent\\p{L}*|similaires?|semblables?|comparé\\p{L}*|contre|initialement|dans un premier temps|corrigé\\p{L}*|chaque année|depuis (?:19|20)\\p{Nd}{2}|décennies?|moyenne',
  ),
  possible: word('pourrai(?:t|ent)|crain\\p{L}*|risque\\p{L}*|si|attendu\\p{L}*|peut-être|serai(?:t|ent)'),
  side: word('organisateurs|opposition|rebelles|syndicats?|militants|critiques|prétend\\p{L}*|opposants'),
  partBefore: before("dont|parmi eux|parmi elles|d['’]entre eux|autres|les premiers|les premières"),
  partBehind: behind("d['’]entre (?:eux|elles)|des|autres|de plus|ans?|jours?|heures?|mois|semaines?|fois"),
  per: behind(
    '(?:parmi|chez) (?:les )?\\p{L}+|par (?:an|mois|jour|personne|foyer|nuit)|annuels|sur (?:[\\uE000-\\uE0FF]|\\p{L}+) ans',
  ),
  single: word('chaque'),
  attribution: [
    /^[^,;]{0,90}?(?<!\p{L})(?:a (?:dit|annoncé|indiqué|confirmé|déclaré)|selon|d['’]après)(?!\p{L})[^,;]{0,60}(?:,| que(?!\p{L}))/iu,
    /,[^,]{0,120}?(?<!\p{L})(?:a (?:dit|annoncé|indiqué|confirmé|déclaré)|selon|d['’]après)(?!\p{L})[^;]*$/iu,
  ],
  inPlace: 'à|au|aux|en|près de|dans',
  article: 'le|la|les|une?',
  times: 'matin|nuit|soir|soirée|journée|semaine|moment|fin|jour|mois|an|année',
  weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
}

export const cuesBy: Readonly<Record<string, Cues>> = { en: english, de: german, es: spanish, fr: french }
