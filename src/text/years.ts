/** Years from 1900 to 2099 that stand by themselves. */
export const loneYear = /(?<![\p{Nd}.,])(?:19|20)\p{Nd}{2}(?![\p{Nd}]|[.,]\p{Nd})/gu

/** The years that a text names, as it writes them. Linear in the length of the text. */
export const yearsIn = (text: string): ReadonlySet<string> => new Set(text.match(loneYear))
