// Who is told of a theft or loss, and how an event shows it. Not here: the acts (acts.ts).
import { Day, IdOf, Moment, Nullable, OneOf, type Static, Strict, Type } from '#kernel'

export const lossCauses = ['loss', 'theft'] as const
export type LossCause = (typeof lossCauses)[number]
export const lossToldTo = ['igj', 'police'] as const
export type LossToldTo = (typeof lossToldTo)[number]

/** Until when somebody is told of it, and what was told. */
export const LossNotice = Strict({
  to: OneOf(lossToldTo),
  discoveredAt: Moment,
  dueOn: Day,
  told: Nullable(Strict({ eventId: IdOf('event'), at: Moment, reference: Type.String(), isLate: Type.Boolean() })),
})
export type LossNotice = Static<typeof LossNotice>
