import type { Database } from '../db/database.ts'
import { type ExtractionReport, reportExtraction } from './extraction-report.ts'
import { complain } from './extraction-words.ts'
import { closeAlarms, type ExtractionAlarm, raiseAlarms } from './repository-alarm.ts'

/** What is to be told: an alarm is new, or it is over. */
export interface AlarmChanges {
  readonly opened: readonly ExtractionAlarm[]
  readonly closed: readonly ExtractionAlarm[]
}

/**
 * Judges every publisher's pages, and opens and closes alarms by that. The rows decide what is new, so that two processes
 * that watch at once tell it once.
 */
export async function watchExtraction(db: Database, now: Date): Promise<AlarmChanges> {
  const reports = await reportExtraction(db, now)
  return db.transaction(async (tx) => ({
    opened: await raiseAlarms(tx, reports.flatMap(risen), now),
    closed: await closeAlarms(tx, reports.flatMap(isOver), now),
  }))
}

/** What rose; an open alarm holds until its pages are as usual, and is told anew until then. */
function risen({
  publisherId,
  publisher,
  findings,
  alarms,
  pages,
  usual,
}: ExtractionReport): readonly ExtractionAlarm[] {
  return findings.flatMap((finding) => {
    const { mark, verdict } = finding
    const isOpen = alarms.some((alarm) => alarm.mark === mark)
    const complaint = verdict === 'risen' || (isOpen && verdict === 'raised') ? complain(finding, pages, usual) : null
    return complaint ? [{ publisherId, publisher, mark, ...complaint }] : []
  })
}

const isOver = ({ findings, alarms }: ExtractionReport): readonly ExtractionAlarm[] =>
  alarms.filter(({ mark }) => findings.some((finding) => finding.mark === mark && finding.verdict === 'usual'))
