/** FNV-1a over UTF-16 code units, 32 bits: what words, terms and marks are known by where their letters are not needed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

export function hashTexts(texts: readonly string[]): Int32Array {
  const hashes = new Int32Array(texts.length)
  for (let at = 0; at < hashes.length; at++) hashes[at] = hashText(texts[at] ?? '')
  return hashes
}
