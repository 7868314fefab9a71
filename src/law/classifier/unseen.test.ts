// Some eight hundred structures with the outcome argued from the definitions before the classifier saw them (testing/unseen.csv: drawn by
// hand from general knowledge, the formula beside each as a check on the drawing). Not here: the table of ../shared.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createGraph, formulaOf, readMolecule } from '#chemistry'
import { loadCorpus } from '../corpus/index.ts'
import type { Corpus } from '../corpus-value.ts'
import { csvRows } from '../testing/csv.ts'
import { classifyStructure, openClassifier, type StructureAnswer } from './index.ts'
import { inWordsOfTheTable } from './testing/agreement.ts'

const days = { on: Temporal.PlainDate.from('2025-07-02'), knownOn: Temporal.PlainDate.from('2026-09-17') }
const rows = csvRows(readFileSync(join(import.meta.dirname, 'testing', 'unseen.csv'), 'utf8')).map(
  ([name = '', smiles = '', formula = '', expected = '', why = '']) => ({ name, smiles, formula, expected, why }),
)
let corpus: Corpus
beforeAll(async () => {
  corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', 'corpus'))
})

test('each drawing has the formula of its name, and each outcome a reason', () => {
  const graph = createGraph()
  expect(rows.length).toBeGreaterThan(800)
  for (const { name, smiles, formula, why } of rows) {
    expect(readMolecule(graph, smiles), name).toBe(true)
    if (formula !== '') expect(formulaOf(graph), name).toBe(formula)
    expect(why, name).not.toBe('')
  }
})

test('each outcome is as it was argued', () => {
  const wrong = rows.flatMap(({ name, smiles, expected, why }) => {
    const answer = classifyStructure(corpus, smiles, days)
    const got = inWordsOfTheTable(answer).replace('not-controlled', 'none').replace('needs-expert', 'expert')
    return got === expected ? [] : [{ name, expected, got, why }]
  })
  expect(wrong).toEqual([])
})

// testing/boundaries.csv: one structure on either side of each line of a definition.
test('each line of a definition holds where it says, and not one step further', () => {
  const lines = csvRows(readFileSync(join(import.meta.dirname, 'testing', 'boundaries.csv'), 'utf8'))
  expect(lines.length).toBeGreaterThan(140)
  const wrong = lines.flatMap(([group = '', smiles = '', expected = '', why = '']) => {
    const { findings } = classifyStructure(corpus, smiles, days)
    const got = findings.find(({ basis, rule }) => basis === 'group' && rule === group)?.certainty ?? 'out'
    return got === expected ? [] : [{ group, smiles, expected, got, why }]
  })
  expect(wrong).toEqual([])
})

describe('why', () => {
  test('every finding and every near miss names its clauses, with atoms that are there, in both languages', () => {
    for (const { name, smiles } of rows) {
      const { findings, nearMisses } = classifyStructure(corpus, smiles, days)
      const atoms = smiles.match(/\[[^\]]*\]|Cl|Br|[BCNOPSFIbcnops]/g)!.length // Every row is a SMILES.
      for (const { trace } of [...findings, ...nearMisses]) {
        expect(trace.length, name).toBeGreaterThan(0)
        for (const clause of trace) {
          expect(clause.nl.length * clause.en.length, name).toBeGreaterThan(0)
          for (const atom of clause.atoms) expect(atom >= 0 && atom < atoms, `${name}: ${clause.en}`).toBe(true)
        }
      }
      for (const { trace, certainty } of findings) {
        expect(
          trace.some(({ outcome }) => outcome === 'not-met'),
          name,
        ).toBe(false)
        expect(
          trace.some(({ outcome }) => outcome === 'arguable'),
          name,
        ).toBe(certainty === 'arguable')
      }
      for (const { trace, refusals } of nearMisses) {
        expect(refusals, name).toBeGreaterThan(0)
        expect(trace.filter(({ outcome }) => outcome === 'not-met').length, name).toBe(refusals)
      }
    }
  })

  test('without a trace the verdict and the findings are the same, and nothing is written down', () => {
    const { classify } = openClassifier(corpus, days)
    const bare = (answer: StructureAnswer) =>
      answer.findings.map(({ list, basis, rule, certainty, piece }) => [list, basis, rule, certainty, piece])
    for (const { name, smiles } of rows) {
      const [short, full] = [classify(smiles), classify(smiles, { trace: true })]
      expect(bare(short), name).toEqual(bare(full))
      expect([short.verdict, short.messages, short.exceptions], name).toEqual([
        full.verdict,
        full.messages,
        full.exceptions,
      ])
      expect([...short.steps, ...short.nearMisses, ...short.findings.flatMap(({ trace }) => trace)], name).toEqual([])
    }
  })
})
