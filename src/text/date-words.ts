/**
 * Month names, twelve a language, `|` between different names of one month. Inflected languages give the part that all
 * their forms share. Where two languages disagree about a word, the one that comes first keeps it.
 */
const monthNames = [
  'january february march april may june july august september october november december', // English
  'januar|janner februar marz|maerz|mrz april mai juni juli august september oktober november dezember', // German
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre', // French
  'enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre', // Spanish
  'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro', // Portuguese
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre', // Italian
  'januari februari maart|mrt april mei juni juli augustus september oktober november december', // Dutch
  'januari februari mars april maj juni juli augusti september oktober november december', // Swedish
  'januar februar marts april maj juni juli august september oktober november desember', // Danish, Norwegian
  'tammiku helmiku maalisku huhtiku toukoku kesaku heinaku eloku syysku lokaku marrasku jouluku', // Finnish
  'jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember', // Estonian
  'stycz lut|luteg mar|marc kwiet maj czerw lip|lipc sierp wrzes|wrzesn pazdziern listopad grudn|grudzien', // Polish
  'leden|ledna unor brezen|brezna duben|dubna kveten|kvetna cerven|cervn cervenec|cervenc srpen|srpna zari rijen|rijna listopad prosin', // Czech
  'januar februar marec|marc april maj jun jul avgust september oktober november december', // Slovene, Serbian
  'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie', // Romanian
  'januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december', // Hungarian
  'ιανουαρι φεβρουαρι μαρτι απριλι μαι ιουνι|ιουν|ιον ιουλι|ιουλ|ιολ αυγουστ σεπτεμβρι οκτωβρι νοεμβρι δεκεμβρι', // Greek
  'январ феврал март апрел май|мая июн июл август сентябр октябр ноябр декабр', // Russian
  'січ|січн лют|лютог берез квіт травн|травен черв липн|липен серп верес жовт листопад груд', // Ukrainian
  'януари февруари март април май юни юли август септември октомври ноември декември', // Bulgarian
  'јануар фебруар март април мај јун јул август септембар октобар новембар децембар', // Serbian
  'ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik', // Turkish
  'januari februari maret april mei juni juli agustus september oktober november desember', // Indonesian
  'gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre', // Catalan
  'يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر', // Arabic
  'كانونالثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرينالاول تشرينالثاني كانونالاول', // Arabic of the Levant
  'ינואר פברואר מרץ|מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר', // Hebrew
  'जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर', // Hindi
]

const ascii = /^[ -~]*$/
const shortestAbbreviation = 3
const longestEnding = 3
const zeros = [0x30, 0x660, 0x6f0, 0x966]

const monthByName = new Map<string, number>()
const monthByAbbreviation = new Map<string, number>()

/**
 * The form in which dates of any language are compared: lower case, no accents, no compatibility forms, western digits,
 * plain hyphens, the two words of a Levantine month in one.
 */
export function foldDateText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
  return plain
    .replace(/[٠-٩۰-۹०-९]/g, westernDigit)
    .replace(/[ςłı]/g, (letter) => (letter === 'ς' ? 'σ' : letter === 'ł' ? 'l' : 'i'))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(كانون|تشرين) ال/g, '$1ال')
}

/** 1 to 12 for a month's name, abbreviation (three letters or more) or inflected form in `foldDateText` form, else null. */
export function monthOf(word: string): number | null {
  const known = monthByName.get(word) ?? monthByAbbreviation.get(word)
  if (known !== undefined) return known
  for (let ending = 1; ending <= longestEnding; ending += 1) {
    const month = monthByName.get(word.slice(0, -ending))
    if (month !== undefined) return month
  }
  return null
}

function westernDigit(digit: string): string {
  const code = digit.charCodeAt(0)
  return String(code - (zeros.findLast((zero) => zero <= code) ?? code))
}

for (const language of monthNames) readLanguage(foldDateText(language).split(' '))

function readLanguage(months: readonly string[]): void {
  const abbreviations = new Map<string, number | null>()
  months.forEach((names, index) => {
    for (const name of names.split('|')) {
      if (!monthByName.has(name)) monthByName.set(name, index + 1)
      for (let length = shortestAbbreviation; length < name.length; length += 1) {
        const short = name.slice(0, length)
        const other = abbreviations.get(short)
        abbreviations.set(short, other === undefined || other === index + 1 ? index + 1 : null)
      }
    }
  })
  for (const [short, month] of abbreviations) {
    if (month !== null && !monthByAbbreviation.has(short)) monthByAbbreviation.set(short, month)
  }
}
