/** An element of a feed with its names made canonical (`canonicalName`). */
export interface XmlElement {
  readonly name: string
  readonly writtenName: string
  /** By canonical name, references decoded. */
  readonly attributes: ReadonlyMap<string, string>
  /** Entries are not among the children of their feed; of other elements only the first 20,000 are kept. */
  readonly children: readonly XmlElement[]
  /** The children by name, from the first time that somebody asks for one. */
  index: ReadonlyMap<string, readonly XmlElement[]> | null
  readonly parent: XmlElement | null
  /** The element's own character data, decoded, without that of its children. */
  readonly text: string
  /** Where its inside stands in the source. */
  readonly start: number
  readonly end: number
  /** What relative addresses inside the element begin from: its `xml:base`, those around it, the feed's own address. */
  readonly base: string
  /** Its `xml:lang` or that of the elements around it; empty where the feed takes it back. */
  readonly language: string | null
}

export interface XmlDocument {
  readonly source: string
  /** Holds the root elements, of which a damaged document may have several. */
  readonly root: XmlElement
  /** Items, entries and a sitemap's lines (`isEntry`) in the order of the text, none inside another: the first 20,000. */
  readonly entries: readonly XmlElement[]
  /** Whether tags were nested deeper than any feed nests them; their text was kept, their structure was not. */
  readonly isTooDeep: boolean
  /** Whether the text holds more entries or elements than a feed can have: it was read up to there. */
  readonly isCut: boolean
}
