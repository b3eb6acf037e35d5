const languageCode = /^[a-z]{2,3}$/u

/**
 * The language if the platform's locale data (CLDR) knows it, else English: publishers state all kinds of things, and `Intl`
 * refuses what is no language tag.
 */
export const localeOf = (stated: string): string =>
  languageCode.test(stated) && Intl.DateTimeFormat.supportedLocalesOf(stated).length > 0 ? stated : 'en'
