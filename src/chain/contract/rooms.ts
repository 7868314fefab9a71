// What a room or field may be for. Not here: what stands in it (pictures.ts), and the acts (acts.ts).

/** Growing, drying, keeping stock, keeping waste. */
export const roomUses = ['grow', 'dry', 'store', 'waste'] as const
export type RoomUse = (typeof roomUses)[number]
export const roomKinds = ['room', 'field'] as const
