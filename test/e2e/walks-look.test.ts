// People who look around the whole house, and leave little behind. Not here: who records (walks-record.test.ts), and each screen by itself
// (walks-screens.test.ts).
import { takeWalks } from './support/take-walks.ts'
import { askWalk } from './walks/ask.ts'
import { batchCheckWalk } from './walks/batch-check.ts'
import { batchesWalk } from './walks/batches.ts'
import { booksWalk } from './walks/books.ts'
import { checkWalk } from './walks/check.ts'
import { compareWalk } from './walks/compare.ts'
import { compositionWalk } from './walks/composition.ts'
import { eventsWalk } from './walks/events.ts'
import { expertsWalk } from './walks/experts.ts'
import { firstAnswerWalk } from './walks/first-answer.ts'
import { holderWalk } from './walks/holder.ts'
import { houseClockWalk } from './walks/house-clock.ts'
import { keptWalk } from './walks/kept.ts'
import { keyboardWalk } from './walks/keyboard.ts'
import { listsWalk } from './walks/lists.ts'
import { mapWalk } from './walks/map.ts'
import { massesWalk } from './walks/masses.ts'
import { numbersWalk } from './walks/numbers.ts'
import { peopleWalk } from './walks/people.ts'
import { permitsWalk } from './walks/permits.ts'
import { picturesWalk } from './walks/pictures.ts'
import { proofWalk } from './walks/proof.ts'
import { scanWalk } from './walks/scan.ts'
import { stabilityWalk } from './walks/stability.ts'
import { superviseWalk } from './walks/supervise.ts'
import { visitorWalk } from './walks/visitor.ts'
import { wallsWalk } from './walks/walls.ts'

takeWalks([
  visitorWalk,
  firstAnswerWalk,
  checkWalk,
  batchCheckWalk,
  keyboardWalk,
  listsWalk,
  askWalk,
  expertsWalk,
  batchesWalk,
  houseClockWalk,
  holderWalk,
  compareWalk,
  compositionWalk,
  stabilityWalk,
  booksWalk,
  eventsWalk,
  picturesWalk,
  numbersWalk,
  mapWalk,
  permitsWalk,
  proofWalk,
  keptWalk,
  scanWalk,
  massesWalk,
  superviseWalk,
  peopleWalk,
  wallsWalk,
])
