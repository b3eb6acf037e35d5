/** `English`, `Spanish`; the tag itself where it names no known language. */
export function languageInWords(language: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language
  } catch {
    return language // RangeError is how Intl says that it is no language tag
  }
}
