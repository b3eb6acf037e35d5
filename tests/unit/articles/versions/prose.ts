import fc from 'fast-check'

/** Invented reports of four paragraphs, by language; every paragraph is prose. */
export const reports: Readonly<Record<string, readonly string[]>> = {
  en: [
    'The last ferry from Ostrel was cancelled on Monday because of fog, the harbour office said.',
    'About ninety passengers spent the night in the gym of a school, where volunteers had put up beds.',
    'Harbour master Ida Orme said: "The first boat leaves at 07:30 if the wind turns."',
    'Repairs of the radar will cost 2.4 million crowns and take until June.',
  ],
  de: [
    'Die letzte Fähre von Ostrel fiel am Montag wegen Nebels aus, wie das Hafenamt mitteilte.',
    'Etwa neunzig Fahrgäste verbrachten die Nacht in der Turnhalle, in der Helfer Betten aufgestellt hatten.',
    'Hafenmeisterin Ida Orme sagte: „Das erste Schiff fährt um 07:30 Uhr, wenn der Wind dreht.“',
    'Die Reparatur des Radars kostet 2,4 Millionen Kronen und dauert bis in den Sommer.',
  ],
  fr: [
    'Le dernier bac d’Ostrel a été supprimé lundi à cause du brouillard, a annoncé la capitainerie.',
    'Environ quatre-vingt-dix passagers ont passé la nuit dans le gymnase, où des bénévoles avaient dressé des lits.',
    'La réparation du radar coûtera 2,4 millions de couronnes et durera tout le printemps.',
  ],
  ru: [
    'Последний паром из Острела отменили из-за тумана, сообщила портовая служба.',
    'Около девяноста пассажиров провели ночь в спортивном зале школы, где добровольцы поставили кровати.',
    'Ремонт радара обойдётся в 2,4 миллиона крон и займёт всю весну.',
  ],
  ja: [
    'オストレル港を出る最終の渡し船は濃い霧のため欠航となった、と港湾事務所が発表した。',
    '乗客およそ九十人が学校の体育館で一夜を過ごし、住民が毛布と温かい食事を配った。',
    'レーダーの修理には六月までかかり、費用は二百四十万クローネに上る見込みだ。',
  ],
  zh: [
    '港务局表示，由于大雾，从奥斯特雷尔开出的末班渡轮被取消。',
    '大约九十名乘客在学校体育馆过夜，志愿者为他们搭起了床铺。',
    '雷达的维修费用为二百四十万克朗，预计工程将持续整个春季。',
  ],
}

export const languages = Object.keys(reports)
export const proseOf = (language: string): readonly string[] => reports[language] ?? []

const count = fc.integer({ min: 1, max: 900 })
const two = (value: number): string => String(value).padStart(2, '0')
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${two(h)}:${two(m)}`)

/** Lines that a page of the language writes anew each time. */
const churnLines: Readonly<Record<string, fc.Arbitrary<string>>> = {
  en: fc.oneof(
    count.map((n) => `${n} minutes ago`),
    count.map((n) => `${n} comments`),
    count.map((n) => `${n} min read`),
    clock.map((at) => `Updated ${at}`),
    clock.map((at) => `Last updated on Monday, 2 March 2026 at ${at} GMT`),
    fc.constantFrom('Read more: Mill wheel turns again', 'Swans return to the basin', 'Ferries, harbour, weather'),
    fc.constant('Sign up for our newsletter and never miss a story.'),
    fc.constant('See how the mill wheel turns again after a hundred years of …'),
  ),
  de: fc.oneof(
    count.map((n) => `vor ${n} Minuten`),
    count.map((n) => `${n} Kommentare`),
    count.map((n) => `Lesezeit: ${n} Min.`),
    clock.map((at) => `Stand: 2. März 2026, ${at} Uhr`),
    clock.map((at) => `Aktualisiert am Montag um ${at} Uhr.`),
    fc.constantFrom('Lesen Sie auch: Das Mühlrad dreht sich wieder', 'Schwäne kehren in das Becken zurück'),
  ),
  fr: fc.oneof(
    count.map((n) => `il y a ${n} minutes`),
    count.map((n) => `${n} commentaires`),
    clock.map((at) => `Mis à jour le 2 mars 2026 à ${at}`),
    count.map((n) => `Temps de lecture : ${n} min`),
    fc.constantFrom('Lire aussi : la roue du moulin tourne à nouveau', 'Les cygnes reviennent au bassin'),
  ),
  ru: fc.oneof(
    count.map((n) => `${n} минут назад`),
    count.map((n) => `${n} комментариев`),
    clock.map((at) => `Обновлено: 2 марта 2026, ${at}`),
    fc.constantFrom('Читайте также: мельница снова работает', 'Лебеди вернулись в гавань'),
  ),
  ja: fc.oneof(
    count.map((n) => `${n}分前`),
    count.map((n) => `コメント${n}件`),
    clock.map((at) => `更新：2026年3月2日 ${at}`),
    fc.constantFrom('関連記事 水車がまた回る', '白鳥が池に帰る'),
  ),
  zh: fc.oneof(
    count.map((n) => `${n}分钟前`),
    count.map((n) => `${n}条评论`),
    clock.map((at) => `更新：2026年3月2日 ${at}`),
    fc.constantFrom('水车再次转动', '天鹅回到港湾'),
  ),
}

export interface Churned {
  readonly language: string
  readonly prose: readonly string[]
  /** The prose with a page's own lines between its paragraphs. */
  readonly text: string
}

/** A report as a page shows it at one time. */
export const churned = (language: string): fc.Arbitrary<Churned> => {
  const prose = proseOf(language)
  const lines = fc.array(churnLines[language] ?? fc.constant(''), { maxLength: 2 })
  return fc.tuple(...prose.map(() => lines), lines).map((between) => {
    const told = prose.flatMap((paragraph, at) => [...(between[at] ?? []), paragraph])
    return { language, prose, text: [...told, ...(between[prose.length] ?? [])].join('\n\n') }
  })
}
