// The cast and the stage: parties, premises, exemptions and who works where, all from the seed. Not here: what they do.
import { type IdName, newId, printId, trustId } from '#kernel'
import type { LawAct } from '#law/contract'
import type { PartyKind, PartyView } from '#licensing/contract'
import { type DayNumber, dayNumberOf, dayText, msPerDay } from './calendar.ts'
import type { DemoArguments, DemoStaff, DemoWorld } from './contract.ts'
import { assumed, hemp } from './figures.ts'
import { listI } from './list-i.ts'
import { buyers, pharmacyPlaces } from './names.ts'
import { personasOf } from './personas.ts'
import { type Random, seededRandom } from './random.ts'
import { type Exempted, premisesRef, renewals } from './renewals.ts'

/** Somewhere mass can stand, whose it is there, and who writes that down. */
export type Site = {
  readonly partyId: string
  readonly premisesId: string
  readonly officer: string
  readonly name: string
}
export type ExportPlan = {
  readonly buyerId: string
  readonly country: string
  readonly share: number
  readonly month: number
  readonly exportPermit: string
  readonly importPermit: string
}
export type Grower = Site & {
  readonly letter: string
  readonly handedOver: Site
  readonly witnesses: readonly string[]
}

/** The world as the simulation needs it: the same parties, by the part they play. */
export type Stage = {
  readonly world: DemoWorld
  readonly random: Random
  /** First day of the history that counts, the day before which nothing is, and the first day that is not history. */
  readonly from: DayNumber
  readonly start: DayNumber
  readonly until: DayNumber
  readonly growers: readonly Grower[]
  readonly laboratory: Site
  readonly irradiator: Site
  readonly packer: Site
  readonly distributor: Site
  readonly exportStore: Site
  readonly institution: Site
  /** What comes from abroad, once: under which permit, on or after which day, from whom. */
  readonly imported: { readonly permit: string; readonly day: DayNumber; readonly sellerId: string }
  /** The same of the MDMA that a study gives. */
  readonly trial: { readonly permit: string; readonly day: DayNumber; readonly sellerId: string }
  readonly pharmacies: readonly Site[]
  readonly exports: readonly ExportPlan[]
  readonly decisionMaker: string
  readonly chainManager: string
}

/** Growing starts this much earlier: plants take ten weeks, a batch seven more to reach a pharmacy, and shelves must fill. */
export const warmUpDays = 161

export function buildStage(demo: DemoArguments): Stage {
  const { seed, scale, years } = demo
  const random = seededRandom(`grein-demo/2/${seed}/${years}/${scale}/${demo.until}`)
  const until = dayNumberOf(demo.until)
  const from = dayNumberOf(demo.until.subtract({ years }))
  const start = from - warmUpDays
  const ids = random.split('world-ids')
  const id = (name: IdName) => printId(name, trustId(name, newId(name, { at: start * msPerDay, random: ids.bytes() })))
  const parties: PartyView[] = []
  const staff: Record<string, DemoStaff> = {}
  let located = 0

  // The authority was there long before: of then is what may no longer be kept (retention-seed.ts).
  const openedOn = (kind: PartyKind) => dayText(start - 365 * (kind === 'authority' ? 10 : 1))
  const party = (kind: PartyKind, name: string, town: string, country = 'NL', sites: readonly string[] = [name]) => {
    const partyId = id('party')
    const premises = sites.map((site) => ({
      premisesId: id('premises'),
      partyId,
      name: site,
      gln: gln(++located),
      town,
      country,
      period: { from: openedOn(kind), until: null },
    }))
    // Numbers that the register of companies never gave out: its own begin higher.
    const kvk = country === 'NL' && kind !== 'authority' ? String(1_000 + located).padStart(8, '0') : null
    parties.push({ partyId, kind, name, kvk, gln: gln(++located), country, premises })
    return { partyId, name, premises }
  }
  const site = (of: ReturnType<typeof party>, officer: string, index = 0): Site => {
    const premises = of.premises[index]!
    return { partyId: of.partyId, premisesId: premises.premisesId, officer, name: premises.name }
  }
  const employ = (key: string, of: { partyId: string }, name: string, roles: DemoStaff['roles'], isHigh = false) => {
    staff[key] = { userId: id('user'), name, partyId: of.partyId, roles, assurance: isHigh ? 'high' : 'substantial' }
    return key
  }

  const bmc = party('authority', 'Bureau voor Medicinale Cannabis', 'Den Haag', 'NL', ['BMC, exportmagazijn'])
  // The Minister's agency is the one authority of this world; the inspectorate only looks.
  const inspectorate = party('institution', 'Inspectie Gezondheidszorg en Jeugd', 'Utrecht')
  const growerA = party('grower', 'Kwekerij Lindemeer B.V.', 'Lindemeer', 'NL', ['Lindemeer, kas en drogerij'])
  const growerB = party('grower', 'Wierdam Teelt B.V.', 'Wierdam', 'NL', ['Wierdam, teelthal'])
  const laboratory = party('laboratory', 'Analytisch Laboratorium Kolkerveen B.V.', 'Kolkerveen')
  const irradiator = party('irradiator', 'Stralingsdienst Gorsmond B.V.', 'Gorsmond')
  const packer = party('packer', 'Verpakhuis Brinkhoven B.V.', 'Brinkhoven')
  const distributor = party('wholesaler', 'Groothandel Oeverstede B.V.', 'Oeverstede')
  const institution = party('institution', 'Academisch Ziekenhuis Meermond', 'Meermond', 'NL', [
    'Meermond, ziekenhuisapotheek',
  ])
  const monitor = party('institution', 'Meetpunt Middelen Nederland', 'Vlierbrug')
  const testService = party('institution', 'Testservice Kolkerveen', 'Kolkerveen')
  const pharmacies = pharmacyPlaces(random.split('pharmacies'), pharmacyCount(scale)).map(({ name, town }) =>
    party('pharmacy', name, town),
  )
  const abroad = buyers.map((buyer) => ({ ...buyer, ...party('foreign-buyer', buyer.name, buyer.town, buyer.country) }))

  const chainManager = employ('bmc/chain', bmc, 'Sanne Wolthuis', ['authority-chain-manager'], true)
  const decisionMaker = employ('bmc/decision', bmc, 'Ruben Achterkamp', ['authority-decision-maker'], true)
  employ('bmc/case', bmc, 'Noor van Elderen', ['authority-case-worker'], true)
  employ('bmc/policy', bmc, 'Joost Heerkens', ['policy-officer'], true)
  employ('igj/inspector', inspectorate, 'Mirjam Oudshoorn', ['inspector'], true)
  employ('grower-a/administrator', growerA, 'Petra Lindeboom', ['holder-administrator'])
  employ('grower-b/reader', growerB, 'Gijs Terpstra', ['holder-reader'])
  employ('grower-a/chain', growerA, 'Tom Veldhuis', ['holder-chain-officer'])
  employ('grower-b/chain', growerB, 'Iris Zandstra', ['holder-chain-officer'])
  employ('laboratory/analyst', laboratory, 'Farida el Idrissi', ['laboratory-analyst'])
  employ('irradiator/chain', irradiator, 'Kees Baarsma', ['holder-chain-officer'])
  employ('packer/chain', packer, 'Lotte Hoekman', ['holder-chain-officer'])
  employ('distributor/chain', distributor, 'Hamza Yilmaz', ['holder-chain-officer'])
  employ('institution/researcher', institution, 'dr. Eline Verstappen', ['researcher'])
  employ('monitor/analyst', monitor, 'Bram Kuipers', ['monitor-analyst'])
  employ('test-service/worker', testService, 'Yara Martina', ['test-location-worker'])
  pharmacies.forEach((pharmacy, index) => {
    const name = index === 0 ? 'Willemijn de Groot' : `Apotheker ${index + 1}`
    employ(`pharmacy-${index + 1}/pharmacist`, pharmacy, name, ['pharmacist'])
  })

  // From a stream of their own, so that whoever joined later changes nobody else's number.
  const joined = random.split('joined-later')
  const later = (name: IdName) =>
    printId(name, trustId(name, newId(name, { at: start * msPerDay, random: joined.bytes() })))
  const carrierId = later('party')
  parties.push({
    ...{
      partyId: carrierId,
      kind: 'carrier',
      name: 'Vervoer Zandhorst B.V.',
      kvk: '00000952',
      gln: gln(9_001),
      country: 'NL',
    },
    premises: [
      {
        ...{ premisesId: later('premises'), partyId: carrierId, name: 'Zandhorst, remise', gln: gln(9_002) },
        ...{ town: 'Zandhorst', country: 'NL', period: { from: dayText(start - 365), until: null } },
      },
    ],
  })
  staff['laboratory/second'] = {
    ...{ userId: later('user'), name: 'Jeroen Postma', partyId: laboratory.partyId },
    ...{ roles: ['laboratory-analyst'], assurance: 'substantial' },
  }

  staff['institution/pharmacist'] = {
    ...{ userId: later('user'), name: 'Samira Benali', partyId: institution.partyId },
    ...{ roles: ['holder-chain-officer'], assurance: 'substantial' },
  }

  const growerOf = (of: ReturnType<typeof party>, letter: string): Grower => {
    const officer = `grower-${letter.toLowerCase()}/chain`
    const own = site(of, officer)
    const witnesses = [`${letter}-0${random.int(110, 190)}`, `${letter}-0${random.int(210, 290)}`]
    return { ...own, letter, witnesses, handedOver: { ...own, partyId: bmc.partyId, officer: chainManager } }
  }

  const exempted: Exempted[] = [
    ...[growerA, growerB].map((grower, index) => ({
      ...grower,
      acts: ['grow', 'prepare', 'process', 'sell', 'supply', 'transport', 'have'] as LawAct[],
      purposes: ['medicinal-supply'] as Exempted['purposes'],
      ground: 'opiumwet/8/2',
      basis: ['opiumwet/6/1', 'opiumwet/8/2', 'opiumwet/8i/2'],
      maxStockMg: String(Math.ceil(scale * 1_500) * 1_000_000),
      yearlyKg: Math.ceil(scale * 1_500),
      endsIn: 700 + index * 120,
    })),
    {
      ...laboratory,
      acts: ['process', 'transport', 'have'],
      purposes: ['quality-control', 'research'],
      ground: 'opiumwet/8/1/b',
      basis: ['opiumwet/6/1', 'opiumwet/8/1/b'],
      maxStockMg: String(Math.ceil(scale * 20) * 1_000_000),
      endsIn: 33,
    },
    ...[irradiator, packer].map((contractor, index) => ({
      ...contractor,
      acts: ['prepare', 'process', 'supply', 'transport', 'have'] as LawAct[],
      purposes: ['medicinal-supply'] as Exempted['purposes'],
      ground: 'opiumwet/8/1/c',
      basis: ['opiumwet/6/1', 'opiumwet/8/1/c', 'opiumwet/8i/2'],
      maxStockMg: null,
      endsIn: 81 + index * 400,
    })),
    {
      ...distributor,
      acts: ['sell', 'supply', 'transport', 'have'],
      purposes: ['medicinal-supply', 'research'],
      ground: 'opiumwet/8/1/c',
      basis: ['opiumwet/6/1', 'opiumwet/8/1/c'],
      maxStockMg: null,
      endsIn: 1_010,
    },
    {
      ...institution,
      acts: ['prepare', 'process', 'supply', 'transport', 'have'],
      purposes: ['research'],
      ground: 'opiumwet/8/1/b',
      basis: ['opiumwet/6/1', 'opiumwet/8/1/b'],
      maxStockMg: null,
      endsIn: 420,
    },
  ]
  const exemptions = exempted.flatMap((holder, index) => renewals(holder, index, { start, until, id }))

  // One exemption per case and six months at most: each planned export has its own. @basis opiumwet/6/2
  const exports: ExportPlan[] = []
  const months = Math.ceil((until - from) / 30) + 2
  const firstMonth = Temporal.PlainDate.from(dayText(from)).with({ day: 1 })
  for (let month = 0; month < months; month++) {
    const first = firstMonth.add({ months: month })
    for (const buyer of abroad) {
      const serial = `${first.year}-${String(first.month).padStart(2, '0')}-${buyer.country}`
      const exportPermit = `BMC-UIT-${serial}`
      exports.push({
        buyerId: buyer.partyId,
        country: buyer.country,
        share: buyer.share,
        month: first.year * 12 + first.month,
        exportPermit,
        importPermit: `${buyer.country}-DEMO-INV-${serial}`,
      })
      exemptions.push({
        exemptionId: id('exemption'),
        number: exportPermit,
        holder: { partyId: bmc.partyId, name: bmc.name },
        period: { from: first.subtract({ months: 1 }).toString(), until: first.add({ months: 4 }).toString() },
        ground: 'opiumwet/8/1/c',
        basis: ['opiumwet/6/2', 'opiumwet/8i/5/a', 'enkelvoudig-verdrag/31'],
        scope: [
          {
            acts: ['export'],
            substances: [{ ...hemp }],
            purposes: ['export'],
            premises: [premisesRef(bmc)],
            maxStockMg: null,
          },
        ],
        conditions: [],
        withdrawnOn: null,
      })
    }
  }

  // What a study compares with is made abroad: one consignment, its own case too.
  const imported = firstMonth.add({ months: 6 })
  const importPermit = `BMC-IN-${imported.year}-${String(imported.month).padStart(2, '0')}`
  exemptions.push({
    exemptionId: id('exemption'),
    number: importPermit,
    holder: { partyId: institution.partyId, name: institution.name },
    period: { from: imported.subtract({ months: 1 }).toString(), until: imported.add({ months: 4 }).toString() },
    ground: 'opiumwet/8/1/b',
    basis: ['opiumwet/6/2', 'opiumwet/8/1/b', 'enkelvoudig-verdrag/31'],
    scope: [
      {
        acts: ['import'],
        substances: [{ ...hemp }],
        purposes: ['research'],
        premises: [premisesRef(institution)],
        maxStockMg: null,
      },
    ],
    conditions: [],
    withdrawnOn: null,
  })

  // What is beside flower is list I: oil of a part of a batch, and a study's MDMA.
  const apart = listI({ packer, laboratory, institution, start, until, firstMonth, id: later, gln })
  parties.push(apart.seller)
  exemptions.push(...apart.exemptions)

  const authority = newId('authority', { at: start * msPerDay, random: ids.bytes() })
  const world: DemoWorld = {
    demo: true,
    arguments: { seed, years, scale, until: dayText(until) },
    authorityId: authority,
    authorityName: bmc.name,
    parties,
    exemptions,
    personas: personasOf(staff, parties),
    staff,
  }
  return {
    world,
    random,
    from,
    start,
    until,
    growers: [growerOf(growerA, 'A'), growerOf(growerB, 'B')],
    laboratory: site(laboratory, 'laboratory/analyst'),
    irradiator: site(irradiator, 'irradiator/chain'),
    packer: site(packer, 'packer/chain'),
    distributor: site(distributor, 'distributor/chain'),
    exportStore: site(bmc, chainManager),
    institution: site(institution, 'institution/researcher'),
    imported: { permit: importPermit, day: dayNumberOf(imported) + 9, sellerId: abroad[0]!.partyId },
    trial: apart.trial,
    pharmacies: pharmacies.map((pharmacy, index) => site(pharmacy, `pharmacy-${index + 1}/pharmacist`)),
    exports,
    decisionMaker,
    chainManager,
  }
}

/** At least six, so that a recall has somewhere to reach. */
function pharmacyCount(scale: number): number {
  return Math.min(2_000, Math.max(6, Math.round(assumed.pharmacies * scale)))
}

/** Prefix 952 is kept by GS1 for demonstrations; the last digit checks the others. */
function gln(serial: number): string {
  const digits = `952${String(serial).padStart(9, '0')}`
  let sum = 0
  for (let index = 0; index < 12; index++) sum += Number(digits[index]) * (index % 2 === 0 ? 1 : 3)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
