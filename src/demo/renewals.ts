// A running exemption and those before it, each with its conditions. Not here: who has which (world.ts, list-i.ts).
import type { IdName } from '#kernel'
import type { LawAct } from '#law/contract'
import type { ExemptionView } from '#licensing/contract'
import { type DayNumber, dayNumberOf, dayText } from './calendar.ts'
import { hemp } from './figures.ts'

type Scope = ExemptionView['scope'][number]
export type Exempted = {
  partyId: string
  name: string
  premises: { premisesId: string; name: string }[]
  acts: LawAct[]
  /** Left out: hemp. */
  substances?: Scope['substances']
  purposes: Scope['purposes']
  ground: string
  basis: string[]
  maxStockMg: string | null
  /** The most that may be weighed back dry in a calendar year; left out: no condition says. */
  yearlyKg?: number
  /** Days after `until` on which the running exemption ends. */
  endsIn: number
  /** Which of the Minister's desks decided, as its numbers begin. Left out: the one for hemp. */
  agency?: string
}

/** Five years at most, then a new one with its own number: back from the one that runs now to before the first plant. */
export function renewals(
  holder: Exempted,
  index: number,
  { start, until, id }: { start: DayNumber; until: DayNumber; id: (name: IdName) => string },
): ExemptionView[] {
  const all: ExemptionView[] = []
  let end = Temporal.PlainDate.from(dayText(until + holder.endsIn))
  for (;;) {
    const from = end.subtract({ years: 5 })
    all.unshift({
      exemptionId: id('exemption'),
      number: `${holder.agency ?? 'BMC'}-${from.year}-${String(index + 1).padStart(3, '0')}`,
      holder: { partyId: holder.partyId, name: holder.name },
      period: { from: from.toString(), until: end.toString() },
      ground: holder.ground,
      basis: holder.basis,
      scope: [
        {
          acts: holder.acts,
          substances: (holder.substances ?? [hemp]).map((substance) => ({ ...substance })),
          purposes: holder.purposes,
          premises: [premisesRef(holder)],
          maxStockMg: holder.maxStockMg,
        },
      ],
      conditions: conditionsOf(holder),
      withdrawnOn: null,
    })
    if (dayNumberOf(from) <= start) return all
    end = from
  }
}

function conditionsOf(holder: Exempted): ExemptionView['conditions'] {
  const common = [
    {
      nl: 'De voorraad ligt in een afgesloten ruimte met inbraakalarm. Alleen aangewezen personeel heeft toegang.',
      en: 'The stock is kept in a locked room with a burglar alarm. Only named staff have access.',
      basis: 'opiumwet/8a/2/e',
    },
    {
      nl: 'De administratie laat op elk moment per middel en per partij zien wat er is, waar het vandaan komt en waar het heen ging.',
      en: 'The records show at any moment, per substance and batch, what there is, where it came from and where it went.',
      basis: 'opiumwet/8a/2/f',
    },
  ]
  const ofGrowers = {
    nl: 'De oogst gaat binnen vier maanden naar de minister. Wat overblijft, wordt onder toezicht van twee personen vernietigd.',
    en: 'The crop goes to the Minister within four months. What is left over is destroyed in the presence of two people.',
    basis: 'opiumwet/8i/4',
  }
  const all = holder.acts.includes('grow') ? [ofGrowers, ...common] : common
  const stated = all.map((condition, index) => ({ number: index + 1, ...condition, limit: null }))
  return holder.yearlyKg === undefined ? stated : [...stated, yearly(stated.length + 1, holder.yearlyKg)]
}

function yearly(number: number, kg: number): ExemptionView['conditions'][number] {
  const { substanceId } = hemp
  return {
    number,
    nl: `In een kalenderjaar wordt hoogstens ${kg.toLocaleString('nl')} kilo hennep gedroogd.`,
    en: `In a calendar year at most ${kg.toLocaleString('en')} kilograms of hemp are dried.`,
    basis: 'opiumwet/8i/1',
    limit: { substanceId, productCode: null, acts: ['dry'], per: 'year', maxMassMg: String(kg * 1_000_000) },
  }
}

export function premisesRef(of: { premises: readonly { premisesId: string; name: string }[] }) {
  const { premisesId, name } = of.premises[0]!
  return { premisesId, name }
}
