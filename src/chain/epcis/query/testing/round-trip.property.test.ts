// Whatever valid document was captured comes back as it was sent, or with its identifiers in the form that was asked for, and is the same event either
// way: its hash id says so. Not here: acts of the ledger as events (acts/round-trip), and questions.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isObject, type JsonObject, type JsonValue, listed, numberOf, parseExact, printExact } from '../../json.ts'
import { contextOf, readDocument } from '../../read-document.ts'
import { standardContext, writeQueryDocument } from '../query-document.ts'
import type { EpcFormat } from '../translate.ts'
import { anyDocument } from './any-document.ts'

const runs = { numRuns: 40, seed: 20261123 }
const now = Temporal.Instant.from('2026-11-23T10:00:00Z')

/** As it is kept, and as it is told. */
function told(text: string, format: EpcFormat) {
  const { events, faults } = readDocument(text, 'json')
  expect(faults).toEqual([])
  const kept = events.map(({ source, context, eventId, hashId }) => ({
    document: printExact(source),
    context: printExact(contextOf({ source, context })),
    eventId: eventId ?? hashId,
    recordTime: now,
    names: new Map<string, never>(),
  }))
  return { sent: events, answer: writeQueryDocument({ events: kept, format, queryName: 'q', now }) }
}

function eventsIn(answer: string): readonly JsonObject[] {
  let at: JsonValue = parseExact(answer)
  for (const name of ['epcisBody', 'queryResults', 'resultsBody', 'eventList']) at = (isObject(at) && at[name]) || null
  return listed(at).filter(isObject)
}

/** Numbers as nobody's program writes them: their digits are kept. */
const oddly = (text: string) => text.replace(/"(quantity|value|minValue)":(\d+)(?=[,}])/g, '"$1":$2.00')

test('as it came, to the digit, but for when it was recorded', () => {
  fc.assert(
    fc.property(anyDocument, ({ text }) => {
      const { sent, answer } = told(oddly(text), 'Never_Translates')
      const back = eventsIn(answer).map(({ recordTime, ...event }) => event)
      const asSent = sent.map(({ source }) => source)
      const without = ({ '@context': _, ...event }: JsonObject) => printExact(sorted(event))
      expect(back.map(without)).toEqual(asSent.map(without))
      expect(readDocument(answer, 'json').events.map(({ hashId }) => hashId)).toEqual(sent.map(({ hashId }) => hashId))
    }),
    runs,
  )
})

test.each(['Always_GS1_Digital_Link', 'Always_EPC_URN', 'No_Preference'] as const)(
  '%s: the same events by their hash',
  (format) => {
    fc.assert(
      fc.property(anyDocument, ({ text }) => {
        // Beside each link stands a URN of its company, so that all have one; what has none is refused and not guessed (translate.test.ts).
        const { sent, answer } = told(withCompanies(text), format)
        const back = readDocument(answer, 'json')
        expect(back.faults).toEqual([])
        expect(back.events.map(({ hashId, eventId }) => [hashId, eventId])).toEqual(
          sent.map(({ hashId, eventId }) => [hashId, eventId]),
        )
        const identifiers = answer.match(/"urn:epc:(?:id|class|idpat):|"https:\/\/id\.gs1\.org\//g) ?? []
        const standard = printExact(eventsIn(answer).map(onlyStandard))
        if (format === 'Always_GS1_Digital_Link') expect(standard).not.toMatch(/urn:epc:(id|class|idpat):/)
        if (format === 'Always_EPC_URN') expect(standard).not.toContain('https://id.gs1.org/')
        expect(identifiers.length).toBeGreaterThan(0)
      }),
      runs,
    )
  },
)

const companies = ['urn:epc:id:sscc:8712345.0000000009', 'urn:epc:id:sscc:8712346.0000000009']
function withCompanies(text: string): string {
  const document = parseExact(text) as { epcisBody: { eventList: JsonObject[] } } // As the generator writes it.
  const more = {
    ...{ type: 'ObjectEvent', action: 'OBSERVE', eventID: 'urn:x:companies', epcList: companies },
    ...{ eventTime: '2026-05-01T08:00:00Z', eventTimeZoneOffset: '+00:00' },
  }
  return printExact({ ...(document as object), epcisBody: { eventList: [...document.epcisBody.eventList, more] } })
}

/** Fields of somebody's own are theirs, and stay as they are. */
function onlyStandard(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(onlyStandard)
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, part]) => (name.includes(':') ? [] : [[name, onlyStandard(part)]])),
      )
    : value
}

const sorted = (event: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)))

test('a context of an event goes with it', () => {
  const own = { '@context': [{ own: 'https://own.example/' }], 'own:lot': numberOf('1.50') }
  const event = {
    ...{ type: 'ObjectEvent', action: 'OBSERVE', eventID: 'urn:x:1', epcList: ['urn:x:2'] },
    ...{ eventTime: '2026-05-01T08:00:00Z', eventTimeZoneOffset: '+00:00' },
  }
  const text = printExact({
    ...{ '@context': [standardContext, { lab: 'https://lab.example/' }], type: 'EPCISDocument', schemaVersion: '2.0' },
    ...{ creationDate: '2026-05-03T00:00:00Z' },
    epcisBody: { eventList: [{ ...event, ...own, 'lab:note': 'x' }] },
  })
  const { sent, answer } = told(text, 'Never_Translates')
  expect(readDocument(answer, 'json').events[0]?.hashId).toBe(sent[0]?.hashId)
  expect(answer).toContain('1.50')
})
