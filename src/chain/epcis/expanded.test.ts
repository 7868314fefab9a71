// The form questions are asked of: whole words, canonical identifiers, UTC, exact numbers; the same from JSON-LD and from XML. Not here: the
// questions.
import { expect, test } from 'vitest'
import { eventsFromJson, eventsFromXml, expandedOf } from './index.ts'

const json = `{
  "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { "lab": "https://lab.example.nl/ns/", "l2": "https://lab.example.nl/ns/" }],
  "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-05-01T08:00:00Z",
  "epcisBody": { "eventList": [{
    "type": "ObjectEvent", "action": "OBSERVE", "eventTime": "2026-05-01T10:00:00.250+02:00", "eventTimeZoneOffset": "+02:00",
    "recordTime": "2026-05-01T11:00:00Z",
    "bizStep": "lab:drying", "disposition": "in_progress",
    "readPoint": { "id": "urn:epc:id:sgln:8712345.00001.0" },
    "epcList": ["urn:epc:id:sgtin:8712345.012345.A1"],
    "quantityList": [{ "epcClass": "urn:epc:class:lgtin:8712345.012345.L1", "quantity": 12.500, "uom": "KGM" }, { "epcClass": "https://x.example/01/08712345123451", "quantity": 3 }],
    "bizTransactionList": [{ "type": "po", "bizTransaction": "urn:epcglobal:cbv:bt:8712345000011:1" }],
    "sourceList": [{ "type": "owning_party", "source": "urn:epc:id:pgln:8712345.00001" }],
    "persistentDisposition": { "set": ["recalled"] },
    "sensorElementList": [{ "sensorMetadata": { "time": "2026-05-01T10:00:00+02:00" }, "sensorReport": [{ "type": "Temperature", "value": 1e1, "uom": "CEL", "lab:probe": "a" }] }],
    "ilmd": { "lab:cultivar": "X" },
    "lab:note": ["a", { "lab:b": 1.50 }], "l2:note": "c"
  }] } }`

test('everything is whole, canonical and exact', () => {
  const [event] = eventsFromJson(json)
  expect(expandedOf(event!)).toEqual({
    type: 'ObjectEvent',
    action: 'OBSERVE',
    eventTime: '2026-05-01T08:00:00.25Z',
    eventTimeZoneOffset: '+02:00',
    bizStep: 'https://lab.example.nl/ns/drying',
    disposition: 'https://ref.gs1.org/cbv/Disp-in_progress',
    readPoint: 'https://id.gs1.org/414/8712345000011',
    epcList: ['https://id.gs1.org/01/08712345123451/21/A1'],
    quantityList: [
      { epcClass: 'https://id.gs1.org/01/08712345123451/10/L1', quantity: '12.5', uom: 'KGM', massMg: '12500000' },
      { epcClass: 'https://id.gs1.org/01/08712345123451', quantity: '3' },
    ],
    bizTransactionList: [{ type: 'https://ref.gs1.org/cbv/BTT-po', id: 'urn:epcglobal:cbv:bt:8712345000011:1' }],
    sourceList: [{ type: 'https://ref.gs1.org/cbv/SDT-owning_party', id: 'https://id.gs1.org/417/8712345000011' }],
    persistentDisposition: { set: ['https://ref.gs1.org/cbv/Disp-recalled'] },
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-05-01T08:00:00Z' },
        sensorReport: [
          {
            type: 'https://gs1.org/voc/Temperature',
            value: '10',
            uom: 'CEL',
            '{https://lab.example.nl/ns/}probe': ['a'],
          },
        ],
      },
    ],
    ilmd: { '{https://lab.example.nl/ns/}cultivar': ['X'] },
    '{https://lab.example.nl/ns/}note': ['a', { '{https://lab.example.nl/ns/}b': ['1.50'] }, 'c'],
  })
})

test('XML comes out in the same form', () => {
  const xml = `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:lab="https://lab.example.nl/ns/" schemaVersion="2.0" creationDate="2026-05-01T08:00:00Z">
    <EPCISBody><EventList><ObjectEvent>
      <eventTime>2026-05-01T08:00:00Z</eventTime><eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
      <errorDeclaration><declarationTime>2026-05-02T10:00:00+02:00</declarationTime><reason>urn:epcglobal:cbv:er:incorrect_data</reason><correctiveEventIDs><correctiveEventID>urn:uuid:1</correctiveEventID></correctiveEventIDs></errorDeclaration>
      <epcList><epc>urn:epc:id:sgtin:8712345.012345.A1</epc></epcList><action>ADD</action>
      <bizStep>https://ref.gs1.org/cbv/BizStep-commissioning</bizStep>
      <bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:po">urn:x:1</bizTransaction></bizTransactionList>
      <sensorElementList><sensorElement><sensorReport type="gs1:Temperature" value="21.50" uom="CEL"/></sensorElement></sensorElementList>
      <lab:note>a</lab:note>
    </ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>`
  expect(expandedOf(eventsFromXml(xml)[0]!)).toEqual({
    type: 'ObjectEvent',
    eventTime: '2026-05-01T08:00:00Z',
    eventTimeZoneOffset: '+02:00',
    errorDeclaration: {
      declarationTime: '2026-05-02T08:00:00Z',
      reason: 'https://ref.gs1.org/cbv/ER-incorrect_data',
      correctiveEventIDs: ['urn:uuid:1'],
    },
    epcList: ['https://id.gs1.org/01/08712345123451/21/A1'],
    action: 'ADD',
    bizStep: 'https://ref.gs1.org/cbv/BizStep-commissioning',
    bizTransactionList: [{ type: 'https://ref.gs1.org/cbv/BTT-po', id: 'urn:x:1' }],
    sensorElementList: [{ sensorReport: [{ type: 'https://gs1.org/voc/Temperature', value: '21.5', uom: 'CEL' }] }],
    '{https://lab.example.nl/ns/}note': ['a'],
  })
})
