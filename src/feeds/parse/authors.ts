import { childrenNamed, distinct, firstText } from './element-fields.ts'
import { plainText } from './text-construct.ts'
import type { XmlElement } from './xml-element.ts'

const authorNames = [
  'author',
  'dc:creator',
  'dc:author',
  'atom:author',
  'itunes:author',
  'dcterms:creator',
  'managingeditor',
]
const longestName = 300
const mail = /[<([]?\s*(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?/g
const wrapped = /^(?:\((.+)\)|<(.+)>|"(.+)")$/
const outerMarks = /^[\s,;:|-]+|[\s,;:|-]+$/g

/** Who wrote an entry, a feed or a source: names, and an address only where no name stands beside it. */
export const readAuthors = (element: XmlElement): readonly string[] =>
  distinct(childrenNamed(element, ...authorNames).map(authorOf))

/** An Atom person, or the notations of RSS: `mail (Name)`, `Name <mail>`, `Name, mail`. */
function authorOf(element: XmlElement): string | null {
  const person = firstText(element, 'name', 'atom:name') ?? firstText(element, 'email', 'atom:email', 'uri', 'atom:uri')
  const text = person ?? innerText(element)
  const written = text.length > longestName ? text : plainText(text)
  if (written.length > longestName) return null
  const name = written.replace(mail, ' ').replace(outerMarks, '')
  const unwrapped = name === written.trim() ? name : (wrapped.exec(name)?.slice(1).find(Boolean) ?? name)
  return (unwrapped === '' ? written : unwrapped).replace(/\s+/g, ' ')
}

/** The first text in an element: RDF wraps a person's name into one more element or two. */
function innerText(element: XmlElement): string {
  const own = element.text.trim()
  if (own !== '') return own
  for (const child of element.children) {
    const text = innerText(child)
    if (text !== '') return text
  }
  return ''
}
