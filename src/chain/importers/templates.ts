// The templates: which columns a grower, a pharmacy or anyone with a shipment fills in, and the act each row is. Not here: the law of it.
import { parseGtin } from '#kernel'
import type { StockState } from '../contract.ts'
import { stateText } from '../state-text.ts'
import { arrivalOf } from './arrivals.ts'
import { readChoice, readCount, readDay, readGrams, readSomeGrams, readText, type Said } from './cells.ts'
import type { PremisesFound } from './refs.ts'
import { type Column, one, type Template, template, when } from './template.ts'

const text = (heading: Said, about: Said, example: string, lengthMax: number): Column<string> => ({
  heading,
  about,
  example,
  read: (cell) => readText(cell, lengthMax),
})
const grams = (heading: Said, about: Said, example: string, alsoCalled: readonly string[] = []): Column<bigint> => ({
  heading,
  about,
  example,
  alsoCalled,
  isMass: true,
  read: readSomeGrams,
})
const count = (heading: Said, about: Said, example: string): Column<number> => ({
  heading,
  about,
  example,
  read: readCount,
})

const place: Column<PremisesFound> = {
  heading: { nl: 'locatie', en: 'premises' },
  about: { nl: 'GLN of naam van uw locatie.', en: 'GLN or name of your premises.' },
  example: '8719999000019',
  alsoCalled: ['shipper facility license number', 'gln'],
  read: (cell, refs) => refs.premises(cell, 'mine'),
}
const batch: Column<string> = {
  heading: { nl: 'partij', en: 'batch' },
  about: { nl: 'Naam van de partij, zoals op het etiket.', en: 'Name of the batch, as on its label.' },
  example: 'H-2026-041',
  alsoCalled: ['lot', 'package label', 'package'],
  namesBatch: true,
  read: (cell, refs) => refs.batch(cell),
}
const newName = (heading: Said): Column<string> =>
  text(
    heading,
    { nl: 'Naam die de nieuwe partij krijgt; nog niet gebruikt.', en: 'Name the new batch gets; not used yet.' },
    'H-2026-042',
    40,
  )
const { wet, quarantine, released, rejected, waste, sample } = stateText
const states = { wet, quarantine, released, rejected, waste, sample }
const state = (otherwise?: StockState): Column<StockState> => ({
  heading: { nl: 'staat', en: 'state' },
  about: { nl: 'Waarin de massa staat.', en: 'In which the mass stands.' },
  example: 'released',
  ...(otherwise ? { otherwise } : {}),
  read: (cell) => readChoice(cell, states),
})
const product: Column<string> = text(
  { nl: 'product', en: 'product' },
  { nl: 'Code van het product.', en: 'Code of the product.' },
  'bedrocan',
  40,
)

const base = { moment: when, premises: place }
type Base = { readonly moment: Temporal.Instant; readonly premises: PremisesFound }
const act = ({ moment, premises }: Base, made: { eventId: string }) => ({
  eventId: made.eventId,
  occurredAt: moment.toString(),
  premisesId: premises.premisesId,
})

const plantings = template({
  name: 'plantings',
  title: { nl: 'Planten', en: 'Plantings' },
  about: { nl: 'Elke rij is een nieuw plantlot.', en: 'Each row is a new plant lot.' },
  for: 'grower',
  columns: {
    ...base,
    label: newName({ nl: 'plantlot', en: 'plant lot' }),
    product,
    cultivar: text({ nl: 'cultivar', en: 'cultivar' }, { nl: 'Het ras.', en: 'The variety.' }, 'Afina', 60),
    plants: count({ nl: 'planten', en: 'plants' }, { nl: 'Hoeveel planten.', en: 'How many plants.' }, '120'),
    room: text({ nl: 'ruimte', en: 'room' }, { nl: 'Waar ze staan.', en: 'Where they stand.' }, 'R2', 40),
  },
  act: one((row, made) => ({
    kind: 'plant',
    ...act(row, made),
    batch: { batchId: made.batchId, name: row.label },
    productCode: row.product,
    cultivar: row.cultivar,
    plants: row.plants,
    room: row.room,
  })),
})

const harvests = template({
  name: 'harvests',
  title: { nl: 'Oogsten', en: 'Harvests' },
  about: { nl: 'Elke rij is een gewogen oogst van een plantlot.', en: 'Each row is a weighed harvest of a plant lot.' },
  for: 'grower',
  columns: {
    ...base,
    plantLot: { ...batch, heading: { nl: 'plantlot', en: 'plant lot' }, example: 'P-2026-017' },
    plants: count(
      { nl: 'planten geknipt', en: 'plants cut' },
      { nl: 'Hoeveel planten.', en: 'How many plants.' },
      '120',
    ),
    label: newName({ nl: 'oogst', en: 'harvest' }),
    wet: grams({ nl: 'nat (g)', en: 'wet (g)' }, { nl: 'Nat gewogen.', en: 'Weighed wet.' }, '48250', ['wet weight']),
  },
  act: one((row, made) => ({
    kind: 'harvest',
    ...act(row, made),
    plantLotId: row.plantLot,
    plantsCut: row.plants,
    batch: { batchId: made.batchId, name: row.label },
    wetMassMg: `${row.wet}`,
  })),
})

const trimmings = template({
  name: 'trimmings',
  title: { nl: 'Nat knippen', en: 'Wet trimming' },
  about: {
    nl: 'Elke rij is het afval van een oogst die nat geknipt is.',
    en: 'Each row is the waste of a harvest that was trimmed wet.',
  },
  for: 'grower',
  columns: {
    ...base,
    batch: batch,
    waste: grams(
      { nl: 'afval (g)', en: 'waste (g)' },
      {
        nl: 'Nat gewogen; het blijft in de administratie tot het vernietigd is.',
        en: 'Weighed wet; it stays in the record until it is destroyed.',
      },
      '6120',
      ['waste weight'],
    ),
  },
  act: one((row, made) => ({
    kind: 'trim-wet',
    ...act(row, made),
    batchId: row.batch,
    wasteMassMg: `${row.waste}`,
  })),
})

const dryings = template({
  name: 'dryings',
  title: { nl: 'Drogen', en: 'Dryings' },
  about: { nl: 'Elke rij is een oogst die droog teruggewogen is.', en: 'Each row is a harvest weighed back dry.' },
  for: 'grower',
  columns: {
    ...base,
    batch: batch,
    dry: grams({ nl: 'droog (g)', en: 'dry (g)' }, { nl: 'Droog gewogen.', en: 'Weighed dry.' }, '9870'),
  },
  act: one((row, made) => ({
    kind: 'dry',
    ...act(row, made),
    batchId: row.batch,
    driedMassMg: `${row.dry}`,
  })),
})

const handOvers = template({
  name: 'hand-overs',
  title: { nl: 'Leveringen aan de minister', en: 'Deliveries to the Minister' },
  about: { nl: 'Elke rij is een partij die zak voor zak gewogen is.', en: 'Each row is a batch weighed bag by bag.' },
  for: 'grower',
  columns: {
    ...base,
    batch: batch,
    mass: grams({ nl: 'massa (g)', en: 'mass (g)' }, { nl: 'Alle zakken samen.', en: 'All bags together.' }, '9750'),
    bags: count({ nl: 'zakken', en: 'bags' }, { nl: 'Hoeveel zakken.', en: 'How many bags.' }, '39'),
  },
  act: one((row, made) => ({
    kind: 'hand-over',
    ...act(row, made),
    batchId: row.batch,
    massMg: `${row.mass}`,
    bags: row.bags,
  })),
})

const destructions = template({
  name: 'destructions',
  title: { nl: 'Vernietigingen', en: 'Destructions' },
  about: { nl: 'Elke rij is een vernietiging met twee getuigen.', en: 'Each row is a destruction with two witnesses.' },
  for: 'anyone',
  columns: {
    ...base,
    batch: batch,
    state: state(),
    mass: grams({ nl: 'massa (g)', en: 'mass (g)' }, { nl: 'Ervoor gewogen.', en: 'Weighed before.' }, '125'),
    method: {
      heading: { nl: 'wijze', en: 'method' },
      about: { nl: 'Hoe.', en: 'How.' },
      example: 'incineration',
      read: (cell: string) =>
        readChoice(cell, {
          incineration: { nl: 'verbranden', en: 'incineration' },
          composting: { nl: 'composteren', en: 'composting' },
          chemical: { nl: 'chemisch', en: 'chemical' },
        }),
    } satisfies Column<'incineration' | 'composting' | 'chemical'>,
    witness1: text(
      { nl: 'getuige 1', en: 'witness 1' },
      { nl: 'Personeelsnummer, nooit een naam.', en: 'Staff number, never a name.' },
      'P-1042',
      40,
    ),
    witness2: text(
      { nl: 'getuige 2', en: 'witness 2' },
      { nl: 'Personeelsnummer van een ander.', en: 'Staff number of another person.' },
      'P-1077',
      40,
    ),
  },
  act: one((row, made) => ({
    kind: 'destroy',
    ...act(row, made),
    batchId: row.batch,
    state: row.state,
    massMg: `${row.mass}`,
    method: row.method,
    witnesses: [row.witness1, row.witness2],
    documents: [],
  })),
})

const dispensings = template({
  name: 'dispensings',
  title: { nl: 'Ter hand gesteld', en: 'Dispensings' },
  about: {
    nl: 'Elke rij is een terhandstelling op recept. Geen naam en geen recept: alleen uw eigen regelnummer.',
    en: 'Each row is a dispensing on prescription. No name and no prescription: only your own record number.',
  },
  for: 'pharmacy',
  columns: {
    ...base,
    batch: batch,
    mass: grams({ nl: 'massa (g)', en: 'mass (g)' }, { nl: 'Wat is meegegeven.', en: 'What was handed out.' }, '5'),
    recordNumber: text(
      { nl: 'regelnummer', en: 'record number' },
      { nl: 'Van uw eigen administratie.', en: 'Of your own records.' },
      '2026-88123',
      40,
    ),
  },
  act: one((row, made) => ({
    kind: 'dispense',
    ...act(row, made),
    batchId: row.batch,
    massMg: `${row.mass}`,
    recordNumber: row.recordNumber,
  })),
})

const receipts = template({
  name: 'receipts',
  readsArrivals: true,
  title: { nl: 'Ontvangsten', en: 'Receipts' },
  about: {
    nl: 'Elke rij is een partij die binnenkwam, zoals gewogen. Rijen van een zending horen bij elkaar en zijn samen een ontvangst.',
    en: 'Each row is a batch that came in, as weighed. Rows of one shipment belong together and are one receipt.',
  },
  for: 'anyone',
  columns: {
    ...base,
    batch: batch,
    weighed: {
      ...grams(
        { nl: 'gewogen (g)', en: 'weighed (g)' },
        { nl: '0 als het er niet bij was.', en: '0 if it was not there.' },
        '250',
        ['received quantity'],
      ),
      read: readGrams,
    },
    shipment: {
      heading: { nl: 'zending', en: 'shipment' },
      about: {
        nl: 'Nummer van de zending. Alleen nodig als er meer zendingen met deze partij onderweg zijn.',
        en: 'Id of the shipment. Needed only when several shipments with this batch are under way.',
      },
      example: '',
      otherwise: null,
      read: (cell: string) => readText(cell, 40),
    } satisfies Column<string | null>,
    state: {
      heading: { nl: 'staat', en: 'state' },
      about: {
        nl: 'Alleen nodig als de partij in meer dan een staat in de zending zit.',
        en: 'Needed only when the batch is in the shipment in more than one state.',
      },
      example: '',
      otherwise: null,
      read: (cell: string) => readChoice(cell, states),
    } satisfies Column<StockState | null>,
  },
  group: (row, _line, refs) => {
    const found = arrivalOf(row, refs)
    return 'fault' in found ? found : { value: found.value.shipmentId }
  },
  act: (rows, made, refs) => {
    const arrived = rows.map((row) => {
      const found = arrivalOf(row, refs)
      if ('fault' in found) throw new Error('`group` found the shipment of each of these rows')
      return { ...found.value, receivedMassMg: `${row.weighed}` }
    })
    return {
      kind: 'receive',
      ...act(rows[0]!, made), // A group has a row.
      shipmentId: arrived[0]!.shipmentId,
      lines: arrived.map(({ shipmentId: _, ...line }) => line),
    }
  },
})

const shipments = template({
  name: 'shipments',
  title: { nl: 'Zendingen', en: 'Shipments' },
  about: {
    nl: 'Elke rij is een partij op een zending; rijen met hetzelfde vrachtnummer zijn samen een zending. De kolomnamen van een Metrc-overdracht worden ook gelezen.',
    en: 'Each row is a batch on a shipment; rows with the same manifest number are one shipment. The column names of a Metrc transfer are read too.',
  },
  for: 'anyone',
  columns: {
    manifest: {
      ...text(
        { nl: 'vrachtnummer', en: 'manifest number' },
        { nl: 'Uw nummer van de zending.', en: 'Your number of the shipment.' },
        'V-2026-118',
        40,
      ),
      alsoCalled: ['manifest', 'name'],
    },
    ...base,
    to: {
      heading: { nl: 'naar', en: 'to' },
      about: { nl: 'GLN of naam van de locatie van de ontvanger.', en: 'GLN or name of the premises of the receiver.' },
      example: '8719999000026',
      alsoCalled: ['recipient facility license number', 'destination', 'recipient'],
      read: (cell, refs) => refs.premises(cell, 'anyone'),
    } satisfies Column<PremisesFound>,
    batch: batch,
    state: state('released'),
    mass: grams({ nl: 'massa (g)', en: 'mass (g)' }, { nl: 'Wat is ingeladen.', en: 'What was loaded.' }, '250', [
      'shipped quantity',
      'quantity',
    ]),
  },
  group: ({ manifest, to, premises }) => ({ value: JSON.stringify([manifest, to.premisesId, premises.premisesId]) }),
  act: (rows, made) => ({
    kind: 'ship',
    ...act(rows[0]!, made), // A group has a row.
    shipmentId: made.shipmentId,
    receiverId: rows[0]!.to.partyId,
    toPremisesId: rows[0]!.to.premisesId,
    reason: 'supply',
    lines: rows.map(({ batch, state, mass }) => ({ batchId: batch, state, massMg: `${mass}` })),
  }),
})

const packings = template({
  name: 'packings',
  title: { nl: 'Verpakken', en: 'Packings' },
  about: { nl: 'Elke rij is een verpakkingsrun.', en: 'Each row is a packing run.' },
  for: 'anyone',
  columns: {
    ...base,
    batch: batch,
    input: grams({ nl: 'invoer (g)', en: 'input (g)' }, { nl: 'Wat erin ging.', en: 'What went in.' }, '2500'),
    label: newName({ nl: 'verpakte partij', en: 'pack lot' }),
    gtin: {
      ...text({ nl: 'GTIN', en: 'GTIN' }, { nl: 'Van de verpakking.', en: 'Of the pack.' }, '08719999000012', 14),
      read: (cell: string) => {
        const parsed = parseGtin(cell)
        return parsed.ok
          ? { value: parsed.value }
          : {
              fault: {
                nl: 'Dit is geen GTIN: het controlecijfer klopt niet.',
                en: 'This is no GTIN: its check digit is wrong.',
              },
            }
      },
    } satisfies Column<string>,
    expiresOn: {
      heading: { nl: 'houdbaar tot', en: 'expires on' },
      about: { nl: 'Zoals op het etiket.', en: 'As on the label.' },
      example: '20-11-2027',
      read: readDay,
    } satisfies Column<string>,
    packs: count({ nl: 'verpakkingen', en: 'packs' }, { nl: 'Hoeveel.', en: 'How many.' }, '498'),
    content: grams({ nl: 'inhoud (g)', en: 'content (g)' }, { nl: 'Van een verpakking.', en: 'Of one pack.' }, '5'),
    waste: {
      ...grams({ nl: 'afval (g)', en: 'waste (g)' }, { nl: 'Leeg is niets.', en: 'Empty is none.' }, '4,5'),
      otherwise: 0n,
      read: readGrams,
    } satisfies Column<bigint>,
  },
  act: one((row, made) => ({
    kind: 'pack',
    ...act(row, made),
    batchId: row.batch,
    inputMassMg: `${row.input}`,
    pack: { batchId: made.batchId, name: row.label },
    gtin: row.gtin,
    expiresOn: row.expiresOn,
    packs: row.packs,
    packMassMg: `${row.content}`,
    wasteMassMg: `${row.waste}`,
  })),
})

export const templates: readonly Template[] = [
  plantings,
  harvests,
  trimmings,
  dryings,
  handOvers,
  packings,
  shipments,
  receipts,
  dispensings,
  destructions,
]

export function templateNamed(name: string): Template | null {
  return templates.find((each) => each.name === name) ?? null
}
