// Whatever the page of the query language names as proof is there. Not here: its names, held against GS1's schema in parse-query.test.ts.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../project.ts'
import { describeEpcisQueries } from './query-reference.ts'

const page = describeEpcisQueries()

test('every test it names is there, and every step of TCR-53', () => {
  const files = [...page.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, file = '']) => file)
  const where = ['', 'src/chain/epcis/query', 'src/chain/epcis/places', 'test/contract']
  const missing = files.filter((file) => !where.some((folder) => existsSync(join(projectRoot, folder, file))))
  expect([files.length > 3, missing]).toEqual([true, []])

  const steps = readFileSync(join(projectRoot, 'test/contract/epcis-conformance.test.ts'), 'utf8')
  const named = [...page.matchAll(/TCR-53, ([\d, and]+)/g)].flatMap(([, list = '']) => list.match(/\d+/g) ?? [])
  const isStep = (step: string) => new RegExp(`'${step}(:| and)|'\\d+ and ${step}:`).test(steps)
  expect([named.length > 20, [...new Set(named)].filter((step) => !isStep(step))]).toEqual([true, []])
})

test('no row is without a place, and every step of TCR-53 that asks stands at some name', () => {
  const rows = page
    .split('\n')
    .filter((line) => /^\| `(EQ|GT|GE|LT|LE|WD|MATCH|EXISTS|HASATTR|event|order|max)/.test(line))
  expect(rows.filter((row) => row.includes('| ``') || row.includes('undefined'))).toEqual([])
  const said = new Set(rows.flatMap((row) => /TCR-53, (.+) \|$/.exec(row)?.[1]?.match(/\d+/g) ?? []))
  // The first step captures and the last refuses a capture.
  expect(Array.from({ length: 27 }, (_, index) => `${index + 2}`).filter((step) => !said.has(step))).toEqual([])
})
