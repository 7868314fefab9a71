// Every finding about one piece of what was typed, in the law's order: names, closing clauses, groups; then the exceptions. Not here: the
// verdict over all pieces (structure.ts), the law of the day (law-of-day.ts).
import { elements, type Graph, hashOf, hasIsotope, hasRadical, inSpace, isStereoCentre, ketoForm } from '#chemistry'
import type { ListName } from '../contract.ts'
import type { ExceptionFound, Finding, Message, NearMiss, Step } from './answer.ts'
import { ALLOWED, ARGUABLE, type CompiledRules, type Outcome, REFUSED } from './compile.ts'
import { esterAndEtherHits, wasCutShort } from './cuts.ts'
import { evaluate, explain, hasCore, type Stock, stockOf } from './evaluate.ts'
import { hitTrace } from './hit-trace.ts'
import type { LawOfDay } from './law-of-day.ts'
import { formulaSum, type Hit, namedHits } from './listed.ts'
import * as say from './messages.ts'
import { formOpenStep, tautomerStep } from './steps.ts'

/** What is being written; `trace` says whether reasons are wanted. */
export type Sheet = {
  readonly trace: boolean
  readonly findings: Finding[]
  readonly exceptions: ExceptionFound[]
  readonly messages: Message[]
  readonly steps: Step[]
  readonly nearMisses: NearMiss[]
}

export function classifyPiece(law: LawOfDay, graph: Graph, piece: number, sheet: Sheet): void {
  judgePiece(law, graph, piece, sheet)
  if (!ketoForm(graph, law.keto)) return
  const before = sheet.findings.length
  judgePiece(law, law.keto, piece, sheet)
  if (sheet.findings.length === before) return
  tell(sheet, say.enol)
  if (sheet.trace) sheet.steps.push(tautomerStep(piece))
}

const tell = ({ messages }: Sheet, message: Message) => {
  if (!messages.includes(message)) messages.push(message)
}

function judgePiece(law: LawOfDay, graph: Graph, piece: number, sheet: Sheet): void {
  const hash = hashOf(graph, 'law')
  const hits = namedHits(law.listed, graph, hash)
  // A lone ion, a lone metal or water is nothing to judge; a lone atom with an unpaired electron is.
  if (graph.atomCount === 1 && hits.length === 0 && !(elements.isFamiliar(graph.element[0]!) && hasRadical(graph)))
    return
  if (isBeyondUs(graph, sheet)) return
  const isExcepted = law.except.some(
    (one) => one.hash === hash && ['same', 'closer'].includes(inSpace(graph, one.graph) ?? ''),
  )
  if (isExcepted) {
    for (const hit of hits) if (hit.relation === 'named' && hit.form === 'same') addHit(law, graph, hit, piece, sheet)
    tell(sheet, say.byNameExcepted)
  } else {
    for (const hit of hits) addHit(law, graph, hit, piece, sheet)
    addClauses(law, graph, piece, sheet)
  }
  addGroups(law, graph, piece, sheet)
  addExceptions(law, hash, piece, sheet)
  if (hits.length === 0 && law.treatyOnly.has(hash)) tell(sheet, say.treatyOnly)
  if (hasIsotope(graph)) tell(sheet, say.isotopes)
}

/** Metals bound in a molecule and radicals: nothing here was made for them. */
function isBeyondUs(graph: Graph, sheet: Sheet): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++) {
    if (graph.element[atom]! !== 0 && elements.isFamiliar(graph.element[atom]!)) continue
    tell(sheet, say.unsupported)
    return true
  }
  if (!hasRadical(graph)) return false
  tell(sheet, say.radical)
  return true
}

// ─── Listed substances ───────────────────────────────────────────────────────────────────────────────────────────────

function addHit(law: LawOfDay, graph: Graph, hit: Hit, piece: number, sheet: Sheet): void {
  const enantiomers = clauseOf(law, 'enantiomers', hit.entry.list)
  if (hit.relation === 'mirror') {
    if (enantiomers) sheet.findings.push(foundAs(law, graph, hit, piece, sheet.trace, 'enantiomer', enantiomers))
    return
  }
  // A drawing without form is the named substance, its mirror image, or a mixture that holds it: a preparation of it. Without a clause on
  // enantiomers that goes as long as no other form of it is known as a substance of its own.
  const isDrawnOpen = hit.form === 'open' && hit.entry.isFormRecorded && hit.entry.isInForce
  const isOpen = isDrawnOpen && (enantiomers !== null || !law.otherForms.has(hashOf(graph, 'law')))
  if (isOpen) {
    tell(sheet, say.formOpen)
    if (sheet.trace) sheet.steps.push(formOpenStep(graph, piece))
  }
  if (hit.form === 'closer' && !enantiomers && isOneHand(graph)) tell(sheet, say.handOfListed)
  const isSure = hit.isSure || isOpen
  sheet.findings.push(foundAs(law, graph, { ...hit, isSure }, piece, sheet.trace, 'named', null))
}

function isOneHand(graph: Graph): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++) if (isStereoCentre(graph, atom)) return true
  return false
}

type ClauseName = { readonly id: string; readonly version: string; readonly certainty: Finding['status'] }

function clauseOf(law: LawOfDay, kind: 'esters' | 'ethers' | 'enantiomers', list: ListName): ClauseName | null {
  for (const file of law.clauses) {
    if (file.list !== list) continue
    const clause = file.clauses.find((one) => one.kind === kind)
    if (clause) return { id: clause.id, version: file.source, certainty: clause.certainty }
  }
  return null
}

function foundAs(
  law: LawOfDay,
  graph: Graph,
  hit: Hit,
  piece: number,
  trace: boolean,
  basis: Finding['basis'],
  clause: ClauseName | null,
): Finding {
  const { entry, isSure } = hit
  return {
    ...{ list: entry.list, basis, rule: clause?.id ?? entry.substanceId, version: clause?.version ?? null },
    certainty: isSure ? 'in' : 'arguable',
    status: entry.certainty,
    citation: law.citations[entry.list],
    ...{ piece, substanceId: entry.substanceId },
    trace: trace ? hitTrace(graph, hit, clause?.id ?? null, isSure) : [],
  }
}

// ─── Closing clauses ─────────────────────────────────────────────────────────────────────────────────────────────────

function addClauses(law: LawOfDay, graph: Graph, piece: number, sheet: Sheet): void {
  if (law.clauses.length === 0) return
  for (const hit of esterAndEtherHits(law.listed, graph, law)) {
    const basis = hit.relation === 'ester' ? 'ester' : 'ether'
    const clause = clauseOf(law, basis === 'ester' ? 'esters' : 'ethers', hit.entry.list)
    if (!clause) continue
    // As for a name: what is open takes in the named form.
    const isOpen = hit.form === 'open' && hit.entry.isFormRecorded && clauseOf(law, 'enantiomers', hit.entry.list)
    if (isOpen) tell(sheet, say.formOpen)
    const sure: Hit = { ...hit, isSure: hit.isSure || (isOpen !== false && isOpen !== null) }
    sheet.findings.push(foundAs(law, graph, sure, piece, sheet.trace, basis, clause))
  }
  if (wasCutShort()) tell(sheet, say.unsupported)
  addIsomers(law, graph, piece, sheet)
  const stock = stockOf(graph)
  for (const { clause, rules, file } of law.derivatives)
    addDefined(law, graph, stock, piece, sheet, rules, {
      ...{ list: file.list, basis: 'derivative', rule: clause.id, version: file.source, status: clause.certainty },
    })
}

function addIsomers(law: LawOfDay, graph: Graph, piece: number, sheet: Sheet): void {
  if (law.isomer === null || formulaSum(graph) !== law.isomer.formula) return
  for (const file of law.clauses) {
    for (const clause of file.clauses) {
      if (clause.kind !== 'isomers') continue
      const entry = law.listed.bySubstance.get(clause.of)
      const isSame = hashOf(graph, 'skeleton') === law.isomer.skeleton
      if (!entry || (!isSame && clause.formulaOnly === 'out')) continue
      const isNamed = (one: Finding) => one.piece === piece && one.substanceId === clause.of && one.certainty === 'in'
      if (sheet.findings.some(isNamed)) continue
      const isSure = isSame || clause.formulaOnly === 'in'
      const hit: Hit = { entry, relation: 'isomer', isSure, form: 'other', parentAtoms: [] }
      const name = { id: clause.id, version: file.source, certainty: clause.certainty }
      const found = foundAs(law, graph, hit, piece, sheet.trace, 'isomer', name)
      sheet.findings.push({ ...found, status: clause.certainty })
    }
  }
}

// ─── Definitions: groups and scaffolds ───────────────────────────────────────────────────────────────────────────────

type Defined = Pick<NearMiss, 'list' | 'basis' | 'rule' | 'version' | 'status'>

function addGroups(law: LawOfDay, graph: Graph, piece: number, sheet: Sheet): void {
  const stock = stockOf(graph)
  for (const { file, rules } of law.groups) {
    if (isOfAnother(law, file.notWithCoreOf, graph, stock)) continue
    addDefined(law, graph, stock, piece, sheet, rules, {
      ...{ list: file.list, basis: 'group', rule: file.group, version: file.version, status: file.status },
    })
  }
}

/** It has the core of another group and fails that group: since 2024 the model text then keeps it out of this one. */
function isOfAnother(law: LawOfDay, others: readonly string[] | undefined, graph: Graph, stock: Stock): boolean {
  if (others === undefined) return false
  return law.groups.some(
    ({ file, rules }) =>
      others.includes(file.group) && evaluate(rules, graph, stock) > ARGUABLE && hasCore(rules, graph),
  )
}

function addDefined(
  law: LawOfDay,
  graph: Graph,
  stock: Stock,
  piece: number,
  sheet: Sheet,
  rules: CompiledRules,
  defined: Defined,
): void {
  const outcome: Outcome = evaluate(rules, graph, stock)
  const isIn = outcome <= ARGUABLE
  if (!isIn && !sheet.trace) return
  const explained = sheet.trace ? explain(rules, graph) : null
  const said = { ...defined, citation: law.citations[defined.list], piece, trace: explained?.log.clauses ?? [] }
  if (isIn) sheet.findings.push({ ...said, certainty: outcome === ALLOWED ? 'in' : 'arguable', substanceId: null })
  else if (explained?.outcome === REFUSED) sheet.nearMisses.push({ ...said, refusals: refusalsIn(said.trace) })
}

const refusalsIn = (trace: NearMiss['trace']) => trace.filter(({ outcome }) => outcome === 'not-met').length

// ─── Exceptions ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** List IA alone has exceptions by substance and gives way to the other lists. */
function addExceptions(law: LawOfDay, hash: number, piece: number, { findings, exceptions }: Sheet): void {
  const ofPiece = findings.filter((finding) => finding.piece === piece)
  if (!ofPiece.some(({ list }) => list === 'IA')) return
  const add = (found: ExceptionFound) => {
    const isTold = exceptions.some(
      ({ kind, article, substance }) =>
        kind === found.kind && article === found.article && substance === found.substance,
    )
    if (!isTold) exceptions.push(found)
  }
  const isElsewhere = ofPiece.some(({ list, certainty }) => list !== 'IA' && certainty === 'in')
  for (const { file, byHash } of law.exceptions) {
    const substance = byHash.get(hash)
    if (!substance && !(file.kind === 'other-list' && isElsewhere)) continue
    const { kind, article, title, needsEvidence, source, certainty, facts } = file
    add({
      ...{ kind, article, title, needsEvidence, source, certainty, facts: facts ?? [], piece },
      ...{ substance: substance?.name ?? null, note: substance?.note ?? null },
    })
  }
}
