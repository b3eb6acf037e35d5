declare module 'robots-parser' {
  interface RobotsFile {
    /** Undefined when the address is of another origin than the file. */
    isAllowed(url: string, productToken: string): boolean | undefined
    /** From 1; -1 when no rule matches. */
    getMatchingLineNumber(url: string, productToken: string): number
    /** In seconds, whatever number was written. */
    getCrawlDelay(productToken: string): number | undefined
  }

  /** @param url the address of the robots.txt */
  export default function parse(url: string, text: string): RobotsFile
}
