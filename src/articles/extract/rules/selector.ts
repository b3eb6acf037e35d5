/** What one element must be: `p.story[itemprop~="articleBody" i]`. */
export interface Step {
  /** Where it must stand: at any depth below what the step before matches, or right inside it. */
  readonly reach: 'below' | 'inside'
  /** In lower case; null for any. */
  readonly name: string | null
  readonly id: string | null
  readonly classes: readonly string[]
  readonly attributes: readonly AttributeTest[]
}

export type Operator = '=' | '~=' | '|=' | '^=' | '$=' | '*='

export interface AttributeTest {
  readonly name: string
  /** Null asks only whether the attribute is there. */
  readonly operator: Operator | null
  readonly value: string
  readonly ignoresCase: boolean
}

/** From the outermost step to the element that is selected. */
export type Path = readonly Step[]

/**
 * The attributes that selectors may ask for and values may be read from: the page's tree keeps no others, so that a
 * selector of another one would never match anything.
 */
export const readableAttributes =
  'class id itemprop href rel type property name content datetime pubdate role hidden src data-src lang title alt'.split(
    ' ',
  )

const IDENT = String.raw`(?!-?\d)(?:[-\w]|[^\x00-\x7f]|\\[^0-9a-fA-F\n])+`
const tokens = {
  name: new RegExp(String.raw`\*|${IDENT}`, 'y'),
  mark: new RegExp(String.raw`([.#])(${IDENT})`, 'y'),
  attribute: new RegExp(
    String.raw`\[\s*([-\w]+)\s*(?:([~|^$*]?=)\s*(?:"([^"\\]*)"|'([^'\\]*)'|(${IDENT}))\s*([iI]?)\s*)?\]`,
    'y',
  ),
  comma: /\s*,\s*/y,
  inside: /\s*>\s*/y,
  below: /\s+/y,
}

/**
 * Reads a selector of the accepted subset of CSS: tags, classes, ids and attributes, joined by blanks, `>` and commas.
 * Each such step is decided for an element from what is known of its parent, so that a page is matched in one walk;
 * pseudo-classes and siblings cannot be, and cost up to the square of a page's elements.
 * @throws Error that says what was expected
 */
export function parseSelector(text: string): readonly Path[] {
  return new SelectorReader(text.trim()).paths()
}

class SelectorReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  paths(): Path[] {
    const paths = [this.#path()]
    while (this.#take(tokens.comma)) paths.push(this.#path())
    if (this.#at < this.#text.length) throw this.#unexpected()
    return paths
  }

  #path(): Path {
    const steps = [this.#step('below')]
    while (this.#at < this.#text.length && !this.#sees(tokens.comma)) {
      if (this.#take(tokens.inside)) steps.push(this.#step('inside'))
      else if (this.#take(tokens.below)) steps.push(this.#step('below'))
      else throw this.#unexpected()
    }
    return steps
  }

  #step(reach: Step['reach']): Step {
    const from = this.#at
    const name = this.#take(tokens.name)?.[0] ?? null
    const classes: string[] = []
    const attributes: AttributeTest[] = []
    let id: string | null = null
    for (;;) {
      const mark = this.#take(tokens.mark)
      const attribute = mark ? null : this.#take(tokens.attribute)
      if (mark?.[1] === '.') classes.push(unescaped(mark[2] ?? ''))
      else if (mark) id = unescaped(mark[2] ?? '')
      else if (attribute) attributes.push(testOf(attribute))
      else break
    }
    if (this.#at === from) throw this.#unexpected()
    return { reach, name: name === null || name === '*' ? null : name.toLowerCase(), id, classes, attributes }
  }

  #take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at
    const found = token.exec(this.#text)
    if (found) this.#at = token.lastIndex
    return found
  }

  #sees(token: RegExp): boolean {
    token.lastIndex = this.#at
    return token.test(this.#text)
  }

  #unexpected(): Error {
    const rest = this.#text.slice(this.#at).trim()
    if (rest === '') return new Error('expected a selector at its end')
    if (rest.startsWith(':')) return new Error(`“${cut(rest)}” is a pseudo-class, which is not accepted`)
    if (/^[+~]/.test(rest)) return new Error(`“${cut(rest)}” selects siblings, which is not accepted`)
    return new Error(`“${cut(rest)}” is none of the accepted tag, .class, #id and [attribute="value"]`)
  }
}

const SHOWN = 30
const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)

const unescaped = (name: string): string => name.replaceAll(/\\(.)/gu, '$1')

function testOf([, name = '', operator, double, single, bare, flag]: RegExpExecArray): AttributeTest {
  const lowered = name.toLowerCase()
  if (!readableAttributes.includes(lowered)) {
    throw new Error(`the attribute ${lowered} is not kept of a page: expected one of ${readableAttributes.join(', ')}`)
  }
  const ignoresCase = flag !== undefined && flag !== ''
  const value = double ?? single ?? unescaped(bare ?? '')
  return {
    name: lowered,
    operator: (operator as Operator | undefined) ?? null,
    value: ignoresCase ? value.toLowerCase() : value,
    ignoresCase,
  }
}
