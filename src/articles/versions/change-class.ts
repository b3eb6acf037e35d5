/**
 * What a version changed against the one before:
 * - `headline`: its title says something else
 * - `figure`: a number in a sentence that stayed
 * - `name`: a proper name in a sentence that stayed
 * - `correction_note`: a paragraph that announces a correction, clarification or update
 * - `text`: sentences came or went: the story developed
 * - `trivial`: spelling, punctuation or wording; never beside another class
 */
export const changeClasses = ['headline', 'figure', 'name', 'correction_note', 'text', 'trivial'] as const

export type ChangeClass = (typeof changeClasses)[number]
