export type { Decision } from './acts/decision.ts'
export { decide } from './acts/index.ts'
export type { Situation } from './acts/situation.ts'
export { splitInProportion } from './acts/split.ts'
export { deliveryDueOn } from './agenda/delivery-clock.ts'
export { freeEndedReservations } from './agenda/free-ended.ts'
export { postContents } from './agenda/post-contents.ts'
export { chainWork, type WorkAsked } from './agenda/work.ts'
export { type BookCheckpoint, bookPaper, bookTable, type Table } from './book/print-book.ts'
export { bookProblems } from './book/problems.ts'
export { type BookAsked, bookLinesMax, listBooks, monthOf, readBook, readWholeBook } from './book/read-book.ts'
export * from './contract.ts'
export { type DifferencesAsked, listDifferences } from './count/differences.ts'
export { postFollowUps } from './count/follow-ups.ts'
export { countPlaces, countSheet, type SheetAsked } from './count/sheet.ts'
export { sheetPaper } from './count/sheet-paper.ts'
export * from './epcis/index.ts'
export * from './epcis/query/index.ts'
export { type ExportManifest, exportLedger, FolderTaken } from './export/export-ledger.ts'
export { readHolder } from './holder/read-holder.ts'
export * from './importers/index.ts'
export {
  codeOf,
  labelSheet,
  labelsMax,
  labelsPerPage,
  needLotHere,
  type PackLot,
  readPackLot,
  serialOf,
  symbolKinds,
  symbolOf,
} from './labels/pack-labels.ts'
export { labelProblems } from './labels/problems.ts'
export { unitLabels } from './labels/unit-labels.ts'
export type { LawForChain } from './law.ts'
export { lawForChain } from './law.ts'
export { listAllowances } from './limits/list-allowances.ts'
export { listCeilings } from './limits/list-ceilings.ts'
export { listLimits } from './limits/list-limits.ts'
export { endOrder, type OrderEnd, type OrderNeeds, placeOrder } from './orders/place-order.ts'
export { orderProblems } from './orders/problems.ts'
export { listOrderForms, type OrdersAsked, readOrderForm } from './orders/views.ts'
export { eventPaper } from './papers/event-paper.ts'
export { eventPapers, type PaperAsked } from './papers/gather.ts'
export { type OrderAsked, orderFormPaper, orderPaper } from './papers/order-paper.ts'
export { photographProblems } from './papers/photograph-problems.ts'
export { needPhotograph, storePhotograph } from './papers/photographs.ts'
export { paperProblems } from './papers/problems.ts'
export { massInWords } from './papers/words-for-mass.ts'
export { type BandAsked, bandEvents } from './picture/band-events.ts'
export { accountMovements, listAccounts, type MovementsAsked } from './picture/explore.ts'
export { type FigureAsked, figureEvents } from './picture/figure-events.ts'
export { keepSums } from './picture/keep-sums.ts'
export { movedEvents } from './picture/moved.ts'
export { type NationalAsked, nationalPicture } from './picture/national.ts'
export { type PeriodAsked, periodFlow } from './picture/period-flow.ts'
export { type RoomAsked, roomFate, roomFatePart, roomHanded, roomMap } from './picture/rooms.ts'
export { traceMap } from './picture/trace-map.ts'
export { verifySums } from './picture/verify-sums.ts'
export { accountIdOf } from './place.ts'
export { manifestProblems } from './problems/manifest-problems.ts'
export { chainProblems } from './problems.ts'
export { type BatchProofAsked, batchProof } from './proof/batch-proof.ts'
export {
  type LedgerFault,
  type LedgerVerdict,
  ledgerAuthorities,
  type MassBalance,
  makePartitions,
  massBalance,
  type ProofState,
  verifyLedger,
} from './proof/verify-ledger.ts'
export * from './quality/index.ts'
export { productComposition } from './quality/product-composition.ts'
export { type Compared, compareWithSpecification } from './quality/specification.ts'
export { type BatchAsked, batchDetail, batchFlow } from './read/batch-detail.ts'
export { listBatches, searchBatches } from './read/batch-views.ts'
export { type EventFilter, listEvents, readEvent, readEventContent, readEventContents } from './read/event-views.ts'
export { listContents } from './read/list-contents.ts'
export { nameThings } from './read/things.ts'
export { trace } from './read/trace.ts'
export { exportedByCountry, type UnderProducts, underProducts } from './read/under-products.ts'
export { recordTelling, type TellingAsked } from './recall/abroad.ts'
export { abroadPaper } from './recall/abroad-paper.ts'
export { recordRecallAttempt } from './recall/attempts.ts'
export { listRecalls, type RecallAsked, readRecall, readRecallPart } from './recall/cockpit.ts'
export { deliverNotices, tryDestination } from './recall/deliver-notices.ts'
export {
  destinationsMax,
  endDestination,
  findDestination,
  listDestinations,
  readDestination,
  registerDestination,
} from './recall/destinations.ts'
export { noticePaper } from './recall/notice-paper.ts'
export { acknowledgeRecall, listNotices, readNotice } from './recall/notices.ts'
export { listOwnDrills, listSentEvents, readOwnDrill, readOwnDrillPart, runOwnDrill } from './recall/own-drill.ts'
export { ownDrillPaper } from './recall/own-drill-paper.ts'
export { recallProblems } from './recall/problems.ts'
export { type DrillInput, remindByClock, remindOfRecall, runDrill, tellOfRecall } from './recall/tell.ts'
export { actOptions, lawActsOf, type OptionsAsked } from './record/act-options.ts'
export { type Subject, subjectOfAct } from './record/act-subject.ts'
export { type Batcher, type BatcherOptions, createBatcher } from './record/batcher.ts'
export { type BeginningsAsked, listBeginnings } from './record/beginnings.ts'
export { createImporter, type Importer, type ImporterOptions } from './record/import-acts.ts'
export { type DecidedEvent, postingOf } from './record/posting.ts'
export { type PreviewInput, previewAct } from './record/preview-act.ts'
export { prepareAct, type RecordInput, recordAct } from './record/record-act.ts'
export {
  type DuePageAsked,
  decideErasure,
  listDue,
  listOnErasure,
  proposeErasure,
  type RetentionAsked,
  readRetention,
} from './retention/erasures.ts'
export { retentionProblems } from './retention/problems.ts'
export { type ErasureFile, keepErasures, readErasureFile, replayErasures } from './retention/replay.ts'
export { type RetentionTerm, retentionTermOn } from './retention/terms.ts'
export { findScanned, type ScanAsked } from './scan/find-scanned.ts'
export { readCompanyPrefix, registerCompanyPrefix, takeUnits } from './shipments/logistic-units.ts'
export { listShipments, readShipment, type ShipmentFilter } from './shipments/shipment-views.ts'
export * from './stability/index.ts'
export { markBusyAccounts } from './stock/make-marks.ts'
export { batchStockAt, type StockTimesAsked, stockAt } from './stock/stock-at.ts'
export type { Posted } from './store/door.ts'
export { rowsWithoutYear } from './store/strays.ts'
export { addWorkingDays, isWorkingDay } from './working-days.ts'
