// What crossed the border one way or both, and what that is together by way. Pure. Not here: showing it (crossings.tsx).
import type { AbroadRow } from '#chain/contract'

export type Way = AbroadRow['crossings'][number]['way']
export const ways = ['exported', 'imported'] as const satisfies readonly Way[]

/** What went there and what came from there are never one sum. */
export function crossingsOf({ crossings }: Pick<AbroadRow, 'crossings'>, asked: string | undefined) {
  const way = ways.find((one) => one === asked)
  const chosen = way === undefined ? crossings : crossings.filter((one) => one.way === way)
  const sums = ways.flatMap((each) => {
    const own = chosen.filter((one) => one.way === each)
    const massMg = `${own.reduce((sum, one) => sum + BigInt(one.massMg), 0n)}`
    return own.length > 0 ? [{ way: each, massMg }] : []
  })
  return { crossings: chosen, sums }
}
