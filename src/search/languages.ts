/**
 * The text configurations that articles are indexed in (`search_configuration` in SQL). A query is read in all of them:
 * a stem in one is no word in another, so an article is found only by a query read in its own.
 */
const CONFIGURATIONS = (
  'english spanish german french simple ' + 'danish dutch finnish italian norwegian portuguese russian swedish turkish'
).split(' ')

/** SQL of the query that `make` reads from a parameter, in whichever language it fits. */
export const inAnyLanguage = (make: string, parameter: string): string =>
  CONFIGURATIONS.map((name) => `${make}('${name}', ${parameter})`).join(' || ')
