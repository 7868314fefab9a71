// Whatever an act is, the event it is written as is valid, and who reads that event has the same act again. Not here: recording it.
import { resolve } from 'node:path'
import fc from 'fast-check'
import { Errors } from 'typebox/schema'
import { describe, expect, test } from 'vitest'
import { type IdName, idPrefixes, type TSchema } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { type Act, type ActKind, actKinds, actSchemas } from '../../contract.ts'
import { printExact } from '../json.ts'
import { strangersIn } from '../profile/lacking.ts'
import { lackingInEvent, profileSchema, profilesIn } from '../profile/profile.ts'
import { readDocument } from '../read-document.ts'
import { leftOut } from './left-out.ts'
import { lotIn, uuidIn } from './names.ts'
import { actOfEvent, correctionOf, declaredAt, kindOfEvent } from './read-act.ts'
import { actTable } from './table.ts'
import { actContext, declarationOf, eventOfAct } from './write-act.ts'

type Schema = {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
}

const uuid7 = fc.uuid({ version: 7 })
const amount = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String)
const label = (max: number) =>
  fc
    .string({ minLength: 1, maxLength: Math.min(max, 30), unit: 'grapheme' })
    .filter((text) => !/\p{Cc}/u.test(text) && text.length <= max)

/** Any value that fits a schema of an act: as much of JSON Schema as acts use. */
function anyOf(schema: Schema, name = ''): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => anyOf(one, name)))
  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000 })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(anyOf(schema.items ?? {}, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      })
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, part]) => [key, anyOf(part, key)])),
      )
    default:
      return textOf(schema, name)
  }
}

function textOf({ pattern = '', maxLength }: Schema, name: string): fc.Arbitrary<string> {
  const id = (Object.keys(idPrefixes) as IdName[]).find((each) => pattern.startsWith(`^${idPrefixes[each]}_`))
  if (id) return uuid7.map((uuid) => `${idPrefixes[id]}_${uuid}`)
  if (pattern.includes('T[0-9]{2}'))
    return fc
      .integer({ min: 1_500_000_000, max: 2_000_000_000 })
      .map((at) => Temporal.Instant.fromEpochMilliseconds(at * 1_000).toString())
  if (pattern.includes('[0-9]{4}-[0-9]{2}-[0-9]{2}$')) return fc.constantFrom('2027-05-01', '2028-02-29')
  if (pattern === '^[0-9]{14}$') return fc.stringMatching(/^[0-9]{14}$/)
  if (/^\^(\(0\|)?\[1-9\]/.test(pattern)) return amount
  if (pattern.includes('(?=')) return fc.stringMatching(/^[A-Z]{1,3}[0-9]{3,6}$/)
  if (pattern !== '' && !pattern.includes('u0000'))
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= (maxLength ?? 80))
  return label(name === 'productCode' ? 20 : (maxLength ?? 40))
}

/** Acts that could be: what comes out is no more than what went in. */
function couldBe(act: Act): boolean {
  if (act.kind === 'pack') return BigInt(act.packs) * BigInt(act.packMassMg) < 2n ** 62n
  if (act.kind !== 'process') return true
  const inMg = act.inputs.reduce((sum, { massMg }) => sum + BigInt(massMg), 0n)
  return BigInt(act.outputMassMg) + BigInt(act.wasteMassMg) <= inMg
}

const anyAct = (kind: ActKind) => (anyOf(actSchemas[kind] as TSchema as Schema) as fc.Arbitrary<Act>).filter(couldBe) // As its schema says.

function readBack(text: string) {
  const { faults, events } = readDocument(text, 'json')
  expect(faults).toEqual([])
  return events[0]!
}

const corpus = await loadCorpus(resolve(import.meta.dirname, '../../../../corpus'))
const profile = profilesIn(corpus)(Temporal.PlainDate.from('2027-01-01'))
const published = profile ? profileSchema(profile, { id: 'urn:x:profile' }) : {}

test('every act has its row, in the table and in the profile', () => {
  const inProfile = profile?.acts.map(({ act }) => act)
  expect(actKinds.filter((kind) => kind !== 'correct' && !(kind in actTable))).toEqual([])
  expect(actKinds.filter((kind) => !inProfile?.includes(kind))).toEqual([])
})

describe.each(actKinds.filter((kind) => kind !== 'correct'))('%s', (kind) => {
  test('is the same act when it comes back', () => {
    fc.assert(
      fc.property(anyAct(kind), fc.bigInt({ min: 0n, max: 10n ** 15n }), (act, more) => {
        const movedMg = (act.kind === 'dry' ? BigInt(act.driedMassMg) : 0n) + more
        const pack = act.kind === 'pack' ? act.pack : null
        const source = { '@context': actContext, ...eventOfAct(act, { lots: new Map(), movedMg }) }
        const { expanded } = readBack(printExact(source))
        expect(kindOfEvent(expanded)).toBe(kind)
        const batch = (uri: string) => (lotIn(uri) && pack ? pack.batchId : `bat_${uuidIn(uri)}`)
        const read = actOfEvent(expanded, kind, { occurredAt: act.occurredAt, eventId: act.eventId, batch })
        expect(read).toEqual(act)
        expect(leftOut(expanded, act, { batch, movedMg })).toEqual([])
        expect(expanded.eventID).toBe(`urn:uuid:${act.eventId.slice(4)}`)
        expect(lackingInEvent(profile, kind, expanded)).toEqual([])
        expect(strangersIn(expanded, [kind])).toEqual([])
        expect(Errors(published, JSON.parse(printExact(source)))).toEqual([true, []])
      }),
      { numRuns: 40, endOnFailure: true }, // What fails is small enough to read, and shrinking it takes minutes.
    )
  })
})

test('what takes an act back is the same when it comes back', () => {
  fc.assert(
    fc.property(anyAct('correct'), anyAct('destroy'), (act, old) => {
      if (act.kind !== 'correct') return
      const source = declarationOf(eventOfAct(old, { lots: new Map(), movedMg: 0n }), act)
      const { expanded, isDeclaration } = readBack(printExact({ '@context': actContext, ...source }))
      expect([isDeclaration, kindOfEvent(expanded)]).toEqual([true, 'correct'])
      const premisesId = declaredAt(expanded)
      expect(correctionOf(expanded, { correctsId: act.correctsId, eventId: 'x', premisesId })).toEqual(act)
    }),
  )
})
