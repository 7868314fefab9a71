// Everything that holds on a day, compiled once. Not here: asking it (findings.ts), or the corpus it is made from.
import { counterIons, createGraph, type Graph, hashOf } from '#chemistry'
import { citation, listArticle } from '../citations.ts'
import type { Citation, ListName } from '../contract.ts'
import type { Corpus } from '../corpus-value.ts'
import type { Days } from '../lists.ts'
import type { ClauseFile, ExceptionFile } from './clause-definition.ts'
import { type CompiledRules, compileRules, parsed } from './compile.ts'
import type { LactoneRule } from './cuts.ts'
import type { GroupFile } from './definition.ts'
import { formulaSum, type Listed, listedOn } from './listed.ts'

export type Group = { readonly file: GroupFile; readonly rules: CompiledRules }
export type Derivative = {
  readonly clause: ClauseFile['clauses'][number]
  readonly rules: CompiledRules
  readonly file: ClauseFile
}
export type LawOfDay = {
  readonly listed: Listed
  readonly groups: readonly Group[]
  readonly clauses: readonly ClauseFile[]
  readonly derivatives: readonly Derivative[]
  readonly except: readonly { readonly hash: number; readonly graph: Graph }[]
  readonly exceptions: readonly {
    readonly file: ExceptionFile
    readonly byHash: ReadonlyMap<number, ExceptionFile['substances'][number]>
  }[]
  /** Substances that the exceptions name, or a clause: where one differs from a listed one in form alone, a flat drawing is open. */
  readonly otherForms: ReadonlySet<number>
  /** Named by a treaty and on no Dutch list that is recorded. */
  readonly treatyOnly: ReadonlySet<number>
  readonly isomer: { readonly skeleton: number; readonly formula: number } | null
  readonly lactones: LactoneRule
  readonly citations: Readonly<Record<ListName, Citation | null>>
  /** Ow 1(2): a salt is the substance. */
  readonly salts: Citation | null
  readonly counterIons: ReadonlySet<number>
  /** Space to work in: a keto form. */
  readonly keto: Graph
}

export function lawOfDay(corpus: Corpus, days: Days): LawOfDay {
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
  const cited = (article: string) => citation(corpus, article, days.on, days.knownOn)
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
      byHash: new Map(file.substances.map((one) => [hashOf(parsed(one.smiles), 'law'), one])),
    })),
    otherForms: new Set(
      [
        ...corpus.exceptions.flatMap(({ substances }) => substances),
        ...all.flatMap(({ clause }) => ('except' in clause ? clause.except : [])),
      ].map(({ smiles }) => hashOf(parsed(smiles), 'law')),
    ),
    treatyOnly: treatyOnlyOn(corpus, days),
    isomer: parent ? { skeleton: hashOf(parent, 'skeleton'), formula: formulaSum(parent) } : null,
    lactones: lactonesIn(clauses),
    citations: { I: cited(listArticle('I')), IA: cited(listArticle('IA')), II: cited(listArticle('II')) },
    salts: cited('opiumwet/1/2'),
    counterIons: new Set(counterIons.map((smiles) => hashOf(parsed(smiles), 'law'))),
    keto: createGraph(),
  }
}

function lactonesIn(clauses: readonly ClauseFile[]): LactoneRule {
  const esters = clauses.flatMap((file) => file.clauses).find(({ kind }) => kind === 'esters')
  return esters && 'lactones' in esters ? (esters.lactones?.rule ?? 'out') : 'out'
}

function treatyOnlyOn(corpus: Corpus, { on }: Days): ReadonlySet<number> {
  const named = corpus.substances.filter(
    ({ substanceId, treaty }) =>
      treaty && (treaty.decidedIn ?? 0) <= on.year && !corpus.mutationsBySubstance.has(substanceId),
  )
  return new Set(named.flatMap(({ structure }) => (structure ? [hashOf(parsed(structure.smiles), 'law')] : [])))
}
