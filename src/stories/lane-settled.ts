/** Rounds that started before this no longer hold back their articles. */
export const settledBefore = (now: Date, settleSeconds: number): Date => new Date(now.getTime() - settleSeconds * 1000)
