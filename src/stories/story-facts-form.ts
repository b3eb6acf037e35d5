/** What kind of page an article is, as far as title, section and address say. */
export type ArticleForm = 'report' | 'live' | 'gallery' | 'opinion'

export interface FormedArticle {
  readonly title: string
  readonly section: string | null
  readonly url: string
}

const words = (text: string): string => text.trim().split(/\s+/u).join('|')

/** Marks of pages that go on being written, in the languages that the engine knows. */
const live =
  words(`live live-?blog live-?ticker news-?ticker ticker liveticker directo en.direct en.directo em.direto ao.vivo
  diretta in.diretta na.żywo canlı онлайн прямой.эфир مباشر 直播 実況 as.it.happened minute.by.minute minuto.a.minuto`)
const gallery =
  words(`gallery photos pictures in.pictures video watch slideshow podcast bilder bildergalerie fotostrecke
  galería fotos vídeo galerie en.images diaporama galleria foto galeria zdjęcia wideo видео фото فيديو صور 视频 图集 動画`)
const opinion =
  words(`opinion editorial column commentary comment analysis op-?ed letters blog kommentar meinung kolumne
  leitartikel gastbeitrag opinión columna tribuna tribune chronique éditorial opinions opinione editoriale commento opinião
  coluna opinie komentarz felieton opinia görüş köşe.yazısı yorum мнение колонка رأي مقال 评论 社评 社説 opinie column ledare`)

const labelled = (names: string): RegExp => {
  const spaced = names.replaceAll('.', String.raw`\s`)
  return new RegExp(
    String.raw`^(?:${spaced})(?:\s(?:updates?|blog|news))?\s*[:|–—•]|[:|–—•(]\s*(?:${spaced})\)?$`,
    'iu',
  )
}
const named = (names: string): RegExp => new RegExp(`^(?:${names.replaceAll('.', '[ _-]')})s?$`, 'iu')

const forms: readonly (readonly [ArticleForm, RegExp, RegExp])[] = [
  ['live', labelled(live), named(live)],
  ['gallery', labelled(gallery), named(gallery)],
  ['opinion', labelled(opinion), named(opinion)],
]

/**
 * A report unless the title is labelled otherwise ("LIVE: ..."), or the section or a folder of the address is called so.
 * Linear in title and address.
 */
export function articleForm({ title, section, url }: FormedArticle): ArticleForm {
  const folders = [...foldersOf(url), section?.trim() ?? '']
  for (const [form, label, name] of forms) {
    if (label.test(title.trim()) || folders.some((folder) => name.test(folder))) return form
  }
  return /\blive updates\b|\bas it happened\b|\bliveblog\b/iu.test(title) ? 'live' : 'report'
}

function foldersOf(url: string): string[] {
  if (!URL.canParse(url)) return []
  return new URL(url).pathname
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '')
}
