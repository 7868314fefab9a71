// What a room or field may be for. Not here: what stands in it (pictures.ts), and the acts (acts.ts).

/** Growing, drying, keeping stock, keeping waste. */
export const roomUses = ['grow', 'dry', 'store', 'waste'] as const
export type RoomUse = (typeof roomUses)[number]
export const roomKinds = ['room', 'field'] as const

/** What a room must be for to hold material in this state. */
export function roomUseOf(state: string): RoomUse {
  if (state === 'growing') return 'grow'
  if (state === 'wet') return 'dry'
  return state === 'waste' || state === 'rejected' ? 'waste' : 'store'
}
