import { AppError } from '../errors.ts'
import { type CopiedArticle, isCopied, type PressEdit, type PressEvent, type WrittenArticle } from './press-text.ts'

/** The part of an article that an editor can change. */
type EditableText = Pick<WrittenArticle, 'title' | 'standfirst' | 'dateline' | 'paragraphs' | 'caption'>

/** An article of the demo press as it is published: a copy's edits are applied and `copyOf` still names its original. */
export type PublishedArticle = WrittenArticle & { event: string; copyOf: string | null }

const refuse = (message: string, details: Record<string, string | number>): never => {
  throw new AppError('PRESS_EDIT', message, { disposition: 'bug', details })
}

const demandParagraph = (paragraphs: readonly string[], at: number, op: string): void => {
  if (at >= paragraphs.length) {
    refuse(`The edit "${op}" names paragraph ${at.toString()} of ${paragraphs.length.toString()}`, { op, at })
  }
}

const replaced = (paragraphs: readonly string[], from: string, to: string): string[] => {
  if (!paragraphs.some((paragraph) => paragraph.includes(from))) {
    refuse(`The edit "replace" does not find its passage in the text: ${from}`, { from })
  }
  return paragraphs.map((paragraph) => paragraph.replaceAll(from, () => to))
}

const moved = (paragraphs: readonly string[], from: number, to: number): string[] => {
  demandParagraph(paragraphs, from, 'move')
  demandParagraph(paragraphs, to, 'move')
  const rest = paragraphs.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ...paragraphs.slice(from, from + 1))
}

const applyEdit = (text: EditableText, edit: PressEdit): EditableText => {
  const { paragraphs } = text
  switch (edit.op) {
    case 'title':
      return { ...text, title: edit.text }
    case 'standfirst':
      return { ...text, standfirst: edit.text }
    case 'dateline':
      return { ...text, dateline: edit.text }
    case 'caption':
      return { ...text, caption: edit.text }
    case 'replace':
      return { ...text, paragraphs: replaced(paragraphs, edit.from, edit.to) }
    case 'move':
      return { ...text, paragraphs: moved(paragraphs, edit.from, edit.to) }
    case 'insert':
      if (edit.at > 0) demandParagraph(paragraphs, edit.at - 1, 'insert')
      return { ...text, paragraphs: paragraphs.toSpliced(edit.at, 0, edit.text) }
    case 'drop':
      demandParagraph(paragraphs, edit.paragraph, 'drop')
      return { ...text, paragraphs: paragraphs.toSpliced(edit.paragraph, 1) }
  }
}

/**
 * The text of a copy: the original's, changed by the edits in their order. `replace` changes every occurrence in the
 * paragraphs (a house style is applied throughout); paragraph numbers count from 0 in the text as the edits before left it.
 * Throws AppError `PRESS_EDIT` when a passage or a paragraph does not exist, so that a changed original cannot quietly
 * leave a copy with another text than the one recorded.
 */
export const applyEdits = (original: EditableText, edits: readonly PressEdit[]): EditableText => {
  const { title, standfirst, dateline, paragraphs, caption } = original
  return edits.reduce<EditableText>(applyEdit, { title, standfirst, dateline, paragraphs, caption })
}

const publishedCopy = (copy: CopiedArticle, original: WrittenArticle, event: string): PublishedArticle => {
  const { slug, publisher, section, publishedAt, copyOf, byline, fault } = copy
  const text = applyEdits(original, copy.edits)
  const own = { slug, publisher, section, publishedAt, copyOf, byline: byline ?? original.byline }
  return { ...own, ...text, event, language: original.language, ...(fault ? { fault } : {}) }
}

/**
 * Every article of one event as it is published, in the order of the file. A copy's original is a written article of the
 * same event; throws AppError `PRESS_EDIT` when it is not there.
 */
export const publishedArticles = ({ event, articles }: PressEvent): PublishedArticle[] => {
  const written = new Map<string, WrittenArticle>()
  for (const article of articles) if (!isCopied(article)) written.set(article.slug, article)
  return articles.map((article) => {
    if (!isCopied(article)) return { ...article, event, copyOf: null }
    const original = written.get(article.copyOf)
    if (original) return publishedCopy(article, original, event)
    return refuse(`The copy ${article.slug} names an original that its event lacks: ${article.copyOf}`, {
      event,
      slug: article.slug,
    })
  })
}
