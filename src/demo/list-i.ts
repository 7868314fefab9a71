// Who of this world may have what of list I: hemp oil and what is sampled of it, and the MDMA of one study. Not here: what they do with it
// (apart.ts), and hemp itself (world.ts).
import type { IdName } from '#kernel'
import type { ExemptionView, PartyView } from '#licensing/contract'
import { type DayNumber, dayNumberOf, dayText } from './calendar.ts'
import { hempOil, mdma } from './figures.ts'
import { type Exempted, premisesRef, renewals } from './renewals.ts'

type Holder = Pick<Exempted, 'partyId' | 'name' | 'premises'>
type Casting = {
  readonly packer: Holder
  readonly laboratory: Holder
  readonly institution: Holder
  readonly start: DayNumber
  readonly until: DayNumber
  readonly firstMonth: Temporal.PlainDate
  readonly id: (name: IdName) => string
  readonly gln: (serial: number) => string
}

export type ListI = {
  readonly exemptions: readonly ExemptionView[]
  /** Who makes the study's MDMA, abroad. */
  readonly seller: PartyView
  readonly trial: { readonly permit: string; readonly day: DayNumber; readonly sellerId: string }
}

export function listI({ packer, laboratory, institution, start, until, firstMonth, id, gln }: Casting): ListI {
  const ofHemp = ['opiumwet/6/1', 'opiumwet/8/1/c', 'opiumwet/8i/2']
  const ofResearch = ['opiumwet/6/1', 'opiumwet/8/1/b']
  const asBefore = { maxStockMg: null, ground: 'opiumwet/8/1/b', basis: ofResearch }
  const exempted: Exempted[] = [
    {
      ...{ ...packer, acts: ['prepare', 'process', 'supply', 'transport', 'have'], substances: [hempOil] },
      ...{ purposes: ['medicinal-supply', 'product-development'], ground: 'opiumwet/8/1/c', basis: ofHemp },
      ...{ maxStockMg: null, endsIn: 610 },
    },
    {
      ...{ ...laboratory, ...asBefore, acts: ['process', 'transport', 'have'], substances: [hempOil] },
      ...{ purposes: ['quality-control'], endsIn: 540 },
    },
    {
      ...{ ...laboratory, ...asBefore, acts: ['process', 'transport', 'have'], substances: [mdma] },
      ...{ purposes: ['quality-control', 'research'], endsIn: 540, agency: 'FARMATEC' },
    },
    {
      ...{ ...institution, ...asBefore, acts: ['supply', 'transport', 'have'], substances: [mdma] },
      ...{ purposes: ['research'], endsIn: 480, agency: 'FARMATEC' },
    },
  ]
  const sellerId = id('party')
  const seller: PartyView = {
    ...{ partyId: sellerId, kind: 'foreign-buyer', name: 'Birkental Wirkstoffe GmbH', kvk: null, gln: gln(9_003) },
    country: 'DE',
    premises: [
      {
        ...{ premisesId: id('premises'), partyId: sellerId, name: 'Birkental, Herstellung', gln: gln(9_004) },
        ...{ town: 'Birkental', country: 'DE', period: { from: dayText(start - 365), until: null } },
      },
    ],
  }
  // Per case, and three months long: one consignment. @basis opiumwet/6/2
  const month = firstMonth.add({ months: 4 })
  const permit = `FARMATEC-IN-${month.year}-${String(month.month).padStart(2, '0')}`
  const perCase: ExemptionView = {
    ...{ exemptionId: id('exemption'), number: permit },
    holder: { partyId: institution.partyId, name: institution.name },
    period: { from: month.toString(), until: month.add({ months: 3 }).toString() },
    ground: 'opiumwet/8/1/b',
    basis: ['opiumwet/6/2', 'opiumwet/8/1/b'],
    scope: [
      {
        ...{ acts: ['import'], substances: [{ ...mdma }], purposes: ['research'], maxStockMg: null },
        premises: [premisesRef(institution)],
      },
    ],
    conditions: [
      {
        ...{
          number: 1,
          nl: 'Er wordt hoogstens 25 gram MDMA ingevoerd.',
          en: 'At most 25 grams of MDMA are imported.',
        },
        basis: 'opiumwet/6/2',
        limit: {
          ...{
            substanceId: mdma.substanceId,
            productCode: null,
            acts: ['import'],
            per: 'validity',
            maxMassMg: '25000',
          },
        },
      },
    ],
    withdrawnOn: null,
  }
  const running = exempted.flatMap((holder, index) => renewals(holder, firstSerial + index, { start, until, id }))
  return { exemptions: [...running, perCase], seller, trial: { permit, day: dayNumberOf(month) + 8, sellerId } }
}

/** After the numbers of the exemptions for hemp. */
const firstSerial = 20
