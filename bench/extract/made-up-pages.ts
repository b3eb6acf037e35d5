import type { BenchPage } from './bench-page.ts'
import { madeUpArticle } from './made-up-article.ts'
import { boxedTemplate } from './template-boxed.ts'
import { plainTemplate } from './template-plain.ts'
import { sectionedTemplate } from './template-sectioned.ts'

const PAGE_COUNT = 30
const templates = [plainTemplate, boxedTemplate, sectionedTemplate] as const

/**
 * Pages of three invented publishers in turn, each of 200 to 260 KB, of which scripts, styles and drawings are three
 * fifths, as on measured news pages. The same at every call.
 */
export function madeUpPages(): readonly BenchPage[] {
  return Array.from({ length: PAGE_COUNT }, (_, seed) => {
    const article = madeUpArticle(seed)
    const template = templates[seed % templates.length] ?? plainTemplate
    const id = `report-${seed}`
    return { id, url: `https://bench.example/${id}`, html: template(article), paragraphs: article.paragraphs }
  })
}
