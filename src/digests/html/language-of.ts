import { EDITION_LANGUAGE } from '../edition-words.ts'

/** `lang` and `dir` of a text that is not in the edition's language, so that it is read aloud and laid out as its own. */
export const languageOf = (language: string): { lang?: string; dir?: 'auto' } => {
  if (language === EDITION_LANGUAGE) return {}
  return language === 'und' ? { dir: 'auto' } : { lang: language, dir: 'auto' }
}

/** `lang` of the edition's own words within a text in another language. */
export const labelLanguage = (around: string): { lang?: string } =>
  around === EDITION_LANGUAGE ? {} : { lang: EDITION_LANGUAGE }
