// The file in which an authority hands in its registers: parties with their premises, and exemptions with their versions. What stands in it is
// checked by itself and against the law here. Not here: what is known already, and writing it down (keep-registers.ts).
import { createHash } from 'node:crypto'
import {
  type AuthorityId,
  Day,
  type IdName,
  Label,
  Nullable,
  OneOf,
  overlap,
  type PartyId,
  type Period,
  type PlainDate,
  PositiveAmount,
  type PremisesId,
  parseCountry,
  parseGln,
  parseId,
  parseKvk,
  type Static,
  Strict,
  Type,
  trustId,
} from '#kernel'
import { type Corpus, listingsOn } from '#law'
import { LawActSchema, lists } from '#law/contract'
import { ConditionLimit, partyKinds, purposes } from './contract.ts'
import type { LicensingSeed } from './seed-licensing.ts'

/** The number under which the authority's own administration knows it, or our id. The same key is the same party, in every later file. */
const Key = Label(80)
/** How many digits of a GLN are the company prefix that GS1 gave out. */
const PrefixLength = Type.Integer({ minimum: 6, maximum: 12 })
const days = { from: Day, until: Type.Optional(Nullable(Day)) }
const numbered = {
  gln: Type.Optional(Nullable(Type.String({ pattern: '^[0-9]{13}$' }))),
  prefixLength: Type.Optional(Nullable(PrefixLength)),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
}
const Article = Type.String({ pattern: '^[a-z0-9-]+(/[A-Za-z0-9:.]+)+$', description: 'opiumwet/8/2' })

const Version = Strict({
  ...days,
  scope: Type.Array(
    Strict({
      acts: Type.Array(LawActSchema, { minItems: 1 }),
      substances: Type.Array(Strict({ substanceId: Type.String(), list: OneOf(lists) }), { minItems: 1 }),
      purposes: Type.Array(OneOf(purposes), { minItems: 1 }),
      /** Keys of premises of the holder; left out or empty: all of them. */
      premises: Type.Optional(Type.Array(Key)),
      maxStockMg: Type.Optional(Nullable(PositiveAmount)),
    }),
    { minItems: 1 },
  ),
  conditions: Type.Optional(
    Type.Array(
      Strict({
        number: Type.Integer({ minimum: 1, maximum: 999 }),
        nl: Type.String({ minLength: 1, maxLength: 4_000 }),
        en: Type.String({ minLength: 1, maxLength: 4_000 }),
        basis: Article,
        limit: Type.Optional(Nullable(ConditionLimit)),
      }),
    ),
  ),
})

export const RegisterFile = Strict({
  $schema: Type.Optional(Type.String()),
  parties: Type.Optional(
    Type.Array(
      Strict({
        key: Key,
        kind: OneOf(partyKinds),
        name: Label(),
        /** Whoever logs in comes with this number; without one nobody can. */
        kvk: Type.Optional(Nullable(Type.String({ pattern: '^[0-9]{8}$' }))),
        ...numbered,
        /** The inspectorate, the ministry: its people may have roles of staff, as those of the authority. */
        isOfficial: Type.Optional(Type.Boolean()),
        premises: Type.Optional(Type.Array(Strict({ key: Key, name: Label(), town: Label(), ...numbered, ...days }))),
      }),
    ),
  ),
  exemptions: Type.Optional(
    Type.Array(
      Strict({
        number: Label(40),
        /** The key of a party. */
        holder: Key,
        ground: Article,
        basis: Type.Array(Article, { minItems: 1 }),
        /** The first day on which it no longer counts. */
        withdrawnOn: Type.Optional(Nullable(Day)),
        versions: Type.Array(Version, { minItems: 1 }),
      }),
    ),
  ),
})
export type RegisterFile = Static<typeof RegisterFile>

/** What cannot be right, with its place as a JSON pointer and what stands there. */
export type RegisterFault = { readonly at: string; readonly fault: RegisterFaultKind; readonly value: string }
export type RegisterFaultKind =
  | 'twice'
  | 'kvk'
  | 'gln'
  | 'country'
  | 'no-day'
  | 'overlap'
  | 'article'
  | 'substance'
  | 'list'
  | 'product'
  | 'holder'
  | 'premises'
  | 'second-authority'
  | 'fixed'
  | 'version'
  | 'version-lost'

/** Premises that exemptions name and the file does not: they must be known already. */
export type NamedPremises = {
  readonly at: string
  readonly holderId: PartyId
  readonly premisesId: PremisesId
  readonly value: string
}
export type Registers = LicensingSeed & { readonly named: readonly NamedPremises[] }

type Asked = { readonly authorityId: AuthorityId; readonly corpus: Corpus; readonly today: PlainDate }

/** The registers that a file of the right form describes, and everything in it that cannot be right. */
export function registersFrom(
  file: RegisterFile,
  asked: Asked,
): { readonly registers: Registers; readonly faults: readonly RegisterFault[] } {
  const checks = openChecks(asked)
  const ids = openIds(asked.authorityId)
  const { parties, premises } = partiesOf(file, checks, ids)
  const { exemptions, named } = exemptionsOf(file, checks, ids)
  const here = new Set(premises.map(({ premisesId }) => premisesId))
  const elsewhere = named.filter(({ premisesId }) => !here.has(premisesId))
  return { registers: { parties, premises, exemptions, named: elsewhere }, faults: checks.faults }
}

type Ids = ReturnType<typeof openIds>

/** An id of ours stays as it is; of any other key follows the same id each time, another for each authority. */
function openIds(authorityId: AuthorityId) {
  const of = <Name extends IdName>(name: Name, key: string) =>
    parseId(name, key) ?? idFor(name, `${authorityId}|${key}`)
  return {
    party: (key: string) => of('party', key),
    exemption: (number: string) => of('exemption', number),
    premises: (party: string, key: string) => parseId('premises', key) ?? of('premises', `${party}\n${key}`),
  }
}

function idFor<Name extends IdName>(name: Name, text: string) {
  const hash = createHash('sha256').update(`grein-register/1|${name}|${text}`).digest('hex')
  const variant = ((Number.parseInt(hash[16]!, 16) & 3) | 8).toString(16) // sha256 in hex has 64 digits.
  const last = `${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  return trustId(name, `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${last}`)
}

type Checks = ReturnType<typeof openChecks>

function openChecks({ corpus, today }: Asked) {
  const faults: RegisterFault[] = []
  const say = (at: string, fault: RegisterFaultKind, value: string) => faults.push({ at, fault, value })
  return {
    faults,
    say,
    once() {
      const seen = new Set<string>()
      return (at: string, value: string | null | undefined) => {
        if (value && seen.has(value)) say(at, 'twice', value)
        if (value) seen.add(value)
      }
    },
    period(at: string, { from, until = null }: { readonly from: string; readonly until?: string | null }): Period {
      if (until !== null && until <= from) say(`${at}/until`, 'no-day', until)
      return { from: Temporal.PlainDate.from(from), until: until === null ? null : Temporal.PlainDate.from(until) }
    },
    numbers(at: string, { gln, country }: { readonly gln?: string | null; readonly country: string }) {
      if (gln && !parseGln(gln).ok) say(`${at}/gln`, 'gln', gln)
      if (!parseCountry(country).ok) say(`${at}/country`, 'country', country)
    },
    article(at: string, article: string) {
      if (!corpus.articles.has(article)) say(at, 'article', article)
    },
    substance(at: string, substanceId: string): boolean {
      const isKnown = corpus.substanceById.has(substanceId)
      if (!isKnown) say(`${at}/substanceId`, 'substance', substanceId)
      return isKnown
    },
    product(at: string, code: string) {
      if (!corpus.products.some(({ productCode }) => productCode === code)) say(`${at}/productCode`, 'product', code)
    },
    /** Of the first day, or of today: an exemption may be older than the list a substance stands on now. */
    listed(
      at: string,
      { substanceId, list }: { readonly substanceId: string; readonly list: string },
      from: PlainDate,
    ) {
      const lists = [from, today].flatMap((on) =>
        listingsOn(corpus, substanceId, { on, knownOn: today }).map((listing) => listing.list),
      )
      if (!lists.some((one) => one === list)) say(`${at}/list`, 'list', [...new Set(lists)].join(', ') || '–')
    },
  }
}

function partiesOf({ parties = [] }: RegisterFile, checks: Checks, ids: Ids) {
  const [key, premisesKey, kvk] = [checks.once(), checks.once(), checks.once()]
  const second = parties.findIndex(
    ({ kind }, index) => kind === 'authority' && parties.slice(0, index).some((before) => before.kind === 'authority'),
  )
  if (second >= 0) checks.say(`/parties/${second}`, 'second-authority', parties[second]!.name) // Found on the line above.
  for (const [index, party] of parties.entries()) {
    key(`/parties/${index}/key`, party.key)
    kvk(`/parties/${index}/kvk`, party.kvk)
    if (party.kvk && !parseKvk(party.kvk).ok) checks.say(`/parties/${index}/kvk`, 'kvk', party.kvk)
    checks.numbers(`/parties/${index}`, party)
  }
  return {
    parties: parties.map(({ key, premises: _, ...party }) => ({ ...party, partyId: ids.party(key) })),
    premises: parties.flatMap((party, index) =>
      (party.premises ?? []).map(({ key, from, until = null, ...premises }, place) => {
        const at = `/parties/${index}/premises/${place}`
        premisesKey(`${at}/key`, `${party.key} / ${key}`)
        checks.numbers(at, premises)
        const partyId = ids.party(party.key)
        return {
          ...premises,
          premisesId: ids.premises(party.key, key),
          partyId,
          period: checks.period(at, { from, until }),
        }
      }),
    ),
  }
}

function exemptionsOf({ exemptions = [] }: RegisterFile, checks: Checks, ids: Ids) {
  const number = checks.once()
  const named: NamedPremises[] = []
  const read = exemptions.map((exemption, index) => {
    const at = `/exemptions/${index}`
    number(`${at}/number`, exemption.number)
    checks.article(`${at}/ground`, exemption.ground)
    for (const [place, article] of exemption.basis.entries()) checks.article(`${at}/basis/${place}`, article)
    const versions = exemption.versions.map((version, place) => {
      const of = `${at}/versions/${place}`
      const period = checks.period(of, version)
      const scope = version.scope.map(({ premises = [], maxStockMg = null, ...line }, row) => {
        for (const [n, substance] of line.substances.entries()) {
          const where = `${of}/scope/${row}/substances/${n}`
          if (checks.substance(where, substance.substanceId)) checks.listed(where, substance, period.from)
        }
        const places = premises.map((key) => ids.premises(exemption.holder, key))
        for (const [n, premisesId] of places.entries()) {
          const holderId = ids.party(exemption.holder)
          named.push({ at: `${of}/scope/${row}/premises/${n}`, holderId, premisesId, value: premises[n]! }) // One for each key.
        }
        return { ...line, premises: places, maxStockMg: maxStockMg === null ? null : BigInt(maxStockMg) }
      })
      return { period, scope, conditions: conditionsOf(version, of, checks) }
    })
    apart(`${at}/versions`, versions, checks)
    const { ground, basis, withdrawnOn = null } = exemption
    return {
      ...{ exemptionId: ids.exemption(exemption.number), number: exemption.number, ground, basis, versions },
      holderId: ids.party(exemption.holder),
      withdrawnOn: withdrawnOn === null ? null : Temporal.PlainDate.from(withdrawnOn),
    }
  })
  return { exemptions: read, named }
}

function conditionsOf({ conditions = [] }: Static<typeof Version>, at: string, checks: Checks) {
  const number = checks.once()
  return conditions.map(({ limit = null, ...condition }, line) => {
    const where = `${at}/conditions/${line}`
    number(`${where}/number`, `${condition.number}`)
    checks.article(`${where}/basis`, condition.basis)
    if (limit !== null) checks.substance(`${where}/limit`, limit.substanceId)
    if (limit?.productCode) checks.product(`${where}/limit`, limit.productCode)
    return { ...condition, limit }
  })
}

/** On any day an exemption has one version. */
function apart(at: string, versions: readonly { readonly period: Period }[], checks: Checks) {
  const inOrder = versions.toSorted((a, b) => Temporal.PlainDate.compare(a.period.from, b.period.from))
  for (const [place, { period }] of inOrder.entries()) {
    const next = inOrder[place + 1]
    if (next && overlap(period, next.period)) checks.say(at, 'overlap', next.period.from.toString())
  }
}
