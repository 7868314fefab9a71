// Refusals of mass: nothing there, too little, a ceiling, an allowance used up, an account that is closed. Not here: what may be done with it (allowed.ts).
import {
  conflict,
  defineProblems,
  forbidden,
  type Instant,
  invalid,
  legalDayOf,
  type PlainDate,
  type Say,
} from '#kernel'
import { recordArticles } from '../contract.ts'
import { stateText } from '../state-text.ts'
import { named } from './words.ts'

type Unit = 'mg' | 'ug' | 'pieces'

/** Which condition of which exemption, over which days, and what it would become. */
type LimitSaid = {
  readonly exemption: string
  readonly condition: number
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly maxMg: bigint
  readonly wouldMg: bigint
}

type CeilingSaid = { readonly substance: string; readonly maxMg: bigint; readonly wouldMg: bigint }

/** An exemption that covers it and has no room: by a condition, or by the most that may lie there. */
type FullSaid =
  | (LimitSaid & { readonly kind: 'limit' })
  | (CeilingSaid & { readonly kind: 'ceiling'; readonly exemption: string })

function sayLimit(
  { exemption, condition, from, until, maxMg, wouldMg }: LimitSaid,
  say: Say,
): { nl: string; en: string } {
  const through = until && say.day(until.subtract({ days: 1 }))
  return {
    nl: `Voorschrift ${condition} van ontheffing ${exemption} staat vanaf ${say.day(from)}${through ? ` tot en met ${through}` : ''} hoogstens ${say.mass(maxMg)} toe. Hiermee wordt het ${say.mass(wouldMg)}, dat is ${say.mass(wouldMg - maxMg)} te veel.`,
    en: `Condition ${condition} of exemption ${exemption} allows at most ${say.mass(maxMg)} from ${say.day(from)}${through ? ` to ${through}` : ''}. This would make it ${say.mass(wouldMg)}, which is ${say.mass(wouldMg - maxMg)} too much.`,
  }
}

function sayFull(full: FullSaid, say: Say): { nl: string; en: string } {
  if (full.kind === 'limit') return sayLimit(full, say)
  const { exemption, substance, maxMg, wouldMg } = full
  return {
    nl: `Van "${substance}" mag op deze locatie onder ontheffing ${exemption} ${say.mass(maxMg)} liggen; het zou ${say.mass(wouldMg)} worden.`,
    en: `Of "${substance}" these premises may hold ${say.mass(maxMg)} under exemption ${exemption}; it would become ${say.mass(wouldMg)}.`,
  }
}

/** `lot`: which of several, for an act that takes from more than one. */
type Short = {
  readonly lot?: string
  readonly state: string
  readonly hasMg: bigint
  readonly takesMg: bigint
  readonly unit: 'mg' | 'pieces'
}

/** Plants are counted, what is in the material is in micrograms, and the rest is weighed. */
function tooFew(short: bigint, unit: Unit, say: Say): { nl: string; en: string } {
  if (unit === 'pieces')
    return {
      nl: `${short} ${short === 1n ? 'stuk' : 'stuks'} te weinig`,
      en: `${short} ${short === 1n ? 'piece' : 'pieces'} too few`,
    }
  const much = unit === 'ug' ? `${short} µg` : say.mass(short)
  return { nl: `${much} te weinig`, en: `${much} too little` }
}

export const stockProblems = defineProblems('chain', {
  'content-as-booked': conflict({
    title: { nl: 'Dit gehalte is al geboekt.', en: 'This content was booked already.' },
    detail: () => ({
      nl: 'Wat het laboratorium vond, staat al bij iedere voorraad van deze partij. Boek opnieuw als er een andere uitslag is.',
      en: 'What the laboratory found stands with every stock of this batch already. Book again when there is another result.',
    }),
  }),
  'nothing-to-move': conflict({
    title: { nl: 'Hier is niets om dit mee te doen.', en: 'There is nothing here to do this with.' },
    detail: () => ({
      nl: 'De partij heeft geen voorraad in de toestand die hiervoor nodig is. Kijk op de partij waar de voorraad is.',
      en: 'The batch has no stock in the state this needs. See on the batch where its stock is.',
    }),
  }),
  'gone-on': conflict({
    title: { nl: 'Wat u gaf, is daar niet meer.', en: 'What you gave is no longer there.' },
    detail: () => ({
      nl: 'De andere partij heeft het al verder gebracht, dus dit kan niet meer worden teruggenomen. Spreek met die partij af wie het verschil vastlegt.',
      en: 'The other party has taken it further, so this can no longer be taken back. Agree with them who records the difference.',
    }),
  }),
  'stock-ceiling': forbidden<CeilingSaid>({
    title: { nl: 'Dit gaat boven de grens van de ontheffing.', en: 'This goes above the ceiling of the exemption.' },
    detail: ({ substance, maxMg, wouldMg }, say) => ({
      nl: `Van "${substance}" mag op deze locatie ${say.mass(maxMg)} liggen; het zou ${say.mass(wouldMg)} worden. Neem minder, of vraag een hogere grens aan.`,
      en: `Of "${substance}" these premises may hold ${say.mass(maxMg)}; it would become ${say.mass(wouldMg)}. Take less, or apply for a higher ceiling.`,
    }),
    basis: ['opiumwet/8a'],
  }),
  'exemption-limit': forbidden<LimitSaid>({
    title: {
      nl: 'Dit is meer dan een voorschrift van de ontheffing toestaat.',
      en: 'This is more than a condition of the exemption allows.',
    },
    detail: (said, say) => {
      const { nl, en } = sayLimit(said, say)
      return {
        nl: `${nl} Neem minder, neem terug wat verkeerd is vastgelegd, of vraag de autoriteit het voorschrift te wijzigen.`,
        en: `${en} Take less, take back what was recorded wrongly, or ask the authority to change the condition.`,
      }
    },
    basis: ['opiumwet/8a'],
  }),
  'exemptions-full': forbidden<{ tried: readonly FullSaid[] }>({
    title: {
      nl: 'Geen van de ontheffingen die dit dekken heeft er ruimte voor.',
      en: 'None of the exemptions that cover this has room for it.',
    },
    detail: ({ tried }, say) => {
      const each = tried.map((one) => sayFull(one, say))
      return {
        nl: `${each.map(({ nl }) => nl).join(' ')} Neem minder, verdeel het over twee handelingen als het samen wel past, neem terug wat verkeerd is vastgelegd, of vraag de autoriteit een van de ontheffingen te wijzigen.`,
        en: `${each.map(({ en }) => en).join(' ')} Take less, divide it over two acts where it fits in parts, take back what was recorded wrongly, or ask the authority to change one of the exemptions.`,
      }
    },
    basis: ['opiumwet/8a'],
  }),
  'unknown-allowance': forbidden<{ number: string }>({
    title: { nl: 'Deze invoer- of uitvoerontheffing is hier niet bekend.', en: 'This permit is not known here.' },
    detail: ({ number }) => ({
      nl: `Voor u staan er ontheffingen voor in- of uitvoer die nu gelden, maar geen met nummer "${number}". Controleer het nummer, of vraag de autoriteit de ontheffing vast te leggen.`,
      en: `There are permits for you that hold now, but none with number "${number}". Check the number, or ask the authority to record the permit.`,
    }),
    basis: ['opiumwet/6', 'enkelvoudig-verdrag/31'],
  }),
  'allowance-other': forbidden<{ number: string; from: PlainDate; until: PlainDate | null }>({
    title: { nl: 'Deze invoer- of uitvoerontheffing is voor iets anders.', en: 'This permit is for something else.' },
    detail: ({ number, from, until }, say) => ({
      nl: `"${number}" geldt vanaf ${say.day(from)}${until ? ` tot ${say.day(until)}` : ''}, voor een bepaald product en een bepaalde wederpartij. Controleer de dag, het product en de wederpartij, of gebruik een andere ontheffing.`,
      en: `"${number}" holds from ${say.day(from)}${until ? ` until ${say.day(until)}` : ''}, for a product and a counterparty of its own. Check the day, the product and the counterparty, or use another permit.`,
    }),
    basis: ['opiumwet/6', 'enkelvoudig-verdrag/31'],
  }),
  'allowance-short': forbidden<{ number: string; leftMg: bigint; takesMg: bigint }>({
    title: { nl: 'Er is minder over dan u wilt gebruiken.', en: 'There is less left than this would use.' },
    detail: ({ number, leftMg, takesMg }, say) => ({
      nl: `Van "${number}" is nog ${say.mass(leftMg)} over; dit vraagt ${say.mass(takesMg)}. Neem minder, of vraag de autoriteit om meer. Wat de minister niet afneemt, wordt vernietigd.`,
      en: `Of "${number}", ${say.mass(leftMg)} is left; this asks for ${say.mass(takesMg)}. Take less, or ask the authority for more. What the Minister does not take is destroyed.`,
    }),
    basis: ['opiumwet/8i/4', 'enkelvoudig-verdrag/31'],
  }),
  'allowance-changed': conflict({
    title: {
      nl: 'Er is net een afroep of een ontheffing bij gekomen, of teruggenomen.',
      en: 'A call-off or permit was granted or taken back just now.',
    },
    detail: () => ({
      nl: 'Er is niets vastgelegd. Bekijk wat er nu is verleend, noem het nummer waaronder dit valt en probeer het opnieuw.',
      en: 'Nothing was recorded. Look at what is granted now, name the number this falls under, and try again.',
    }),
    basis: ['opiumwet/8i/4', 'opiumwet/6', 'enkelvoudig-verdrag/31'],
  }),
  'allowance-used': conflict<{ grantedMg: bigint; usedMg: bigint }>({
    title: { nl: 'Hiervan is al gebruikt.', en: 'Some of this was used already.' },
    detail: ({ grantedMg, usedMg }, say) => ({
      nl: `Van de ${say.mass(grantedMg)} die hiermee is verleend, is ${say.mass(usedMg)} al gebruikt. Laat eerst terugnemen waarvoor dat was, door wie het vastlegde: de rekening van deze afroep of ontheffing noemt elk gebruik. Is het terecht gebruikt, laat haar dan staan.`,
      en: `Of the ${say.mass(grantedMg)} that this granted, ${say.mass(usedMg)} was used already. First have what it was used for taken back, by whoever recorded that: the account of this call-off or permit names each use. If it was rightly used, let it stand.`,
    }),
    basis: ['opiumwet/8i/4', 'enkelvoudig-verdrag/31'],
  }),
  'allowance-days': invalid({
    title: { nl: 'De laatste dag ligt vóór de eerste.', en: 'The last day lies before the first.' },
    detail: () => ({ nl: 'Controleer beide dagen.', en: 'Check both days.' }),
  }),
  'allowance-exists': conflict({
    title: { nl: 'Dit nummer is al gebruikt.', en: 'This number is taken.' },
    detail: () => ({
      nl: 'Er is al een afroep of ontheffing van deze soort met dit nummer. Controleer het nummer.',
      en: 'There is a call-off or permit of this kind with this number already. Check the number.',
    }),
  }),
  'stock-short': conflict<Short>({
    title: { nl: 'Er gaat meer uit dan er is.', en: 'More leaves the account than it holds.' },
    detail: ({ lot, state, hasMg, takesMg, unit }, say) => {
      const write = (amount: bigint) => (unit === 'mg' ? say.mass(amount) : `${amount}`)
      const where = named(stateText, state)
      return {
        nl: `${lot ? `Van ${lot} is in` : 'In'} "${where.nl}"${lot ? '' : ' is'} ${write(hasMg)} en dit neemt ${write(takesMg)}. Leg eerst de ontbrekende ontvangst vast, of neem minder.`,
        en: `"${where.en}"${lot ? ` of ${lot}` : ''} holds ${write(hasMg)} and this takes ${write(takesMg)}. Record the missing receipt, or take less.`,
      }
    },
    basis: recordArticles,
  }),
  'stock-short-now': conflict<{ short: bigint; unit: Unit }>({
    title: {
      nl: 'Iemand was u net voor: er is niet genoeg meer.',
      en: 'Someone was just before you: there is not enough left.',
    },
    detail: ({ short, unit }, say) => {
      const much = tooFew(short, unit, say)
      const isMany = unit === 'pieces' && short > 1n
      return {
        nl: `Er ${isMany ? 'zijn' : 'is'} ${much.nl}. Bekijk de voorraad zoals die nu is en probeer het opnieuw met minder.`,
        en: `There ${isMany ? 'are' : 'is'} ${much.en}. Look at the stock as it is now and try again with less.`,
      }
    },
    basis: recordArticles,
  }),
  'stock-short-then': conflict<{ at: Instant; short: bigint; unit: Unit }>({
    title: { nl: 'Toen was er niet genoeg.', en: 'There was not enough then.' },
    detail: ({ at, short, unit }, say) => {
      const much = tooFew(short, unit, say)
      const would = unit === 'pieces' && short > 1n ? 'zouden' : 'zou'
      return {
        nl: `Vanaf ${say.day(legalDayOf(at))} ${would} er ${much.nl} zijn geweest. Controleer het tijdstip, of leg eerst vast wat er eerder bij kwam.`,
        en: `From ${say.day(legalDayOf(at))} there would have been ${much.en}. Check the moment, or first record what came in before.`,
      }
    },
    basis: recordArticles,
  }),
  'not-lent': conflict({
    title: { nl: 'Dit verschil heeft de voorraad niets geleend.', en: 'This difference lent nothing to the stock.' },
    detail: () => ({
      nl: 'Alleen wat te laat kwam en in geschil is, kan uit de voorraad worden teruggegeven. Sluit dit verschil af zonder dat.',
      en: 'Only what came late and is in dispute can be given back out of the stock. Settle this difference without that.',
    }),
    basis: recordArticles,
  }),
  'sample-too-large': invalid<{ takesMg: bigint; maxMg: bigint }>({
    title: { nl: 'Dit is meer dan een monster.', en: 'This is more than a sample.' },
    detail: ({ takesMg, maxMg }, say) => ({
      nl: `Een monster is hooguit ${say.mass(maxMg)}, en dit is ${say.mass(takesMg)}. Neem minder, of verzend wat weg moet als wat het is.`,
      en: `A sample is at most ${say.mass(maxMg)}, and this is ${say.mass(takesMg)}. Take less, or send what must go as what it is.`,
    }),
    basis: ['opiumwet/8a/2/f'],
  }),
  'closed-too-early': invalid({
    title: { nl: 'Dit verschil veranderde daarna nog.', en: 'This difference changed after that.' },
    detail: () => ({
      nl: 'Een verschil wordt afgesloten op of na het moment waarop het voor het laatst veranderde. Kies een later moment; op de pagina van het verschil staat wat er het laatst mee gebeurde.',
      en: 'A difference is closed at the moment it last changed, or later. Choose a later moment; the page of the difference says what last happened to it.',
    }),
    basis: recordArticles,
  }),
  'balance-closed': conflict({
    title: { nl: 'Dit verschil is al afgehandeld.', en: 'This difference was settled already.' },
    detail: () => ({
      nl: 'Aan het verschil zelf hoeft niets meer te gebeuren. Wilt u terugnemen wat erop rust, zoals een ontvangst of een telling: neem dan eerst de afhandeling van het verschil terug. Zij is de laatste gebeurtenis op de pagina van het verschil.',
      en: 'The difference itself needs nothing more. To take back what rests on it, such as a receipt or a count, first take back the settlement of the difference. It is the last event on the page of the difference.',
    }),
    basis: recordArticles,
  }),
})
