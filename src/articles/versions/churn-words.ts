import { foldDateText, monthOf } from '../../text/date-words.ts'

/**
 * Words of the lines by which pages count and date themselves, in the folded form of `foldDateText`: units of time, "ago",
 * "updated", "published", "reading time", "comments", weekdays, and the small words between them. A sentence of prose has
 * other words besides.
 */
const lists: Readonly<Record<string, string>> = {
  en: `s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days week weeks month months year years ago
    just now today yesterday updated update modified published posted last first created at on am pm a m p gmt utc bst est edt
    cet cest read reading time comment comments reply replies like likes share shares view views reader readers viewer viewers
    watching of and monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun`,
  de: `sek sekunde sekunden minute minuten std stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren
    vor heute gestern gerade eben stand aktualisiert aktualisierung geandert veroffentlicht erstellt zuletzt am um uhr von
    lesezeit lesedauer ca etwa kommentar kommentare kommentaren antworten aufrufe mal geteilt gelesen montag dienstag mittwoch
    donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so`,
  fr: `seconde secondes minute minutes heure heures jour jours semaine semaines mois an ans il y a aujourd hui hier mis mise jour
    le publie publiee modifie modifiee a partage partages lecture temps de commentaire commentaires vue vues reaction reactions
    lundi mardi mercredi jeudi vendredi samedi dimanche`,
  es: `segundo segundos minuto minutos hora horas dia dias semana semanas mes meses ano anos hace hoy ayer actualizado actualizada
    actualizacion publicado publicada el a las la lectura tiempo de comentario comentarios visita visitas vista vistas
    compartido veces lunes martes miercoles jueves viernes sabado domingo`,
  pt: `segundo segundos minuto minutos hora horas dia dias ha atras hoje ontem atualizado atualizada publicado publicada em as
    leitura tempo de comentario comentarios visualizacoes segunda terca quarta quinta sexta feira sabado domingo`,
  it: `secondo secondi minuto minuti ora ore giorno giorni settimana settimane mese mesi anno anni fa oggi ieri aggiornato
    aggiornata aggiornamento ultimo pubblicato pubblicata il alle lettura tempo di commento commenti visualizzazioni
    condivisioni lunedi martedi mercoledi giovedi venerdi sabato domenica`,
  nl: `seconden minuut minuten uur uren dag dagen week weken maand maanden geleden vandaag gisteren bijgewerkt laatst laatste
    gepubliceerd gewijzigd geplaatst om op leestijd reactie reacties keer gelezen bekeken maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag`,
  nordic: `sekund sekunder minut minutt minuter minutter minutters time timer timme timmar dag dage dager dagar siden sedan i dag
    idag igar uppdaterad opdateret oppdatert publicerad publiceret publisert senast sidst sist for den kl klokken klockan
    lastid laesetid lesetid kommentar kommentarer visninger visningar mandag tirsdag onsdag torsdag fredag lordag sondag
    tisdag lordag sondag`,
  fi: `sekunti sekuntia minuutti minuuttia tunti tuntia paiva paivaa sitten tanaan eilen paivitetty julkaistu klo lukuaika
    kommentti kommenttia maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai`,
  pl: `sekund sekundy minuta minuty minut godzina godziny godzin godz dzien dni temu dzisiaj dzis wczoraj aktualizacja
    zaktualizowano opublikowano dodano ostatnia czas czytania komentarz komentarze komentarzy wyswietlen poniedzialek wtorek
    sroda czwartek piatek sobota niedziela o`,
  cs: `sekund minuta minuty minut hodina hodiny hodin den dny dni pred dnes vcera aktualizovano publikovano vydano doba cteni
    komentar komentare komentaru pondeli utery streda ctvrtek patek sobota nedele v`,
  ru: `секунд секунды минута минуту минуты минут мин час часа часов день дня дней назад сегодня вчера обновлено опубликовано
    изменено время чтения на чтение комментарии комментариев комментария комментарий просмотров просмотра в понедельник
    вторник среда четверг пятница суббота воскресенье`,
  uk: `секунд хвилина хвилину хвилини хвилин година годину години годин день дні днів тому сьогодні вчора оновлено опубліковано
    час читання коментар коментарі коментарів переглядів о`,
  tr: `saniye dakika saat gun hafta once bugun dun guncellendi guncelleme yayinlandi yayinlanma son okuma suresi dk yorum
    goruntulenme pazartesi sali carsamba persembe cuma cumartesi pazar`,
  ar: `ثانيه ثوان دقيقه دقائق ساعه ساعات يوم ايام منذ قبل اليوم امس تحديث اخر نشر في الساعه وقت القراءه تعليق تعليقات مشاهده مشاهدات`,
  ko: `초전 분전 시간전 일전 전 초 분 시 시간 일 월 년 오전 오후 입력 수정 업데이트 댓글 조회`,
  el: `λεπτα λεπτο ωρα ωρεσ ωρεσ μερεσ πριν απο σημερα χθεσ ενημερωση ενημερωθηκε δημοσιευθηκε τελευταια σχολια σχολιο προβολεσ στισ`,
}

const known = new Set(
  Object.values(lists).flatMap((list) =>
    list
      .split(/\s+/u)
      .filter((word) => word !== '')
      .map(foldDateText),
  ),
)

/** The same for text without spaces, which has no words to look up: digits, signs and these runs are all of the line. */
const unspacedLine =
  /^(?:[\p{N}\p{P}\p{S}\s]|年|月|日|号|時|时|分|秒|前|後|约|約|午前|午後|上午|下午|凌晨|曜|月曜|火曜|水曜|木曜|金曜|土曜|日曜|星期|[一二三四五六天]|周|小时|小時|时间|時間|分钟|分鐘|刚刚|昨天|今天|今日|昨日|更新|发布|發布|发表|公開|配信|掲載|最終|最终|最后|阅读|閱讀|読了|読むのに|约需|コメント|件|评论|評論|条|條|次|阅读量|浏览|回)+$/u

/** Longer sentences are prose, whatever their words. */
const LONGEST = 14

/** Whether words are all of those by which a page counts and dates itself: `3 minutes ago`, `Updated 14:05`, `12 comments`. */
export function isChurn(line: string, words: readonly string[]): boolean {
  if (unspacedLine.test(line)) return true
  return words.length <= LONGEST && words.every(isChurnWord)
}

function isChurnWord(word: string): boolean {
  if (/^\p{N}/u.test(word)) return true
  const folded = foldDateText(word)
  return known.has(folded) || monthOf(folded) !== null
}

/** Whether a capital of the word says nothing: English and others write weekdays and months with one. */
export const isTimeWord = (word: string): boolean => isChurnWord(word.toLowerCase())
