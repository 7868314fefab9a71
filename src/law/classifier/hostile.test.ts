// Input nobody should send and somebody will: it ends, it does not throw, and what is beyond us is never "not controlled". Not here: what
// the SMILES reader says of each fault (chemistry/graph).
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCorpus } from '../corpus/index.ts'
import { openClassifier, type StructureClassifier } from './index.ts'

let classifier: StructureClassifier
beforeAll(async () => {
  const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', 'corpus'))
  const days = { on: Temporal.PlainDate.from('2025-07-02'), knownOn: Temporal.PlainDate.from('2026-09-17') }
  classifier = openClassifier(corpus, days)
})
const molfile = (atoms: readonly string[], bonds: readonly string[], counts = [atoms.length, bonds.length]) =>
  [
    ...[
      '',
      '  by hand',
      '',
      `${counts.map((count) => String(count).padStart(3)).join('')}  0  0  0  0  0  0  0  0999 V2000`,
    ],
    ...atoms.map((symbol, index) => `${String(index).padStart(6)}.0000    0.0000    0.0000 ${symbol.padEnd(3)} 0  0`),
    ...[...bonds, 'M  END', ''],
  ].join('\n')

describe('beyond us, or unreadable', () => {
  test.each<[string, string, string]>([
    ['ten thousand atoms', 'C'.repeat(10_000), 'needs-expert'],
    ['five thousand branches inside each other', `${'C('.repeat(5_000)}C${')'.repeat(5_000)}`, 'needs-expert'],
    ['five hundred rings', 'C1CC1'.repeat(500), 'needs-expert'],
    ['more esters than are tried', `${'OC(C)C(=O)'.repeat(120)}O`, 'needs-expert'],
    ['a wildcard', '*CCc1ccccc1', 'needs-expert'],
    ['an R-group', '[*:1]NCCc1ccccc1', 'needs-expert'],
    ['a polymer with open ends', '*CC(*)c1ccccc1', 'needs-expert'],
    ['a metal in the molecule', 'C[Hg]C', 'needs-expert'],
    ['ferrocene drawn with bonds', '[Fe]123(C4C1=C2C3=C4)', 'needs-expert'],
    ['a radical', 'CC(N)C[C]c1ccccc1', 'needs-expert'],
    ['a radical of one atom', '[CH3]', 'needs-expert'],
    ['an ion of one atom', '[Na+]', 'not-controlled'],
    ['a molfile with an atom list', molfile(['C', 'L'], ['  1  2  1  0']), 'needs-expert'],
    ['a molfile with any atom', molfile(['C', 'A'], ['  1  2  1  0']), 'needs-expert'],
    ['a molfile with a query bond', molfile(['C', 'C'], ['  1  2  8  0']), 'needs-expert'],
    ['nothing', '', 'unreadable'],
    ['only spaces', '   ', 'unreadable'],
    ['an empty part between dots', 'C..C', 'unreadable'],
    ['a dot at the end', 'C.', 'unreadable'],
    ['a dot at the start', '.C', 'unreadable'],
    ['a ring never closed', 'C1CCCC', 'unreadable'],
    ['a ring of one atom', 'C11', 'unreadable'],
    ['carbon with five bonds', 'CC(C)(C)(C)C', 'unreadable'],
    ['a script', '<script>alert(1)</script>', 'unreadable'],
    ['a query of a database', "'; drop table chain.movement; --", 'unreadable'],
    ['a NUL', 'C\u0000C', 'unreadable'],
    ['letters that only look Latin', 'СС(N)Сc1ccccc1', 'unreadable'],
    ['a molfile that ends too soon', molfile(['C'], [], [3, 2]), 'unreadable'],
    ['a molfile that bonds what is not there', molfile(['C', 'C'], ['  1  9  1  0']), 'unreadable'],
    ['a molfile without counts', '\n\n\n\n', 'unreadable'],
    ['an InChI cut off', 'InChI=1S/C9H13N/c1-8(10)7-9-5-3', 'unreadable'],
    ['an InChI of nothing', 'InChI=1S//', 'unreadable'],
  ])('%s', (_name, structure, expected) => {
    const answer = classifier.classify(structure, { trace: true })
    expect(answer.verdict).toBe(expected)
    if (expected === 'unreadable') expect(answer.error?.reason).toBeTruthy()
  })
})

describe('large and strange, and judged all the same', () => {
  test.each<[string, string]>([
    ['a chain of a thousand', 'C'.repeat(1_000)],
    ['a hundred and fifty rings', 'C1CC1'.repeat(150)],
    ['nine hundred parts', `${'C.'.repeat(900)}C`],
    ['a hundred phenethylamines in a row', `${'NCCc1ccc(cc1)'.repeat(100)}C`],
    ['every hydrogen deuterium', '[2H]C([2H])([2H])C([2H])([2H])O[2H]'],
    ['charges as high as they go', '[Al+3].[O-]C(=O)C.[O-]C(=O)C.[O-]C(=O)C'],
    ['an isotope that does not exist', '[999C]'],
    ['a cage of sixty', 'C12C3C4C5C1C6C7C2C8C3C9C4C%10C5C6C%11C7C8C9C%10%11'],
  ])('%s', (_name, structure) => {
    const { verdict } = classifier.classify(structure, { trace: true })
    expect(['controlled', 'not-controlled', 'needs-expert', 'unreadable']).toContain(verdict)
  })

  test('a listed part is found among nine hundred others', () => {
    expect(classifier.classify(`${'C.'.repeat(900)}CC(N)Cc1ccccc1`).findings[0]?.rule).toBe('amfetamine')
  })
})

test('whatever the text, an answer and no throw; and asked again the same', () => {
  const signs = [
    ...'CNOSPFIBrcnosp()[]=#@+-/\\.%0123456789*: \n',
    'Cl',
    'InChI=1S/',
    'M  END',
    'V2000',
    '[2H]',
    'c1ccccc1',
  ]
  const anything = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.array(fc.constantFrom(...signs), { maxLength: 60 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(anything, (text) => {
      const [first, second] = [classifier.classify(text, { trace: true }), classifier.classify(text, { trace: true })]
      expect(second).toEqual(first)
      if (first.verdict === 'unreadable') expect(first.error).not.toBeNull()
    }),
    { numRuns: 400 },
  )
})
