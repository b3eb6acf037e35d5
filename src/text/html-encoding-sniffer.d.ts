declare module 'html-encoding-sniffer' {
  /** The name of the encoding that a browser would read the page in; with no sign of any, `defaultEncoding` as it is. */
  export default function sniffHtmlEncoding(
    bytes: Uint8Array,
    options?: { transportLayerEncodingLabel?: string; defaultEncoding?: string },
  ): string
}
