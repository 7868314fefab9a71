// What a structure is by law on a day: every finding, in the law's order, and the verdict. Pure. Not here: names and numbers (classify.ts),
// who may do what with it, and whether the text of the lists was read that far (coverage).
import { copyPiece, createGraph, type Graph, hashOf, readInchi, readMolecule, readMolfile, workedOut } from '#chemistry'
import type { Corpus } from '../corpus-value.ts'
import type { Days } from '../lists.ts'
import type { Finding, Message, StructureAnswer, StructureClassifier, StructureVerdict } from './answer.ts'
import { classifyPiece, type Sheet } from './findings.ts'
import { type LawOfDay, lawOfDay } from './law-of-day.ts'
import { severalRecords, unsupported } from './messages.ts'
import { pieceSteps, type Reading, readStep, samePiece } from './steps.ts'

export type * from './answer.ts'

/** Everything that holds on a day, compiled once; then some tens of thousands of structures a second. */
export function openClassifier(corpus: Corpus, days: Days): StructureClassifier {
  const law = lawOfDay(corpus, days)
  const whole = createGraph()
  const part = createGraph()
  return {
    classify(structure, { trace = false } = {}) {
      const as = readingOf(structure)
      if (!read(whole, structure, as)) return unread(whole)
      const sheet: Sheet = { trace, findings: [], exceptions: [], messages: [], steps: [], nearMisses: [] }
      if (trace) sheet.steps.push(...readStep(as, whole.pieceCount))
      if (as === 'molfile' && /\$\$\$\$\s*\S/.test(structure)) sheet.messages.push(severalRecords)
      if (whole.pieceCount === 1) onePiece(law, whole, 0, false, sheet)
      else pieces(law, whole, part, sheet)
      const { findings, exceptions, messages, steps, nearMisses } = sheet
      const verdict = verdictOf(findings, messages)
      return { verdict, findings, exceptions, messages, steps, nearMisses, error: null }
    },
  }
}

function pieces(law: LawOfDay, whole: Graph, part: Graph, sheet: Sheet): void {
  const seen = new Set<number>()
  for (let piece = 0; piece < whole.pieceCount; piece++) {
    copyPiece(whole, piece, part)
    workedOut(part)
    // Two bases in a sulfate are one substance; where hands are drawn each is looked at.
    const hash = saysNothingOfForm(part) ? hashOf(part, 'identity') : -1 - piece
    if (seen.has(hash)) {
      if (sheet.trace) sheet.steps.push(samePiece(piece))
      continue
    }
    seen.add(hash)
    onePiece(law, part, piece, true, sheet)
  }
}

function onePiece(law: LawOfDay, graph: Graph, piece: number, hasOthers: boolean, sheet: Sheet): void {
  if (sheet.trace) sheet.steps.push(...pieceSteps(graph, piece, hasOthers, law))
  classifyPiece(law, graph, piece, sheet)
}

function saysNothingOfForm(graph: Graph): boolean {
  for (let atom = 0; atom < graph.atomCount; atom++) if (graph.chiral[atom] !== 0) return false
  for (let bond = 0; bond < graph.bondCount; bond++) if (graph.bondMark[bond] !== 0) return false
  return true
}

/** A molfile has lines, an InChI says so, anything else is a SMILES. */
function readingOf(structure: string): Reading {
  if (structure.includes('\n')) return 'molfile'
  return structure.startsWith('InChI=') ? 'inchi' : 'smiles'
}

function read(graph: Graph, structure: string, as: Reading): boolean {
  if (as === 'molfile') return readMolfile(graph, structure)
  return as === 'inchi' ? readInchi(graph, structure.trim()) : readMolecule(graph, structure)
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
    ...{ findings: [], exceptions: [], messages: isBeyond ? [unsupported] : [], steps: [], nearMisses: [] },
    error: { at: failedAt < 0 ? null : failedAt, reason: fault ?? 'syntax', detail },
  }
}
