/**
 * A text read earlier without the paragraphs that its site has been found to repeat since: leaving them out is no change
 * of the article.
 */
export function withoutStanding(text: string, leftOut: readonly string[] = []): string {
  if (leftOut.length === 0) return text
  const standing = new Set(leftOut)
  return text
    .split('\n\n')
    .filter((paragraph) => !standing.has(paragraph))
    .join('\n\n')
}
