// What a structure is by law on a day: every finding, in the law's order, and the verdict. Pure. Not here: names and numbers (classify.ts),
// who may do what with it, and whether the text of the lists was read that far (coverage).
import {
  copyPiece,
  createGraph,
  elements,
  type Graph,
  hashOf,
  hasRadical,
  inSpace,
  ketoForm,
  readMolecule,
  readMolfile,
  workedOut,
} from '#chemistry'
import { citation, listArticle } from '../citations.ts'
import type { Citation, ListName } from '../contract.ts'
import type { Corpus } from '../corpus-value.ts'
import type { Days } from '../lists.ts'
import { ALLOWED, ARGUABLE, type CompiledRules, compileRules, parsed } from './compile.ts'
import type { ClauseFile, ExceptionFile, GroupFile } from './definition.ts'
import { evaluate, explain } from './evaluate.ts'
import { esterAndEtherHits, formulaSum, type Hit, type Listed, listedOn, namedHits } from './listed.ts'
import type { Clause } from './trace.ts'

export type Basis = 'named' | 'enantiomer' | 'isomer' | 'ester' | 'ether' | 'derivative' | 'group'
export type Finding = {
  readonly list: ListName
  readonly basis: Basis
  /** The substance, the clause or the group: `mdma`, `thc-isomeren`, `fenethylaminen`. */
  readonly rule: string
  /** The version of the definition or the source of the clause; null for a name. */
  readonly version: string | null
  readonly certainty: 'in' | 'arguable'
  /** How sure the law itself is: read, titled, inferred, or a model of ours. */
  readonly status: 'text' | 'title' | 'inferred' | 'model' | 'official'
  readonly citation: Citation | null
  /** Which piece of what was typed, counted from 0. */
  readonly piece: number
  readonly substanceId: string | null
  readonly trace: readonly Clause[]
}

export type ExceptionFound = {
  readonly kind: ExceptionFile['kind'] | 'other-list'
  readonly article: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly needsEvidence: { readonly nl: string; readonly en: string } | null
  readonly source: string
}

export type Message = { readonly code: string; readonly nl: string; readonly en: string }
export type StructureVerdict = 'controlled' | 'not-controlled' | 'needs-expert' | 'unreadable'
export type StructureAnswer = {
  readonly verdict: StructureVerdict
  readonly findings: readonly Finding[]
  readonly exceptions: readonly ExceptionFound[]
  readonly messages: readonly Message[]
  /** Where reading failed, an offset into the structure. */
  readonly error: { readonly at: number | null; readonly reason: string; readonly detail: string } | null
}

export type StructureClassifier = {
  /** `structure` is a SMILES or a molfile. With `trace` every clause is written down; without it only the verdict and its findings, which is what a batch wants. */
  classify(structure: string, options?: { readonly trace?: boolean }): StructureAnswer
}

type Group = { readonly file: GroupFile; readonly rules: CompiledRules }
type Derivative = {
  readonly clause: ClauseFile['clauses'][number]
  readonly rules: CompiledRules
  readonly file: ClauseFile
}
type Law = {
  readonly listed: Listed
  readonly groups: readonly Group[]
  readonly clauses: readonly ClauseFile[]
  readonly derivatives: readonly Derivative[]
  readonly except: readonly { readonly hash: number; readonly graph: Graph }[]
  readonly exceptions: readonly { readonly file: ExceptionFile; readonly hashes: ReadonlySet<number> }[]
  /** Named by a treaty and on no Dutch list that is recorded. */
  readonly treatyOnly: ReadonlySet<number>
  readonly thc: { readonly skeleton: number; readonly formula: number } | null
  readonly citations: Readonly<Record<ListName, Citation | null>>
}

/** Everything that holds on a day, compiled once; then some tens of thousands of structures a second. */
export function openClassifier(corpus: Corpus, days: Days): StructureClassifier {
  const law = lawOn(corpus, days)
  const whole = createGraph()
  const part = createGraph()
  const keto = createGraph()
  return {
    classify(structure, { trace = false } = {}) {
      // A molfile has lines, a SMILES has none.
      const isRead = structure.includes('\n') ? readMolfile(whole, structure) : readMolecule(whole, structure)
      if (!isRead) return unread(whole)
      const findings: Finding[] = []
      const exceptions: ExceptionFound[] = []
      const messages: Message[] = []
      for (let piece = 0; piece < whole.pieceCount; piece++) {
        let graph = whole
        if (whole.pieceCount > 1) {
          copyPiece(whole, piece, part)
          workedOut(part)
          graph = part
        }
        classifyPiece(law, graph, piece, trace, findings, exceptions, messages)
        if (ketoForm(graph, keto)) {
          const before = findings.length
          classifyPiece(law, keto, piece, trace, findings, exceptions, messages)
          if (findings.length > before) messages.push(enol)
        }
      }
      return { verdict: verdictOf(findings, messages), findings, exceptions, messages, error: null }
    },
  }
}

const opened = new WeakMap<Corpus, Map<string, StructureClassifier>>()

/** One structure; the compiled law of a day is kept with the corpus it was made from. */
export function classifyStructure(corpus: Corpus, structure: string, days: Days): StructureAnswer {
  const key = `${days.on}/${days.knownOn}`
  const ofCorpus = opened.get(corpus) ?? new Map<string, StructureClassifier>()
  opened.set(corpus, ofCorpus)
  let classifier = ofCorpus.get(key)
  if (!classifier) {
    // A handful of days at once: someone moving a slider over the years must not fill the memory.
    if (ofCorpus.size >= 8) ofCorpus.clear()
    classifier = openClassifier(corpus, days)
    ofCorpus.set(key, classifier)
  }
  return classifier.classify(structure, { trace: true })
}

function lawOn(corpus: Corpus, days: Days): Law {
  const [day, known] = [days.on.toString(), days.knownOn.toString()]
  const holds = (file: { inForce: { from: string; until: string | null } | null; knownOn: string }) =>
    file.inForce !== null &&
    file.knownOn <= known &&
    file.inForce.from <= day &&
    (file.inForce.until === null || day < file.inForce.until)
  const clauses = corpus.clauses.filter(holds)
  const all = clauses.flatMap((file) => file.clauses.map((clause) => ({ file, clause })))
  const isomers = all.map(({ clause }) => clause).find((clause) => clause.kind === 'isomers')
  const listed = listedOn(corpus, days)
  const parent = isomers?.kind === 'isomers' ? listed.bySubstance.get(isomers.of)?.graph : undefined
  const cited = (list: ListName) => citation(corpus, listArticle(list), days.on, days.knownOn)
  return {
    listed,
    clauses,
    groups: corpus.stofgroepen.filter(holds).map((file) => ({ file, rules: compileRules(file.rules) })),
    derivatives: all.flatMap(({ file, clause }) =>
      clause.kind === 'derivatives' ? [{ file, clause, rules: compileRules(clause.rules) }] : [],
    ),
    except: all
      .flatMap(({ clause }) => ('except' in clause ? clause.except : []))
      .map(({ smiles }) => parsed(smiles))
      .map((graph) => ({ graph, hash: hashOf(graph, 'law') })),
    exceptions: corpus.exceptions.filter(holds).map((file) => ({
      file,
      hashes: new Set(file.substances.map(({ smiles }) => hashOf(parsed(smiles), 'law'))),
    })),
    treatyOnly: treatyOnlyOn(corpus, days),
    thc: parent ? { skeleton: hashOf(parent, 'skeleton'), formula: formulaSum(parent) } : null,
    citations: { I: cited('I'), IA: cited('IA'), II: cited('II') },
  }
}

function treatyOnlyOn(corpus: Corpus, { on }: Days): ReadonlySet<number> {
  const named = corpus.substances.filter(
    ({ substanceId, treaty }) => treaty && treaty.decidedIn <= on.year && !corpus.mutationsBySubstance.has(substanceId),
  )
  return new Set(named.flatMap(({ structure }) => (structure ? [hashOf(parsed(structure.smiles), 'law')] : [])))
}

function classifyPiece(
  law: Law,
  graph: Graph,
  piece: number,
  trace: boolean,
  findings: Finding[],
  exceptions: ExceptionFound[],
  messages: Message[],
): void {
  const hash = hashOf(graph, 'law')
  const hits = namedHits(law.listed, graph, hash)
  if (graph.atomCount === 1 && hits.length === 0) return // A lone ion or water.
  if (isBeyondUs(graph, messages)) return
  const isExcepted = law.except.some(
    (one) => one.hash === hash && ['same', 'closer'].includes(inSpace(graph, one.graph) ?? ''),
  )
  if (isExcepted) {
    for (const hit of hits) if (hit.relation === 'named' && hit.form === 'same') findings.push(foundAs(law, hit, piece))
    messages.push(byNameExcepted)
  } else {
    for (const hit of hits) addHit(law, hit, piece, findings)
    addClauses(law, graph, piece, trace, findings)
  }
  addGroups(law, graph, piece, trace, findings)
  addExceptions(law, hash, findings, piece, exceptions)
  if (hits.length === 0 && law.treatyOnly.has(hash)) messages.push(treatyOnly)
  if (hasIsotope(graph)) messages.push(isotopes)
}

function addHit(law: Law, hit: Hit, piece: number, findings: Finding[]): void {
  if (hit.relation !== 'mirror') {
    findings.push(foundAs(law, hit, piece))
    return
  }
  const clause = clauseOf(law, 'enantiomers', hit.entry.list)
  if (clause)
    findings.push({ ...foundAs(law, hit, piece), basis: 'enantiomer', rule: clause.id, version: clause.version })
}

function clauseOf(
  law: Law,
  kind: 'esters' | 'ethers' | 'enantiomers',
  list: ListName,
): { id: string; version: string } | null {
  for (const file of law.clauses) {
    if (file.list !== list) continue
    const clause = file.clauses.find((one) => one.kind === kind)
    if (clause) return { id: clause.id, version: file.source }
  }
  return null
}

function foundAs(law: Law, { entry, isSure }: Hit, piece: number): Finding {
  return {
    ...{
      list: entry.list,
      basis: 'named',
      rule: entry.substanceId,
      version: null,
      substanceId: entry.substanceId,
      piece,
    },
    certainty: isSure ? 'in' : 'arguable',
    status: entry.certainty,
    citation: law.citations[entry.list],
    trace: [],
  }
}

function addClauses(law: Law, graph: Graph, piece: number, trace: boolean, findings: Finding[]): void {
  if (law.clauses.length === 0) return
  for (const hit of esterAndEtherHits(law.listed, graph)) {
    const basis = hit.relation === 'ester' ? 'ester' : 'ether'
    const clause = clauseOf(law, basis === 'ester' ? 'esters' : 'ethers', hit.entry.list)
    if (clause) findings.push({ ...foundAs(law, hit, piece), basis, rule: clause.id, version: clause.version })
  }
  addIsomers(law, graph, piece, findings)
  for (const { clause, rules, file } of law.derivatives) {
    const outcome = evaluate(rules, graph)
    if (outcome > ARGUABLE) continue
    findings.push({
      ...{ list: file.list, basis: 'derivative', rule: clause.id, version: file.source, substanceId: null, piece },
      certainty: outcome === ALLOWED ? 'in' : 'arguable',
      status: clause.certainty,
      citation: law.citations[file.list],
      trace: trace ? explain(rules, graph).log.clauses : [],
    })
  }
}

function addIsomers(law: Law, graph: Graph, piece: number, findings: Finding[]): void {
  if (law.thc === null || formulaSum(graph) !== law.thc.formula) return
  for (const file of law.clauses) {
    for (const clause of file.clauses) {
      if (clause.kind !== 'isomers') continue
      const entry = law.listed.bySubstance.get(clause.of)
      const isSame = hashOf(graph, 'skeleton') === law.thc.skeleton
      if (!entry || (!isSame && clause.formulaOnly === 'out')) continue
      if (findings.some((one) => one.piece === piece && one.substanceId === clause.of && one.certainty === 'in'))
        continue
      const isSure = isSame || clause.formulaOnly === 'in'
      const found = foundAs(law, { entry, relation: 'isomer', isSure, form: 'other' }, piece)
      findings.push({ ...found, basis: 'isomer', rule: clause.id, version: file.source, status: clause.certainty })
    }
  }
}

function addGroups(law: Law, graph: Graph, piece: number, trace: boolean, findings: Finding[]): void {
  for (const { file, rules } of law.groups) {
    const outcome = evaluate(rules, graph)
    if (outcome > ARGUABLE) continue
    findings.push({
      ...{ list: file.list, basis: 'group', rule: file.group, version: file.version, substanceId: null, piece },
      certainty: outcome === ALLOWED ? 'in' : 'arguable',
      status: file.status,
      citation: law.citations[file.list],
      trace: trace ? explain(rules, graph).log.clauses : [],
    })
  }
}

/** List IA alone has exceptions by substance and gives way to the other lists. */
function addExceptions(
  law: Law,
  hash: number,
  findings: readonly Finding[],
  piece: number,
  exceptions: ExceptionFound[],
): void {
  const ofPiece = findings.filter((finding) => finding.piece === piece)
  if (!ofPiece.some(({ list }) => list === 'IA')) return
  if (ofPiece.some(({ list, certainty }) => list !== 'IA' && certainty === 'in')) exceptions.push(otherList)
  for (const { file, hashes } of law.exceptions) {
    if (!hashes.has(hash)) continue
    const { kind, article, title, needsEvidence, source } = file
    exceptions.push({ kind, article, title, needsEvidence, source })
  }
}

/** Metals bound in a molecule and radicals: nothing here was made for them. */
function isBeyondUs(graph: Graph, messages: Message[]): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++) {
    if (graph.element[atom]! !== 0 && elements.isFamiliar(graph.element[atom]!)) continue
    messages.push(unsupported)
    return true
  }
  if (!hasRadical(graph)) return false
  messages.push(radical)
  return true
}

function hasIsotope(graph: Graph): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++)
    if (graph.isotope[atom]! + graph.deuterium[atom]! + graph.tritium[atom]! > 0) return true
  return false
}

const forExpert: ReadonlySet<string> = new Set(['unsupported', 'radical', 'treaty-only'])

function verdictOf(findings: readonly Finding[], messages: readonly Message[]): StructureVerdict {
  if (findings.some(({ certainty }) => certainty === 'in')) return 'controlled'
  if (findings.length > 0 || messages.some(({ code }) => forExpert.has(code))) return 'needs-expert'
  return 'not-controlled'
}

/** What is well written but stands for more than one molecule, or is too large, is for an expert: never "not controlled". */
function unread({ fault, failedAt, detail }: Graph): StructureAnswer {
  const isBeyond = fault === 'wildcard' || fault === 'too-large'
  return {
    verdict: isBeyond ? 'needs-expert' : 'unreadable',
    ...{ findings: [], exceptions: [], messages: isBeyond ? [unsupported] : [] },
    error: { at: failedAt < 0 ? null : failedAt, reason: fault ?? 'syntax', detail },
  }
}

const unsupported: Message = {
  code: 'unsupported',
  nl: 'Deze structuur valt buiten wat hier beoordeeld kan worden. Leg haar aan een deskundige voor.',
  en: 'This structure is beyond what can be judged here. Put it to an expert.',
}
const enol: Message = {
  code: 'enol',
  nl: 'Deze structuur is als enol getekend. Zij is ook als keton beoordeeld, want dat is dezelfde stof.',
  en: 'This structure is drawn as an enol. It was judged as a ketone too, for that is the same substance.',
}
const treatyOnly: Message = {
  code: 'treaty-only',
  nl: 'Een verdrag noemt deze stof; een Nederlandse tekst die haar op een lijst zet, is hier niet vastgesteld.',
  en: 'A treaty names this substance; no Dutch text that puts it on a list is established here.',
}
const radical: Message = {
  code: 'radical',
  nl: 'Deze structuur heeft een los elektron. Controleer de tekening of leg haar aan een deskundige voor.',
  en: 'This structure has an unpaired electron. Check the drawing or put it to an expert.',
}
const isotopes: Message = {
  code: 'isotopes',
  nl: 'De isotopen zijn gelezen als gewone atomen. De wetstekst noemt ze niet.',
  en: 'The isotopes were read as ordinary atoms. The text of the law does not name them.',
}
const byNameExcepted: Message = {
  code: 'excepted-by-name',
  nl: 'Lijst I zondert deze vorm met naam uit van de slotbepaling.',
  en: 'List I excepts this form by name from its closing clause.',
}
const otherList: ExceptionFound = {
  kind: 'other-list',
  article: 'opiumwet/2a/2/j',
  title: { nl: 'Lijst I en II gaan voor', en: 'Lists I and II come first' },
  needsEvidence: null,
  source: 'opiumwet/2a/2/j',
}
