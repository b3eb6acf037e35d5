/** Text that is markup already and is not escaped again. */
export interface Markup {
  readonly markup: string
}

type Value = string | number | null | Markup | readonly Value[]

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The text with the five characters escaped that mean something in HTML and XML, in text and in quoted attributes. */
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (char) => references[char] ?? char)

/** Declares a string to be markup. For constants and for text that was escaped on the way. */
export const asMarkup = (text: string): Markup => ({ markup: text })

/**
 * Template tag for HTML and XML: what is interpolated is escaped, unless it is markup; lists are joined without a
 * separator and null leaves nothing.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const written = parts.map((part, index) => (index < values.length ? part + render(values[index] ?? null) : part))
  return { markup: written.join('') }
}

function render(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map(render).join('')
}

/** A JSON value for a `<script>` element: no `<` is left that could end the element. */
export const jsonMarkup = (value: object): Markup => asMarkup(JSON.stringify(value, null, 1).replaceAll('<', '\\u003c'))

/** Character data for XML; a `]]>` in the text is parted over two sections. */
export const characterData = (content: Markup): Markup =>
  asMarkup(`<![CDATA[${content.markup.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`)
