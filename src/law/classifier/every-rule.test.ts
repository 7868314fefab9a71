// Every line of a definition in force decides something: taken out or moved by one, it changes the outcome of at least one structure whose
// outcome was argued. A line that no structure notices is a line nobody checked. Not here: whether the outcomes are right (unseen.test.ts).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createGraph, type Graph, readMolecule } from '#chemistry'
import { loadCorpus } from '../corpus/index.ts'
import { csvRows } from '../testing/csv.ts'
import { compileRules } from './compile.ts'
import type { GroupFile, Rules } from './definition.ts'
import { evaluate, stockOf } from './evaluate.ts'

let inForce: readonly GroupFile[] = []
let molecules: readonly Graph[] = []
beforeAll(async () => {
  const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', 'corpus'))
  inForce = corpus.stofgroepen.filter(({ inForce: span }) => span !== null)
  const rows = ['unseen.csv', 'boundaries.csv'].flatMap((name) =>
    csvRows(readFileSync(join(import.meta.dirname, 'testing', name), 'utf8')),
  )
  molecules = rows.map(([, smiles = '']) => {
    const graph = createGraph(200, 220)
    expect(readMolecule(graph, smiles), smiles).toBe(true)
    return graph
  })
})

const outcomes = (rules: Rules) => {
  const compiled = compileRules(rules)
  return molecules.map((graph) => evaluate(compiled, graph, stockOf(graph))).join('')
}
type Change = readonly [what: string, rules: Rules]
const without = <Item>(list: readonly Item[], index: number) => list.filter((_, at) => at !== index)

function changes(rules: Rules): Change[] {
  const site = (name: string, change: Partial<Rules['sites'][string]>): Rules => ({
    ...rules,
    sites: { ...rules.sites, [name]: { ...rules.sites[name]!, ...change } },
  })
  const ofSites = Object.entries(rules.sites).flatMap(([name, rule]): Change[] => [
    ...(rule.allow ?? []).map(
      (one, at): Change => [`${name}: ${one.kind}`, site(name, { allow: without(rule.allow!, at) })],
    ),
    ...(rule.allow ?? []).flatMap((one, at): Change[] =>
      one.maxAtoms === undefined && !one.plain
        ? []
        : [[`${name}: how large ${one.kind} may be`, site(name, { allow: rule.allow!.with(at, { kind: one.kind }) })]],
    ),
    ...[-1, 1].flatMap((by): Change[] =>
      rule.chain
        ? [
            [
              `${name}: chain ${rule.chain.max + by}`,
              site(name, { chain: { ...rule.chain, max: rule.chain.max + by } }),
            ],
          ]
        : [],
    ),
    ...(rule.needs ?? []).map(
      (one, at): Change => [`${name}: needs ${one.oneOf[0]}`, site(name, { needs: without(rule.needs!, at) })],
    ),
    ...(rule.mostNeighbours
      ? [[`${name}: neighbours`, site(name, { mostNeighbours: { ...rule.mostNeighbours, max: 9 } })] as const]
      : []),
    ...(rule.bridge?.allow ?? []).map(
      (one, at): Change => [
        `${name}: ${one.kind}`,
        site(name, { bridge: { ...rule.bridge!, allow: without(rule.bridge!.allow, at) } }),
      ],
    ),
    ...(rule.tail
      ? ([
          [
            `${name}: shorter`,
            site(name, { tail: { ...rule.tail, chain: { ...rule.tail.chain, min: rule.tail.chain.min - 1 } } }),
          ],
          [
            `${name}: longer`,
            site(name, { tail: { ...rule.tail, chain: { ...rule.tail.chain, max: rule.tail.chain.max + 1 } } }),
          ],
          [`${name}: no ring`, site(name, { tail: { ...rule.tail, ring: { ...rule.tail.ring, max: 0 } } })],
          [`${name}: no four-ring`, site(name, { tail: { ...rule.tail, ring: { ...rule.tail.ring, min: 5 } } })],
        ] as const)
      : []),
  ])
  const ofRings = Object.entries(rules.ringSystems).flatMap(([name, system]) =>
    system.allow.map(
      (one, at): Change => [
        `ring ${one.name}`,
        { ...rules, ringSystems: { ...rules.ringSystems, [name]: { ...system, allow: without(system.allow, at) } } },
      ],
    ),
  )
  return [
    ...ofSites,
    ...ofRings,
    ...rules.closures.map(
      (one, at): Change => [
        `ring over ${one.between.join(' and ')}`,
        { ...rules, closures: without(rules.closures, at) },
      ],
    ),
    ...rules.closures.flatMap((one, at): Change[] =>
      one.ring === null
        ? []
        : [
            [
              `smaller ring over ${one.between.join(' and ')}`,
              { ...rules, closures: rules.closures.with(at, { ...one, ring: [one.ring[0] - 1, one.ring[1]] }) },
            ],
            [
              `larger ring over ${one.between.join(' and ')}`,
              { ...rules, closures: rules.closures.with(at, { ...one, ring: [one.ring[0], one.ring[1] + 1] }) },
            ],
          ],
    ),
    ...(rules.cores.length > 1
      ? rules.cores.map((one, at): Change => [one.name.en, { ...rules, cores: without(rules.cores, at) }])
      : []),
    ...rules.without.map(
      (one, at): Change => [`without ${one.name}`, { ...rules, without: without(rules.without, at) }],
    ),
    ...(rules.elements ? [['elements', { ...rules, elements: null }] as const] : []),
    ...(rules.massLimit ? [['mass', { ...rules, massLimit: null }] as const] : []),
  ]
}

describe('every line of a definition in force decides something', () => {
  test.each(['fenethylaminen', 'cannabimimetica', '4-aminopiperidinen'])('%s', (group) => {
    const file = inForce.find((one) => one.group === group)
    expect(file).toBeDefined()
    const before = outcomes(file!.rules)
    const all = changes(file!.rules)
    expect(all.length).toBeGreaterThan(5)
    expect(all.flatMap(([what, rules]) => (outcomes(rules) === before ? [what] : []))).toEqual([])
  })
})
