import { Parser } from 'htmlparser2'
import { replaceByPieces } from './pieces.ts'

/** Replaces the references of a text by what they stand for; references that nobody defines stay as they are. */
export type Decoder = (text: string) => string

const reference = /&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z_][\w.-]{0,63}));/g
const beyondMarkup = /&(?!(?:lt|gt|quot|amp);)/
const entityDeclaration = /<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"]*)"|'([^']*)')\s*>/g
/** The characters of bytes 0x80 to 0x9F. */
export const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/** Entities of a document type may name one another this deep; deeper ones stay as written (the "billion laughs"). */
const deepestEntity = 3
const longestEntity = 10_000
const mostEntities = 1_000
const longestDeclarations = 100_000
const expansionBudget = 1_000_000

const mostUnknownNames = 10_000

const characterOfName = new Map<string, string>()
const unknownNames = new Set<string>()

/** Decodes numeric references and the names of HTML, which feeds use without declaring them. Linear. */
export const decodeReferences: Decoder = (text) => {
  if (!text.includes('&')) return text
  if (!beyondMarkup.test(text)) return decodeMarkup(text)
  return replaceByPieces(text, '&', (piece) => piece.replace(reference, decodeOne))
}

/** Escaped markup has no other references, and this is many times quicker. The ampersand comes last, or it would make new ones. */
const decodeMarkup: Decoder = (text) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/**
 * A decoder that also knows the entities which a document type declares inside itself. External ones are never loaded.
 * All expansions of one document together add a million characters at most; then the references stay as written.
 */
export function decoderFor(doctype: string): Decoder {
  const entities = declaredEntities(doctype)
  if (entities.size === 0) return decodeReferences
  let budget = expansionBudget
  const decode = (all: string, decimal?: string, hex?: string, name?: string): string => {
    const value = name === undefined ? undefined : entities.get(name)
    if (value === undefined || value.length > budget) return decodeOne(all, decimal, hex, name)
    budget -= value.length
    return value
  }
  return (text) => (text.includes('&') ? replaceByPieces(text, '&', (piece) => piece.replace(reference, decode)) : text)
}

/** `128` to `159` mean windows-1252 in references as in bytes (HTML, 13.2.5.80); other control characters mean nothing. */
export const characterOf = (code: number): string => {
  if (code >= 0x80 && code <= 0x9f) return windows1252.charAt(code - 0x80)
  if (isControl(code)) return ''
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  return String.fromCodePoint(code)
}

const isControl = (code: number): boolean =>
  (code > 0 && code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f

function decodeOne(all: string, decimal?: string, hex?: string, name?: string): string {
  if (decimal !== undefined) return characterOf(Number(decimal))
  if (hex !== undefined) return characterOf(Number.parseInt(hex, 16))
  return characterOfName.get(name ?? '') ?? namedCharacter(all, name ?? '')
}

let decodedText = ''
const htmlDecoder = new Parser({ ontext: (data) => (decodedText += data) }, { decodeEntities: true })

/** Asks htmlparser2 for the character of an HTML name and remembers the answer: there are 2,231 of them. */
function namedCharacter(written: string, name: string): string {
  if (unknownNames.has(name)) return written
  decodedText = ''
  htmlDecoder.parseComplete(written)
  if (!decodedText.endsWith(';')) {
    characterOfName.set(name, decodedText)
    return decodedText
  }
  if (unknownNames.size >= mostUnknownNames) unknownNames.clear()
  unknownNames.add(name)
  return written
}

function declaredEntities(doctype: string): ReadonlyMap<string, string> {
  const raw = new Map<string, string>()
  let declared = 0
  for (const [, name = '', double, single] of doctype.matchAll(entityDeclaration)) {
    const value = double ?? single ?? ''
    declared += value.length
    if (raw.size >= mostEntities || declared > longestDeclarations) break
    if (value.length <= longestEntity && !raw.has(name)) raw.set(name, value)
  }
  return new Map([...raw.keys()].flatMap((name) => resolveEntity(name, raw)))
}

/** Entity by entity one level at a time; one that is still not plain at the deepest level, or too long, is left out. */
function resolveEntity(name: string, raw: ReadonlyMap<string, string>): readonly [string, string][] {
  let value = raw.get(name) ?? ''
  for (let depth = 0; depth < deepestEntity; depth += 1) {
    let added = 0
    value = value.replace(reference, (all, decimal?: string, hex?: string, inner?: string) => {
      const part = inner === undefined ? undefined : raw.get(inner)
      added += part?.length ?? 0
      return added > longestEntity ? all : (part ?? decodeOne(all, decimal, hex, inner))
    })
  }
  if (value.length > longestEntity) return []
  const isOpen = [...value.matchAll(reference)].some(([, , , inner]) => inner !== undefined && raw.has(inner))
  return isOpen ? [] : [[name, value]]
}
