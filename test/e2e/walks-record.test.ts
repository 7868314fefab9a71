// People who record what happened, in a house of their own so that nobody else's day is another. Not here: who looks (walks-look.test.ts).
import { takeWalks } from './support/take-walks.ts'
import { actsKeptWalk } from './walks/acts-kept.ts'
import { besideFlowerWalk } from './walks/beside-flower.ts'
import { decideWalk } from './walks/decide.ts'
import { epcisWalk } from './walks/epcis.ts'
import { importWalk } from './walks/import.ts'
import { nameAgainWalk } from './walks/name-again.ts'
import { noticeProgramsWalk } from './walks/notice-programs.ts'
import { ordersWalk } from './walks/orders.ts'
import { ownDrillWalk } from './walks/own-drill.ts'
import { papersWalk } from './walks/papers.ts'
import { programsWalk } from './walks/programs.ts'
import { qualityWalk } from './walks/quality.ts'
import { recallWalk } from './walks/recall.ts'
import { recordWalk } from './walks/record.ts'
import { retentionWalk } from './walks/retention.ts'
import { severalLotsWalk } from './walks/several-lots.ts'

takeWalks([
  programsWalk,
  qualityWalk,
  ordersWalk,
  papersWalk,
  recallWalk,
  noticeProgramsWalk,
  ownDrillWalk,
  recordWalk,
  besideFlowerWalk,
  severalLotsWalk,
  nameAgainWalk,
  importWalk,
  epcisWalk,
  decideWalk,
  retentionWalk,
  actsKeptWalk,
])
