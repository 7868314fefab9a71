export { actOptions, lawActsOf, type OptionsAsked } from './act-options.ts'
export { type Subject, subjectOfAct } from './act-subject.ts'
export { decide } from './acts/index.ts'
export { splitInProportion } from './acts/split.ts'
export { type BatchAsked, batchDetail, batchFlow } from './batch-detail.ts'
export { type BatchProofAsked, batchProof } from './batch-proof.ts'
export { listBatches, searchBatches } from './batch-views.ts'
export { type Batcher, type BatcherOptions, createBatcher } from './batcher.ts'
export { type BeginningsAsked, listBeginnings } from './beginnings.ts'
export { type BookCheckpoint, bookPaper, bookTable, type Table } from './book/print-book.ts'
export { bookProblems } from './book/problems.ts'
export { type BookAsked, bookLinesMax, listBooks, monthOf, readBook, readWholeBook } from './book/read-book.ts'
export * from './contract.ts'
export { type DifferencesAsked, listDifferences } from './count/differences.ts'
export { postFollowUps } from './count/follow-ups.ts'
export { countPlaces, countSheet, type SheetAsked } from './count/sheet.ts'
export { sheetPaper } from './count/sheet-paper.ts'
export type { Decision } from './decision.ts'
export { deliveryDueOn } from './delivery-clock.ts'
export * from './epcis/index.ts'
export * from './epcis/query/index.ts'
export { eraseEvent } from './erase-event.ts'
export { type EventFilter, listEvents, readEvent, readEventContent, readEventContents } from './event-views.ts'
export { type ExportManifest, exportLedger, FolderTaken } from './export/export-ledger.ts'
export { freeEndedReservations } from './free-ended.ts'
export { readHolder } from './holder/read-holder.ts'
export { createImporter, type Importer, type ImporterOptions } from './import-acts.ts'
export * from './importers/index.ts'
export {
  codeOf,
  labelSheet,
  labelsMax,
  labelsPerPage,
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
export { listAllowances } from './list-allowances.ts'
export { listCeilings } from './list-ceilings.ts'
export { listContents } from './list-contents.ts'
export { listLimits } from './list-limits.ts'
export { readCompanyPrefix, registerCompanyPrefix, takeUnits } from './logistic-units.ts'
export { markBusyAccounts } from './make-marks.ts'
export { manifestProblems } from './manifest-problems.ts'
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
export { postContents } from './post-contents.ts'
export { type DecidedEvent, postingOf } from './posting.ts'
export { type PreviewInput, previewAct } from './preview-act.ts'
export { chainProblems } from './problems.ts'
export { productComposition } from './product-composition.ts'
export * from './quality/index.ts'
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
export { prepareAct, type RecordInput, recordAct } from './record-act.ts'
export { findScanned, type ScanAsked } from './scan/find-scanned.ts'
export { listShipments, readShipment, type ShipmentFilter } from './shipment-views.ts'
export type { Situation } from './situation.ts'
export { type Compared, compareWithSpecification } from './specification.ts'
export * from './stability/index.ts'
export { batchStockAt, type StockTimesAsked, stockAt } from './stock-at.ts'
export type { Posted } from './store/door.ts'
export { rowsWithoutYear } from './store/strays.ts'
export { nameThings } from './things.ts'
export { trace } from './trace.ts'
export { exportedByCountry, type UnderProducts, underProducts } from './under-products.ts'
export {
  type LedgerFault,
  type LedgerVerdict,
  ledgerAuthorities,
  type MassBalance,
  makePartitions,
  massBalance,
  type ProofState,
  verifyLedger,
} from './verify-ledger.ts'
export { chainWork, type WorkAsked } from './work.ts'
export { addWorkingDays, isWorkingDay } from './working-days.ts'
