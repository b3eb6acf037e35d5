import type { Queryable } from '../db/database.ts'
import { type Finding, judgePages, marks, type PageOutcome, type UsualPages } from './extraction-health.ts'
import { type ExtractionAlarm, listOpenAlarms } from './repository-alarm.ts'
import { listReadPublishers, readUsualPages } from './repository-health.ts'

/** How a publisher's newest pages do against its usual ones. */
export interface ExtractionReport {
  readonly publisherId: string
  readonly publisher: string
  readonly pages: readonly PageOutcome[]
  readonly usual: UsualPages
  readonly findings: readonly Finding[]
  /** Its open alarms. */
  readonly alarms: readonly ExtractionAlarm[]
}

/** Every publisher that had a page lately, by name. */
export async function reportExtraction(db: Queryable, now: Date): Promise<readonly ExtractionReport[]> {
  const publishers = await listReadPublishers(db, now)
  const usual = await readUsualPages(db, publishers)
  const alarms = await listOpenAlarms(db)
  return publishers.map(({ id, name, pages }) => {
    const own = usual.get(id) ?? nothingUsual
    return {
      publisherId: id,
      publisher: name,
      pages,
      usual: own,
      findings: judgePages(pages, own),
      alarms: alarms.filter(({ publisherId }) => publisherId === id),
    }
  })
}

const nothingUsual: UsualPages = {
  medianBytes: null,
  shares: Object.fromEntries(marks.map((mark) => [mark, { marked: 0, of: 0 }])) as UsualPages['shares'],
}
