import { findUnreadAddress } from '../articles/repository-read.ts'
import type { Queryable } from '../db/database.ts'
import { findProvenPassage } from '../digests/repository-read.ts'
import { findMostCopied } from '../stories/repository-read.ts'
import { addresses } from './addresses.ts'

/** Paths of three pages that show what Wirefold is for. */
export interface DemoLinks {
  /** A passage that a sentence of the newest brief stands on. */
  readonly proveSentence: string
  /** The story with the most copies. */
  readonly whoCopiedWhom: string
  /** The tracer at an article whose page could not be read. */
  readonly whereDidItStop: string
}

/** The links for what is stored now; null until all three have something to show. */
export async function demoLinks(db: Queryable): Promise<DemoLinks | null> {
  const passage = await findProvenPassage(db)
  const copied = await findMostCopied(db)
  const unread = await findUnreadAddress(db)
  if (!passage || copied === null || unread === null) return null
  return {
    proveSentence: addresses.passage(passage.articleId, passage.version, passage),
    whoCopiedWhom: addresses.story(copied),
    whereDidItStop: addresses.trace(unread),
  }
}
