import { qualityOf, speedOf } from './figures.ts'
import type { Failure, Measured } from './measure-reader.ts'

/** Headings and the least width of their columns. */
const columns = [
  ['reader', 20],
  ['pages/CPU s', 11],
  ['CPU to ours', 11],
  ['p95 CPU ms', 10],
  ['peak MB', 7],
  ['at start', 8],
  ['paragraphs', 13],
  ['other chars', 11],
  ['chars/page', 10],
  ['empty', 5],
  ['failed', 6],
] as const

export const headings = (): string => layOut(columns.map(([heading]) => heading))

/** The line of a reader; complete in itself, so that it can be shown before the next reader starts. */
export const lineOf = (one: Measured, ours: Measured): string => layOut(row(one, ours))

function row(one: Measured, ours: Measured): string[] {
  const speed = speedOf(one, ours)
  const quality = qualityOf(one)
  const isCompared = quality.stated > 0
  return [
    one.reader,
    speed?.pagesPerCpuSecond.toFixed(1) ?? '-',
    speed === null ? '-' : `${speed.ratio.toFixed(2)}x`,
    speed?.p95Ms.toFixed(1) ?? '-',
    one.peakKilobytes === null ? '-' : megabytes(one.peakKilobytes),
    megabytes(one.ready.peakKilobytes),
    isCompared ? `${quality.found} of ${quality.stated}` : '-',
    isCompared ? quality.otherCharactersPerPage.toFixed(0) : '-',
    quality.charactersPerPage.toFixed(0),
    String(quality.empty),
    failed([...one.failures.values()]),
  ]
}

const megabytes = (kilobytes: number): string => (kilobytes / 1024).toFixed(0)

function failed(failures: readonly Failure[]): string {
  const counts = (['threw', 'died', 'hung'] as const)
    .map((kind) => ({ kind, count: failures.filter((failure) => failure === kind).length }))
    .filter(({ count }) => count > 0)
  return counts.length === 0 ? '0' : counts.map(({ kind, count }) => `${count} ${kind}`).join(', ')
}

function layOut(cells: readonly string[]): string {
  const padded = columns.map(([, width], column) => {
    const cell = cells[column] ?? ''
    return column === 0 ? cell.padEnd(width) : cell.padStart(width)
  })
  return padded.join('  ')
}
