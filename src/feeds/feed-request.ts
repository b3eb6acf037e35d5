/** What a request for a feed accepts: feeds first, and anything else rather than nothing. */
export const FEED_TYPES =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5'

/** The largest real feeds hold some megabytes; reading 20 takes the reader a second or two. */
export const MAX_FEED_BYTES = 20 * 1024 * 1024
