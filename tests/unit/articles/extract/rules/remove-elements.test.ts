import { expect, test } from '@jest/globals'
import { Element, type Document, type ParentNode } from 'domhandler'
import fc from 'fast-check'
import { parsePageTree } from '../../../../../src/articles/extract/page-tree.ts'
import { removeElements } from '../../../../../src/articles/extract/rules/remove-elements.ts'
import { selectElements } from '../../../../../src/articles/extract/rules/select-elements.ts'
import { parseSelector } from '../../../../../src/articles/extract/rules/selector.ts'

const selectIn = (tree: Document, selector: string): Element[] =>
  selectElements(tree, [parseSelector(selector)])[0] ?? []

/** Every link of a tree that does not agree with its lists of children. */
function brokenLinks(parent: ParentNode): unknown[] {
  return parent.children.flatMap((child, at) => [
    ...(child.parent === parent || !(parent instanceof Element) ? [] : [child]),
    ...(child.prev === (parent.children[at - 1] ?? null) ? [] : [child]),
    ...(child.next === (parent.children[at + 1] ?? null) ? [] : [child]),
    ...(child instanceof Element ? brokenLinks(child) : []),
  ])
}

const markup = fc
  .array(
    fc.constantFrom('<div>', '<p class="x">', '<i class="x">', '</div>', '</i>', 'word', '<div class="x">', '<br>'),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''))

test('what is left is linked as if the removed had never been there', () => {
  fc.assert(
    fc.property(markup, (html) => {
      const tree = parsePageTree(html)
      removeElements(new Set(selectIn(tree, '.x')))
      expect(brokenLinks(tree)).toEqual([])
      expect(selectIn(tree, '.x')).toEqual([])
    }),
  )
})

test('neighbours and nested elements go together', () => {
  const tree = parsePageTree('<main>a<p class="x">b<i class="x">c</i></p><p class="x">d</p>e<p>f</p></main>')
  removeElements(new Set(selectIn(tree, '.x')))
  expect(selectIn(tree, 'main > *').map(({ name }) => name)).toEqual(['p'])
  expect(brokenLinks(tree)).toEqual([])
})
