import { Element, type ChildNode, type Document } from 'domhandler'
import { classesOf, matchesStep } from './match-step.ts'
import type { Path, Step } from './selector.ts'

/** A step of one of the paths, side by side with those of all others. */
interface PlacedStep {
  readonly step: Step
  readonly isFirst: boolean
  /** The selector whose element this step matches; null when another step follows. */
  readonly selects: number | null
}

/** Per step: whether an element matches it with all steps before, and whether it or one of its ancestors does. */
interface Row {
  readonly own: Uint8Array
  readonly reached: Uint8Array
}

/**
 * The elements that each selector matches, in document order. One walk for all selectors, in which an element is judged
 * by what its parent came to: O(nodes × steps), whatever the depth of the page.
 */
export function selectElements(document: Document, selectors: readonly (readonly Path[])[]): readonly Element[][] {
  const selection = new Selection(selectors)
  let node: ChildNode | null = document.children[0] ?? null
  let depth = 1
  while (node) {
    if (node instanceof Element) {
      selection.judge(node, depth)
      const child: ChildNode | null = node.children[0] ?? null
      if (child) {
        node = child
        depth++
        continue
      }
    }
    while (node && !node.next) {
      node = node.parent instanceof Element ? node.parent : null
      depth--
    }
    node = node?.next ?? null
  }
  return selection.found
}

class Selection {
  readonly found: Element[][]
  readonly #steps: readonly PlacedStep[]
  /** By depth; the row of the document stands for what is above every page. */
  readonly #rows: Row[]

  constructor(selectors: readonly (readonly Path[])[]) {
    this.found = selectors.map(() => [])
    this.#steps = selectors.flatMap((paths, selector) => paths.flatMap((path) => placed(path, selector)))
    this.#rows = [this.#newRow()]
  }

  judge(element: Element, depth: number): void {
    const above = this.#rows[depth - 1]
    if (!above) return
    const row = (this.#rows[depth] ??= this.#newRow())
    const classes = classesOf(element)
    for (let at = 0; at < this.#steps.length; at++) {
      const placed = this.#steps[at]
      if (!placed) break
      const { step, isFirst, selects } = placed
      const isReached = isFirst || (step.reach === 'inside' ? above.own : above.reached)[at - 1] === 1
      const matches = isReached && matchesStep(element, step, classes)
      row.own[at] = matches ? 1 : 0
      row.reached[at] = matches ? 1 : (above.reached[at] ?? 0)
      if (matches && selects !== null) this.#keep(element, selects)
    }
  }

  /** An element that matches two paths of one selector is found once. */
  #keep(element: Element, selector: number): void {
    const elements = this.found[selector]
    if (elements && elements.at(-1) !== element) elements.push(element)
  }

  #newRow(): Row {
    return { own: new Uint8Array(this.#steps.length), reached: new Uint8Array(this.#steps.length) }
  }
}

const placed = (path: Path, selector: number): PlacedStep[] =>
  path.map((step, at) => ({ step, isFirst: at === 0, selects: at === path.length - 1 ? selector : null }))
