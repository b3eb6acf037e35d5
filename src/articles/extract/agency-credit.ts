/** Wires by the spellings that bylines, datelines and tail lines use; the first spelling is the common one. */
const WIRES: readonly (readonly [name: string, spellings: string])[] = [
  ['Reuters', 'Reuters|Thomson Reuters'],
  ['AP', 'AP|Associated Press|The Associated Press'],
  ['AFP', 'AFP|Agence France-Presse'],
  ['dpa', 'dpa|DPA|dpa-infocom|Deutsche Presse-Agentur'],
  ['APA', 'APA|Austria Presse Agentur'],
  ['Keystone-SDA', 'Keystone-SDA|SDA|sda|Keystone-ATS|ATS'],
  ['epd', 'epd|Evangelischer Pressedienst'],
  ['KNA', 'KNA|Katholische Nachrichten-Agentur'],
  ['SID', 'SID|sid|Sport-Informations-Dienst'],
  ['PA Media', 'PA Media|Press Association|PA'],
  ['EFE', 'EFE|Agencia EFE'],
  ['Europa Press', 'Europa Press'],
  ['ANSA', 'ANSA|Ansa'],
  ['Adnkronos', 'Adnkronos|AdnKronos'],
  ['Lusa', 'Lusa|Agência Lusa'],
  ['Agência Brasil', 'Agência Brasil'],
  ['Belga', 'Belga|BELGA'],
  ['ANP', 'ANP'],
  ['Ritzau', 'Ritzau|ritzau'],
  ['NTB', 'NTB'],
  ['TT', 'TT|Tidningarnas Telegrambyrå'],
  ['STT', 'STT'],
  ['PAP', 'PAP|Polska Agencja Prasowa'],
  ['ČTK', 'ČTK|CTK'],
  ['TASR', 'TASR'],
  ['MTI', 'MTI'],
  ['Agerpres', 'Agerpres|AGERPRES'],
  ['Anadolu', 'Anadolu|Anadolu Agency|Anadolu Ajansı'],
  ['DHA', 'DHA'],
  ['TASS', 'TASS|ТАСС'],
  ['Interfax', 'Interfax|Интерфакс'],
  ['Ukrinform', 'Ukrinform|Укринформ|Укрінформ'],
  ['Xinhua', 'Xinhua|新华社|新華社'],
  ['Kyodo', 'Kyodo|Kyodo News|共同通信|共同'],
  ['Jiji Press', 'Jiji Press|時事通信|時事'],
  ['Yonhap', 'Yonhap|연합뉴스'],
  ['PTI', 'PTI|Press Trust of India'],
  ['ANI', 'ANI'],
  ['IANS', 'IANS'],
  ['Antara', 'ANTARA|Antara'],
  ['Bernama', 'Bernama|BERNAMA'],
  ['AAP', 'AAP|Australian Associated Press'],
  ['The Canadian Press', 'The Canadian Press|Canadian Press|CP'],
  ['UPI', 'UPI'],
  ['Bloomberg', 'Bloomberg'],
  ['SAnews', 'SAnews'],
  ['MAP', 'MAP'],
  ['NAN', 'NAN'],
]

const bySpelling = new Map(
  WIRES.flatMap(([name, spellings]) => spellings.split('|').map((one) => [one, name] as const)),
)

/** Whether a name is a wire's, in any of its spellings. */
export const isWire = (name: string): boolean => bySpelling.has(name)

const DATELINE = /^.{0,80}?[(（/]([^()（）]{2,40})[)）]\s{0,3}[-–—.:]{0,2}/u
const TAIL_LENGTH = 160

/** Where a wire may be named. */
export interface CreditPlaces {
  readonly authors: readonly string[]
  readonly firstParagraph: string | null
  /** The last lines of the body, also those that are not part of its text. */
  readonly tailLines: readonly string[]
}

/** The wire that the article is credited to, in its common spelling, or null. Linear. */
export function readAgencyCredit({ authors, firstParagraph, tailLines }: CreditPlaces): string | null {
  for (const author of authors) {
    const wire = wireIn(author)
    if (wire !== null) return wire
  }
  const dateline = firstParagraph === null ? null : DATELINE.exec(firstParagraph.slice(0, 200))
  const named = dateline?.[1] === undefined ? null : wireIn(dateline[1])
  if (named !== null) return named
  for (const line of tailLines) {
    const wire =
      line.length <= TAIL_LENGTH ? wireInTail(line) : wireInTail(line.slice(-60).replace(/^.*[.!?。]\s?(?=\S)/u, ''))
    if (wire !== null) return wire
  }
  return null
}

/** Names in a list of credits: `dpa/AFP`, `SDA / ab`, `Reuters, Bo Li`. */
function wireIn(credits: string): string | null {
  const whole = bySpelling.get(credits.trim())
  if (whole !== undefined) return whole
  for (const part of credits.split(/[,/|;&·]|\s(?:and|und|et|y)\s/, 8)) {
    const wire = bySpelling.get(
      part
        .replace(/[()[\].]/g, '')
        .replace(/^(?:by|von|mit|with|source:|quelle:|©)\s/i, '')
        .trim(),
    )
    if (wire !== undefined) return wire
  }
  return null
}

/** A tail line names a wire only when it is little else than a credit. */
function wireInTail(line: string): string | null {
  const credit = /[(（–—-]\s?([^()（）]{2,40})[)）]?\.?$/u.exec(line)?.[1]
  if (credit !== undefined) {
    const wire = wireIn(credit)
    if (wire !== null) return wire
  }
  return line.length <= 40
    ? wireIn(line.replace(/^(?:source|quelle|fonte|fuente|kilde|källa|źródło)\s?:\s?/iu, ''))
    : null
}
