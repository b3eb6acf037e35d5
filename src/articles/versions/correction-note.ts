/** What opens a note, by language, followed by a colon, a stop, a bracket, a date or nothing. */
const headings = [
  "corrections?|corrected|clarifications?|editor'?s'? note|errat(?:um|a)|update", // English
  'berichtigung|korrektur|richtigstellung|klarstellung|aktualisierung|(?:anmerkung|hinweis) der redaktion|anm\\. ?d\\. ?red', // German
  'rectificatif|rectification|précision|mise au point|mise à jour|note de la rédaction|ndlr', // French
  'corrección|fe de errores|rectificación|aclaración|actualización|nota de la redacción|nota del editor', // Spanish
  'correção|errata|esclarecimento|atualização|nota da redação', // Portuguese
  'correzione|errata corrige|rettifica|precisazione|chiarimento|aggiornamento|nota della redazione', // Italian
  'correctie|rectificatie|verduidelijking|noot van de redactie', // Dutch
  'rättelse|förtydligande|rettelse|præcisering|presisering|uppdatering|opdatering|oppdatering', // Swedish, Danish, Norwegian
  'oikaisu|korjaus|täsmennys', // Finnish
  'sprostowanie|korekta|aktualizacja|od redakcji|oprava|upřesnění', // Polish, Czech
  'исправление|уточнение|поправка|опровержение|обновление|от редакции|виправлення|уточнення|спростування', // Russian, Ukrainian
  'düzeltme|tekzip', // Turkish
  'تصحيح|توضيح|تنويه', // Arabic
  '更正|更正启事|勘误|勘誤|澄清|编者按|訂正|お詫びと訂正|おわびと訂正|修正|정정|바로잡습니다', // Chinese, Japanese, Korean
].join('|')

/** Sentences by which an article speaks of its own change. */
const sentences = [
  'this (?:article|story|report|piece|post|page|headline)(?: \\p{L}+){0,3} (?:was|has been|have been) (?:\\p{L}+ )?(?:corrected|amended|updated|clarified|changed|edited)',
  '(?:an|a) (?:earlier|previous|prior|former) version of (?:this|the) ',
  'updated? (?:to|with) ',
  'in einer (?:früheren|ersten|vorherigen|vorigen|älteren|ursprünglichen) (?:version|fassung)',
  'dies(?:er|e|es) (?:artikel|text|beitrag|bericht|meldung) (?:wurde|ist) (?:\\p{L}+ ){0,3}(?:korrigiert|berichtigt|aktualisiert|geändert|ergänzt)',
  '(?:dans )?une (?:version|première version) (?:précédente|antérieure|initiale|de cet article)|cet article a été (?:corrigé|modifié|mis à jour)',
  '(?:en )?una versión (?:anterior|previa) |este (?:artículo|texto) (?:ha sido|fue) (?:corregido|modificado|actualizado)',
  '(?:em )?uma versão anterior |este (?:artigo|texto) foi (?:corrigido|alterado|atualizado)',
  '(?:in )?una versione precedente |questo articolo è stato (?:corretto|modificato|aggiornato)',
  'in een (?:eerdere|vorige) versie |dit artikel is (?:aangepast|gecorrigeerd|bijgewerkt)',
  'i en (?:tidligere|tidigare) (?:versjon|version|utgave)',
  'we wcześniejszej wersji |в (?:предыдущей|первоначальной|более ранней) версии ',
].join('|')

const noteHeading = new RegExp(
  `^[^\\p{L}\\p{N}]{0,4}(?:${headings})(?:\\s*$|\\s?[:.：。()（\\[\\]】]|\\s-\\s|[^:：]{0,25}\\d[^:：]{0,25}[:：])`,
  'iu',
)
const noteSentence = new RegExp(`^[^\\p{L}\\p{N}]{0,4}(?:${sentences})`, 'iu')

/** Whether a paragraph, in its normal form, announces a correction, clarification or update of the article it stands in. */
export const isCorrectionNote = (paragraph: string): boolean =>
  noteHeading.test(paragraph) || noteSentence.test(paragraph)
