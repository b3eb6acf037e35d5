/** Microseconds of CPU a unit of work, so that a busy machine does not show. */
export function cpuEach(count: number, work: () => void): number {
  const before = process.cpuUsage()
  work()
  const used = process.cpuUsage(before)
  return (used.user + used.system) / count
}

export const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0)

/** Resident memory after a collection, where the process may ask for one (`node --expose-gc`). */
export function residentBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss()
}
