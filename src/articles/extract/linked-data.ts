/** One object of a page's linked data, its `@graph` and arrays taken apart. */
export type LinkedNode = Readonly<Record<string, unknown>>

/** All objects of a page that name a type, in order, and those with an `@id` for look-up. */
export interface LinkedData {
  readonly nodes: readonly LinkedNode[]
  readonly byId: ReadonlyMap<string, LinkedNode>
}

/** Objects beyond are not looked at: real pages have up to 400. */
const MAX_NODES = 3000
const MAX_DEPTH = 12

/** Reads linked data of a page; what cannot be repaired is left out. O(length). */
export function readLinkedData(scripts: readonly string[]): LinkedData {
  const nodes: LinkedNode[] = []
  const byId = new Map<string, LinkedNode>()
  for (const script of scripts) {
    const root = parseLoosely(script)
    if (root !== undefined && nodes.length < MAX_NODES) collect(root, nodes, byId)
  }
  return { nodes, byId }
}

function collect(root: unknown, nodes: LinkedNode[], byId: Map<string, LinkedNode>): void {
  const queue: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }]
  for (let at = 0; at < queue.length && queue.length < MAX_NODES; at++) {
    const item = queue[at]
    if (!item || typeof item.value !== 'object' || item.value === null) continue
    if (!Array.isArray(item.value)) {
      const node = item.value as LinkedNode
      if (node['@type'] !== undefined) nodes.push(node)
      const id = node['@id']
      if (typeof id === 'string' && Object.keys(node).length > 1 && !byId.has(id)) byId.set(id, node)
    }
    if (item.depth >= MAX_DEPTH) continue
    for (const value of Object.values(item.value)) {
      if (typeof value === 'object' && value !== null) queue.push({ value, depth: item.depth + 1 })
    }
  }
}

/** Publishers leave trailing commas, raw line breaks in strings, comment marks and entities in their JSON. */
export function parseLoosely(script: string): unknown {
  const direct = tryParse(script)
  if (direct !== undefined) return direct
  const clean = script
    .replace(/^\s*(?:\/\/\s*)?(?:<!\[CDATA\[|<!--)|(?:\/\/\s*)?(?:\]\]>|-->)\s*$/g, '')
    // eslint-disable-next-line no-control-regex -- raw control characters are what makes these scripts invalid
    .replace(/[\u0000-\u001f]+/g, ' ')
    .replace(/,(?=\s{0,20}[}\]])/g, '')
    .trim()
    .replace(/;$/, '')
  return (
    tryParse(clean) ?? tryParse(clean.replaceAll('&quot;', '"')) ?? tryParse(clean.replace(/\\(?!["\\/bfnrtu])/g, ''))
  )
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}

/** The type names of a node, without a vocabulary's address. */
export function typesOf(node: LinkedNode): readonly string[] {
  const type = node['@type']
  const list: unknown[] = Array.isArray(type) ? type : [type]
  return list.filter((one) => typeof one === 'string').map((one) => one.slice(one.lastIndexOf('/') + 1))
}

/** A property as text: of a string, a number, a node with `name` or `@value`, or the first of a list. */
export function textOf(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value
  if (typeof one === 'string') return decodeEntities(one).trim() || null
  if (typeof one === 'number') return String(one)
  if (typeof one !== 'object' || one === null) return null
  const node = one as LinkedNode
  const inner = node['@value'] ?? node['name'] ?? node['url'] ?? node['@id']
  return typeof inner === 'string' ? decodeEntities(inner).trim() || null : null
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ' }

/** What browsers take references to C1 controls for: HTML standard, "numeric character reference end state". */
const WINDOWS_1252 = new TextDecoder('windows-1252')

/** Entities that were escaped once too often; others stay as written. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w{2,6}));/gi,
        (whole, decimal?: string, hex?: string, name?: string) => {
          if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
          const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
          if (code >= 0x80 && code < 0xa0) return WINDOWS_1252.decode(Uint8Array.of(code))
          return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : whole
        },
      )
    : text
