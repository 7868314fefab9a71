// Every name of the language is known in both its ways, and nothing else is; a bad value is said. Not here: what an event must have (matches).
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { canonicalLink } from '../digital-link.ts'
import { standardPrefixes } from '../prefixes.ts'
import { type Askable, matches } from './matches.ts'
import { readDefinition } from './named-queries.ts'
import { fixedNames } from './names.ts'
import { parseQuery } from './parse-query.ts'
import { matchExpression } from './patterns.ts'
import { contextPrefixes, headerPrefixes } from './prefixes.ts'
import type { QueryFault } from './problems.ts'
import { namesOfLanguage, sampleOf } from './reference.ts'
import { unitCodes, unitsLike } from './units.ts'

const prefixes = new Map([...standardPrefixes, ['ext', 'https://ns.example.com/']])
const body = (parameters: Record<string, unknown>) => parseQuery({ parameters, from: 'body', prefixes })
const address = (parameters: Record<string, string>) => parseQuery({ parameters, from: 'address', prefixes })
const faultsOf = (result: ReturnType<typeof body>): readonly QueryFault[] =>
  result.ok ? [] : ((result.refusal.params['faults'] as readonly QueryFault[] | undefined) ?? []) // The refusal's own params.

describe.skipIf(!existsSync('../shared/data/epcis/rest-bindings/query-schema.json'))(
  'the official query schema',
  () => {
    const path = '../shared/data/epcis/rest-bindings/query-schema.json'
    type Shape = { $ref?: string; type?: string; items?: Shape; enum?: string[]; anyOf?: Shape[]; nullable?: boolean }
    const schema = (
      existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { definitions: { 'EPCIS-Query': {} } }
    ) as {
      definitions: Record<string, Shape> & {
        'EPCIS-Query': { properties?: Record<string, Shape>; patternProperties?: Record<string, Shape> }
      }
    }
    const { properties = {}, patternProperties = {} } = schema.definitions['EPCIS-Query']
    /** A value each shape takes. */
    function sample(shape: Shape): unknown {
      const name = shape.$ref?.split('/').at(-1)
      if (name === 'time') return '2026-01-01T00:00:00Z'
      if (name === 'date-string-or-number' || name === 'string-array-or-date-string-or-number' || name === 'decimal')
        return 12.5
      if (name) return schema.definitions[name] ? sample(schema.definitions[name]) : 'https://x.example/1'
      if (shape.anyOf) return sample(shape.anyOf.find((one) => one.enum) ?? shape.anyOf[0] ?? {})
      if (shape.enum) return shape.enum[0]
      if (shape.type === 'array') return [sample(shape.items ?? {})]
      if (shape.type === 'integer') return 1
      if (shape.type === 'number') return 1
      return shape.type === 'boolean' ? true : 'https://x.example/1'
    }
    const fixed = Object.keys(properties).filter((name) => name !== '@context')

    /** Of all that is asked, each name must be met: an event that has nothing is found by none, whichever side of a moment it is on. */
    const bare = (year: number): Askable => {
      const at = `${year}-01-01T00:00:00Z`
      const expanded = { type: 'urn:x:nothing', eventTime: at, eventTimeZoneOffset: '+00:00' }
      return { eventId: 'urn:x:bare', eventTime: at, recordTime: at, expanded }
    }
    function isHeeded(asked: Record<string, unknown>, name: string): boolean {
      const { conditions, order, maxEventCount, eventCountLimit } = unwrap(body(asked))
      const settings: Record<string, unknown> = {
        orderBy: order,
        orderDirection: order,
        maxEventCount,
        eventCountLimit,
      }
      if (name in settings) return settings[name] !== null && conditions.length === 0
      return conditions.length === 1 && [2020, 2030].some((year) => !matches(bare(year), conditions))
    }

    test('has 61 fixed names, @context among them, and 108 patterns', () => {
      expect([Object.keys(properties).length, Object.keys(patternProperties).length]).toEqual([61, 108])
    })
    test.each(fixed)('%s', (name) => {
      const special: Record<string, unknown> = { orderBy: 'eventTime', EQ_hexBinaryValue: ['f0'] }
      const value = special[name] ?? sample(properties[name] ?? {})
      const needs = name === 'orderDirection' || name === 'eventCountLimit' ? { orderBy: 'eventTime' } : {}
      expect(faultsOf(body({ ...needs, [name]: value }))).toEqual([])
      expect(isHeeded({ ...needs, [name]: value }, name)).toBe(true)
    })
    test.each(Object.keys(patternProperties))('%s', (pattern) => {
      const name = pattern
        .replace(/^\^|\$$/g, '')
        .replace('[a-z][a-zA-Z0-9]*\\\\:\\\\w+', 'ext:lot')
        .replace('[a-z][a-zA-Z0-9_]+', 'po')
        .replace('[A-Z0-9]{2,4}', 'KGM')
        .replace('\\\\w+_\\\\w+', 'bizLocation_city')
      expect(name).toMatch(/^[A-Za-z_:]+$/)
      const shape = patternProperties[pattern] ?? {}
      const value = name.startsWith('EQ_ATTR') ? ['x'] : sample(shape)
      expect(faultsOf(body({ [name]: value }))).toEqual([])
      expect(isHeeded({ [name]: value }, name)).toBe(true)
      // One sign more, and nobody has heard of it.
      expect(faultsOf(body({ [name.replace('_', '_x')]: value }))).toMatchObject([{ name: name.replace('_', '_x') }])
    })
  },
)

describe('the table of names', () => {
  const names = namesOfLanguage().map(({ name }) => name)
  test('says each name once, where it looks, and has nothing that is not read', () => {
    expect(new Set(names).size).toBe(names.length)
    for (const { name, looks } of namesOfLanguage()) {
      expect([name, looks]).not.toEqual([name, ''])
      const sample = sampleOf(name).replace('ext:city', 'x')
      const kinds = faultsOf(body({ [sample]: { nothing: 'takes this' } })).map(({ fault }) => fault)
      expect([name, kinds]).toEqual([name, ['bad-value']])
    }
  })

  const path = '../shared/data/epcis/rest-bindings/query-schema.json'
  test.skipIf(!existsSync(path))(
    'has every name of the official schema, and beside those the other spellings alone',
    () => {
      const { definitions } = JSON.parse(readFileSync(path, 'utf8')) as {
        definitions: { 'EPCIS-Query': { properties: object; patternProperties: object } }
      }
      const { properties, patternProperties } = definitions['EPCIS-Query']
      const asForm = (pattern: string) =>
        pattern
          .replace(/^\^|\$$/g, '')
          .replace('[a-z][a-zA-Z0-9]*\\\\:\\\\w+', '{own}')
          .replace('[a-z][a-zA-Z0-9_]+', '{type}')
          .replace('[A-Z0-9]{2,4}', '{uom}')
          .replace('\\\\w+_\\\\w+', '{field}_{attribute}')
      const official = [
        ...Object.keys(properties).filter((name) => name !== '@context'),
        ...Object.keys(patternProperties).map(asForm),
      ]
      expect(official.filter((name) => !names.includes(name))).toEqual([])
      expect(names.filter((name) => !official.includes(name)).toSorted()).toEqual(otherSpellings)
    },
  )
})

/** Of the OpenAPI file and the conformance steps; `HASATTR_` also of the standard's own fields, as its text has it. */
const otherSpellings: readonly string[] = [
  'EQ_deviceMetadata',
  'EQ_rawData',
  'EQ_time',
  'EXISTS_sensorElement',
  'GE_errorDeclarationTime',
  'HASATTR_{field}',
  'LT_errorDeclarationTime',
]

describe('peers’ queries', () => {
  const folder = '../shared/data/epcis/peers/openepcis-test-resources/2.0/EPCIS/JSON/Query/Queries'
  const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, unknown>
  test.skipIf(!existsSync(folder))('the valid one is read, the two invalid ones are refused with each fault', () => {
    expect(faultsOf(body(read('SimpleEventQuery.json')))).toEqual([])
    expect(faultsOf(body(read('Invalid/Query_with_unknown_parameter.json')))).toEqual([
      { fault: 'unknown-name', name: 'GE_eventDate' },
    ])
    expect(faultsOf(body(read('Invalid/Query_with_invalid_values.json'))).map(({ name }) => name)).toEqual([
      'GE_eventTime',
      'EQ_action',
      'orderDirection',
    ])
  })
})

describe('a bad question', () => {
  test.each([
    [{ EQ_bizStp: ['shipping'] }, 'unknown-name'],
    [{ 'EQ_nobody:lot': ['x'] }, 'unknown-prefix'],
    [{ EXISTS_INNER_SENSORREPORT_: 1 }, 'unknown-name'],
    [{ 'EXISTS_INNER_SENSORREPORT_ext:a': 1 }, 'unknown-name'],
    [{ 'GE_readPoint_ext:a': 1 }, 'unknown-name'],
    [{ EQ_minValue_CEL: [1] }, 'unknown-name'],
    [{ EQ_bizStep: ['shiping'] }, 'bad-value'],
    [{ EQ_bizStep: ['https://ref.gs1.org/cbv/BizStep-shiping'] }, 'bad-value'],
    [{ EQ_bizStep: 'shipping' }, 'bad-value'],
    [{ EQ_bizStep: [] }, 'bad-value'],
    [{ EQ_action: ['add'] }, 'bad-value'],
    [{ GE_eventTime: '2026-01-01' }, 'bad-value'],
    [{ GE_eventTime: '2026-02-30T00:00:00Z' }, 'bad-value'],
    [{ GE_quantity: '12' }, 'bad-value'],
    [{ GE_value_CEL: [12] }, 'bad-value'],
    [{ EQ_booleanValue: 'true' }, 'bad-value'],
    [{ EQ_hexBinaryValue: ['f0f'] }, 'bad-value'],
    [{ MATCH_epc: ['not a uri'] }, 'bad-value'],
    [{ MATCH_epc: ['urn:epc:idpat:sgtin:*.012345.*'] }, 'bad-value'],
    [{ MATCH_anyEPC: ['urn:epc:idpat:sgtin:*.*'] }, 'bad-value'],
    [{ MATCH_anyEPC: ['urn:epc:idpat:nothing:*.*.*'] }, 'bad-value'],
    [{ eventCountLimit: 0, orderBy: 'eventTime' }, 'bad-value'],
    [{ eventCountLimit: 5, maxEventCount: 5, orderBy: 'eventTime' }, 'together'],
    [{ eventCountLimit: 5 }, 'needs'],
    [{ orderDirection: 'ASC' }, 'needs'],
    [{ orderBy: 'quantity' }, 'bad-value'],
    [{ EXISTS_errorDeclaration: 'maybe' }, 'bad-value'],
    [{ 'GE_ext:a': 'tall' }, 'bad-value'],
    [{ eventType: ['Objectevent'] }, 'bad-value'],
    [{ constructor: ['x'] }, 'unknown-name'],
  ])('%j is refused as %s', (parameters, fault) => {
    expect(faultsOf(body(parameters)).map((one) => one.fault)).toContain(fault)
  })

  test('every fault is told at once, and of too many values none is searched', () => {
    expect(faultsOf(body({ EQ_nothing: ['a'], GE_eventTime: 'b' }))).toHaveLength(2)
    const many = body({ MATCH_epc: Array.from({ length: 1_001 }, (_, n) => `https://x.example/${n}`) })
    expect(many.ok ? null : many.refusal.problem.code).toBe('epcis/query-too-complex')
  })
})

test('an address says the same as a body', () => {
  const same = [
    [{ EQ_bizStep: 'shipping|receiving' }, { EQ_bizStep: ['shipping', 'receiving'] }],
    [{ 'GE_ext:a': '12.50' }, { 'GE_ext:a': 12.5 }],
    [{ EQ_booleanValue: 'true' }, { EQ_booleanValue: true }],
    [{ EXISTS_errorDeclaration: 'false' }, {}],
    [{ GE_errorDeclarationTime: '2026-01-01T01:00:00+01:00' }, { GE_errorDeclaration_Time: '2026-01-01T00:00:00Z' }],
    [{ EXISTS_sensorElement: '' }, { EXISTS_sensorElementList: null }],
    [{ 'EQ_https://ns.example.com/lot': 'a' }, { 'EQ_ext:lot': ['a'] }],
    [
      { MATCH_epc: 'urn:epc:id:sgtin:8712345.012345.A1' },
      { MATCH_epc: ['https://shop.example/01/08712345123451/21/A1'] },
    ],
  ] as const
  for (const [given, expected] of same) {
    const plain = (text: unknown) => JSON.parse(JSON.stringify(text).replaceAll('12.50', '12.5')) as unknown
    expect(plain(unwrap(address(given)))).toEqual(plain(unwrap(body(expected))))
  }
})

test('the other spellings are known beside the official ones', () => {
  const others = [
    'GE_errorDeclarationTime',
    'LT_errorDeclarationTime',
    'EXISTS_sensorElement',
    'EQ_rawData',
    'EQ_deviceMetadata',
    'EQ_time',
  ]
  expect(others.filter((name) => !(name in fixedNames))).toEqual([])
})

test('prefixes come from a context or a header, or are refused', () => {
  expect(contextPrefixes(['https://x.example/context', { lab: 'https://lab.example/' }])?.get('lab')).toBe(
    'https://lab.example/',
  )
  expect(contextPrefixes(7)).toBeNull()
  expect(headerPrefixes('ext=https://a.example/, lab=urn:x:')?.get('lab')).toBe('urn:x:')
  expect(headerPrefixes('ext')).toBeNull()
})

test('a context that no database can keep as text is refused, however deep it stands in it', () => {
  for (const context of [['\u0000'], { ext: '\u0000' }, ['x', { '\u0000': 'https://a.example/' }]])
    expect(() => readDefinition({ '@context': context })).toThrow('epcis/query-parameter')
  for (const asked of [{ 'EQ_https://a.example/a\u0000b': ['x'] }, { 'EXISTS_https://a.example/\u0000': true }])
    expect(() => readDefinition(asked)).toThrow('epcis/query-parameter')
  expect(
    readDefinition({ '@context': ['x', { ext: 'https://a.example/' }], 'EQ_ext:lot': ['a'] }).conditions,
  ).toHaveLength(1)
})

test('the prefix we announce ourselves need not be said, and may be given another meaning', () => {
  for (const known of [headerPrefixes(undefined), contextPrefixes(undefined), contextPrefixes('https://x.example/')]) {
    const found = parseQuery({ parameters: { 'EQ_ILMD_grein:cultivar': 'Afina' }, from: 'address', prefixes: known! })
    expect(JSON.stringify(unwrap(found))).toContain('{urn:grein:epcis:}cultivar')
  }
  expect(headerPrefixes('grein=https://a.example/')?.get('grein')).toBe('https://a.example/')
})

test.each([
  ['urn:epc:idpat:sgtin:*.*.*', 'urn:epc:id:sgtin:8712345.012345.A1', 'urn:epc:id:sscc:8712345.0000000001'],
  ['urn:epc:idpat:sscc:*.*', 'urn:epc:id:sscc:8712345.0000000001', 'urn:epc:id:sgtin:8712345.012345.A1'],
  ['urn:epc:idpat:sgln:*.*.*', 'urn:epc:id:sgln:8712345.00001.7', 'urn:epc:id:sscc:8712345.0000000001'],
  ['urn:epc:idpat:giai:*.*', 'urn:epc:id:giai:8712345.1', 'urn:epc:id:sgln:8712345.00001.7'],
])('%s is every one of its kind, of whatever company', (pattern, one, another) => {
  const expression = new RegExp(matchExpression(pattern) ?? 'none')
  expect(expression.test(canonicalLink(one))).toBe(true)
  expect(expression.test(canonicalLink(another))).toBe(false)
})

test('every unit of the table is read, and those of one dimension find each other', () => {
  for (const code of unitCodes) expect(unitsLike(code, 'value').units.map((unit) => unit.code)).toContain(code)
  expect(unitsLike('CEL', 'value').toBase('21.5')).toBe(unitsLike('KEL', 'value').toBase('294.65'))
  expect(unitsLike('FAH', 'value').toBase('70.7')).toBe(unitsLike('KEL', 'value').toBase('294.65'))
  expect(unitsLike('KGM', 'value').toBase('0.0125')).toBe(unitsLike('GRM', 'value').toBase('12.5'))
  expect(unitsLike('FAH', 'spread').toBase('1.8')).toBe(unitsLike('KEL', 'spread').toBase('1'))
  expect(unitsLike('ZZZ', 'value').units).toEqual([{ code: 'ZZZ', factor: '1', zero: '0' }])
})
