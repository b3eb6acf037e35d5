import { compareReports } from './events.ts'
import type { OpenOriginals } from './open-originals.ts'
import type { Original } from './original.ts'
import type { ClusterSettings } from './settings.ts'
import { PairTable } from './split-pair-table.ts'

/**
 * Compares reports of a story, each with all that came before it, as the lane does when they come. O(reports squared).
 * @param onRow awaited after each report; what it throws ends the comparing
 */
export async function compareAll(
  reports: readonly Original[],
  index: OpenOriginals,
  settings: ClusterSettings,
  onRow: () => Promise<void>,
): Promise<PairTable> {
  const table = new PairTable(reports.map(({ articleId }) => articleId))
  const ordered = reports.toSorted((a, b) => a.sequence - b.sequence)
  for (const [place, report] of ordered.entries()) {
    const probed = index.probeAgain(report)
    for (const earlier of ordered.slice(0, place)) {
      table.set(report.articleId, earlier.articleId, compareReports(probed, earlier, settings).probability)
    }
    await onRow()
  }
  return table
}
