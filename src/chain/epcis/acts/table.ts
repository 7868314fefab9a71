// Which event each act is, field by field, both ways. What the standard has no place for stands in our own namespace.
// Not here: the rows, moving mass, who may, and events that are no act of ours.
import { judging } from './judging.ts'
import { keeping } from './keeping.ts'
import { making } from './making.ts'
import type { Table } from './mapping.ts'
import { moving } from './moving.ts'
import { opening } from './opening.ts'

export type { Beside, Mapping, Naming, Reading } from './mapping.ts'

/** In this order an event is asked whose it is: cuttings and tags before plants, for they say more. */
export const actTable: Table = { ...opening, ...making, ...judging, ...moving, ...keeping }
