/** How many elements of a page one rule of its publisher matched. */
export interface RuleCount {
  readonly rule: 'body' | 'title' | 'standfirst' | 'authors' | 'date' | 'remove'
  readonly selector: string
  readonly elements: number
}

/** What one rule came to on a page. */
export interface RuleMatch extends RuleCount {
  /** Something was read or removed by it; without that the page is read as without the rule. */
  readonly isUsed: boolean
}
