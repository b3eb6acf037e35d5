/** A feed is read up to here. The longest feeds and news sitemaps hold some thousands. */
export const mostEntries = 20_000

/** Says that fewer entries were read than the text holds. */
export const describeShortage = (expected: number, read: number): readonly string[] =>
  read < expected ? [`the text holds ${expected} items, ${read} could be read`] : []
