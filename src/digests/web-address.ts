/** An address of the web that may stand in a link: http or https, without white space, angle brackets, `"` or controls. */
export const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s"<>\p{Cc}]+$/iu.test(url)
