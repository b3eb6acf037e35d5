/** Characters. A replacement keeps a record of each match until it has read its whole text: 500 MB for seven million of them. */
export const shortestPiece = 65_536

/**
 * Applies a replacement to a long text piece by piece, so that it needs no more space than a short one. A piece ends before
 * the `mark` that every match begins with and none has inside; where the mark is empty, anywhere.
 */
export function replaceByPieces(text: string, mark: string, replace: (piece: string) => string): string {
  if (text.length <= shortestPiece) return replace(text)
  let result = ''
  for (let at = 0; at < text.length;) {
    const next = text.indexOf(mark, at + shortestPiece)
    const end = next < 0 ? text.length : next
    result += replace(text.slice(at, end))
    at = end
  }
  return result
}
