// Every walk through the whole house, as people take them: one server and one browser for all. Not here: the walks (walks/), the kit (kit.test.ts).
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumPath } from './support/browser.ts'
import { openStage, type Stage } from './support/stage.ts'
import { actsKeptWalk } from './walks/acts-kept.ts'
import { askWalk } from './walks/ask.ts'
import { batchCheckWalk } from './walks/batch-check.ts'
import { batchesWalk } from './walks/batches.ts'
import { besideFlowerWalk } from './walks/beside-flower.ts'
import { booksWalk } from './walks/books.ts'
import { checkWalk } from './walks/check.ts'
import { compareWalk } from './walks/compare.ts'
import { compositionWalk } from './walks/composition.ts'
import { decideWalk } from './walks/decide.ts'
import { epcisWalk } from './walks/epcis.ts'
import { eventsWalk } from './walks/events.ts'
import { expertsWalk } from './walks/experts.ts'
import { firstAnswerWalk } from './walks/first-answer.ts'
import { holderWalk } from './walks/holder.ts'
import { importWalk } from './walks/import.ts'
import { keptWalk } from './walks/kept.ts'
import { keyboardWalk } from './walks/keyboard.ts'
import { listsWalk } from './walks/lists.ts'
import { mapWalk } from './walks/map.ts'
import { massesWalk } from './walks/masses.ts'
import { nameAgainWalk } from './walks/name-again.ts'
import { noticeProgramsWalk } from './walks/notice-programs.ts'
import { numbersWalk } from './walks/numbers.ts'
import { ordersWalk } from './walks/orders.ts'
import { ownDrillWalk } from './walks/own-drill.ts'
import { papersWalk } from './walks/papers.ts'
import { peopleWalk } from './walks/people.ts'
import { permitsWalk } from './walks/permits.ts'
import { picturesWalk } from './walks/pictures.ts'
import { programsWalk } from './walks/programs.ts'
import { proofWalk } from './walks/proof.ts'
import { qualityWalk } from './walks/quality.ts'
import { recallWalk } from './walks/recall.ts'
import { recordWalk } from './walks/record.ts'
import { scanWalk } from './walks/scan.ts'
import { screensWalk } from './walks/screens.ts'
import { severalLotsWalk } from './walks/several-lots.ts'
import { stabilityWalk } from './walks/stability.ts'
import { superviseWalk } from './walks/supervise.ts'
import { visitorWalk } from './walks/visitor.ts'
import { wallsWalk } from './walks/walls.ts'

// Skipped by name where there is no Chromium: CHROMIUM_PATH, or one of the usual places.
describe.skipIf(chromiumPath === null)('the house, in a browser', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  // Those that only look come first; then those that write.
  const walks = [
    visitorWalk,
    firstAnswerWalk,
    checkWalk,
    batchCheckWalk,
    keyboardWalk,
    listsWalk,
    askWalk,
    expertsWalk,
    batchesWalk,
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
    screensWalk,
    massesWalk,
    superviseWalk,
    peopleWalk,
    wallsWalk,
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
    actsKeptWalk,
  ]
  for (const walk of walks) walk(() => stage)
})
