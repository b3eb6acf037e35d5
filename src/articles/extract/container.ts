import type { PageBlocks } from './block.ts'
import type { SiteView } from './site-memory.ts'

const LEVELS = 3
const CLASSES = 4
const LONGEST = 300

/** Classes and ids with digits name one page or one build of the template. */
const HAS_DIGIT = /\d/

/**
 * Where an element stands in its site's template: names and classes of itself and the two around it, outermost first, such
 * as `main > article.story > div.copy`.
 */
export function containerOf(page: PageBlocks, element: number): string {
  const path: string[] = []
  for (let at = element; at >= 0 && path.length < LEVELS; at = page.elements[at]?.parent ?? -1) {
    const node = page.elements[at]?.node
    if (node) path.unshift(`${node.name}${classesOf(node.attribs['class'])}`)
  }
  return path.join(' > ').slice(0, LONGEST)
}

const classesOf = (names: string | undefined): string =>
  (names ?? '')
    .slice(0, LONGEST)
    .split(/\s+/)
    .filter((name) => name !== '' && !HAS_DIGIT.test(name))
    .slice(0, CLASSES)
    .map((name) => `.${name}`)
    .join('')

/** So many other pages must have had their text in a container before it says anything. */
const MIN_PAGES = 3

/** The containers that held the text of enough other pages of the site. */
export const trustedContainers = ({ memory, pageKey }: SiteView): ReadonlySet<string> =>
  new Set(
    [...memory.containers]
      .filter(([, pages]) => pages.filter((page) => page !== pageKey).length >= MIN_PAGES)
      .map(([name]) => name),
  )
