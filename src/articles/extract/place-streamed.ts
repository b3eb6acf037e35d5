import { Element, type ChildNode, type Document } from 'domhandler'
import { following, isInside } from './tree-walk.ts'

/** Whether a page may have streamed parts: a search for two characters spares nearly all pages the walk. */
export const mayBeStreamed = (markup: string): boolean => markup.includes('S:')

/**
 * Puts streamed parts where they belong. React sends parts of a page late, as `<div hidden id="S:1">` at the end of the
 * document, and lets a script move them to `<template id="B:1">` or `<template id="P:1">`. O(nodes).
 */
export function placeStreamed(document: Document): void {
  const parts = new Map<string, Element>()
  const places = new Map<string, Element>()
  for (let node: ChildNode | null = document.children[0] ?? null; node; node = following(node)) {
    const id = node instanceof Element ? node.attribs['id'] : undefined
    if (id?.[1] !== ':' || !(node instanceof Element)) continue
    if (id.startsWith('S:') && node.attribs['hidden'] !== undefined) parts.set(id.slice(2), node)
    else if (node.name === 'template') places.set(id.slice(2), node)
  }
  for (const [key, part] of parts) {
    delete part.attribs['hidden']
    const place = places.get(key)
    if (place && place !== part && !isInside(place, (up) => up === part)) move(part, place)
  }
}

/** Hangs `part` into the place's own position: the place becomes its wrapper. */
function move(part: Element, place: Element): void {
  if (part.prev) part.prev.next = part.next
  if (part.next) part.next.prev = part.prev
  const siblings = part.parent?.children
  siblings?.splice(siblings.indexOf(part), 1)
  part.prev = null
  part.next = null
  part.parent = place
  place.name = 'div'
  place.children = [part]
}
