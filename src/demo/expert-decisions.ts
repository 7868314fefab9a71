// Three readings of a chemist for the demo, recorded through the register's own door: one that stands, one that was replaced, and what
// replaced it. People and organisations are invented; the structures are public facts.
import { type PlainDate, parseId } from '#kernel'
import type { Corpus } from '#law'
import { recordExpertDecision } from '#licensing'
import type { ExpertDecision, NewExpertDecision } from '#licensing/contract'
import { type Actor, type Database, idempotent, type TraceContext } from '#platform'
import type { DemoWorld } from './contract.ts'

type Reading = Omit<NewExpertDecision, 'subject' | 'documents' | 'replaces' | 'from' | 'until'> & {
  /** How long before the demo's last day it was decided. */
  readonly daysBefore: number
  readonly subject: ExpertDecision['subject']
  readonly replacesTheOneBefore: boolean
}

const expert = {
  name: 'dr. I. Brandsma',
  profession: 'chemist',
  organisation: 'Analytisch Laboratorium Kolkerveen B.V.',
} as const
const basis = ['opiumwet/2a/1']
const tranylcypromine = { smiles: 'NC1CC1c1ccccc1', inchiKey: 'AELCINSCMGFISI-UHFFFAOYSA-N' }

const readings: readonly Reading[] = [
  {
    daysBefore: 300,
    subject: {
      kind: 'finding',
      about: 'group:fenethylaminen',
      says: 'in',
      substanceId: null,
      structure: { smiles: 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1', inchiKey: 'SNPPWIUOZRMYNY-UHFFFAOYSA-N' },
    },
    question: 'Valt bupropion onder de stofgroep van de 2-fenethylaminen en cathinonen?',
    conclusion:
      'Ja. Bupropion is een cathinon: de bèta-ketovorm met chloor op de ring, methyl op C1 en tert-butyl op de stikstof. Elk onderdeel past binnen de omschrijving.',
    grounds:
      'De structuur is deel voor deel naast de modelomschrijving gelegd. Ring A is fenyl met een halogeen; C2 draagt de toegestane zuurstof; de substituent op de stikstof is alkyl met vier koolstofatomen. De massa blijft onder 500 u.\nHet zout (hydrochloride) verandert dit niet. Of een geneesmiddel is toegelaten, is een andere vraag: dan geldt het verbod niet.',
    ...{ basis, expert, replacesTheOneBefore: false },
  },
  {
    daysBefore: 220,
    subject: {
      kind: 'finding',
      about: 'group:fenethylaminen',
      says: 'in',
      substanceId: null,
      structure: tranylcypromine,
    },
    question: 'Valt tranylcypromine onder de stofgroep van de 2-fenethylaminen?',
    conclusion: 'Ja, de stikstof staat twee koolstofatomen van een fenylring.',
    grounds: 'Gelezen naar de kern van de omschrijving, zonder de regel over ringen tussen C1 en C2.',
    ...{ basis, expert, replacesTheOneBefore: false },
  },
  {
    daysBefore: 150,
    subject: {
      kind: 'finding',
      about: 'group:fenethylaminen',
      says: 'out',
      substanceId: null,
      structure: tranylcypromine,
    },
    question: 'Valt tranylcypromine onder de stofgroep van de 2-fenethylaminen?',
    conclusion:
      'Nee. C1 en C2 liggen samen in een ring van drie atomen; de omschrijving laat daar alleen ringen van vier tot zes atomen toe.',
    grounds:
      'Het eerdere besluit las de kern zonder de regel over ringen tussen de plaatsen R3 tot R6. Met die regel valt de stof buiten de groep. Een tekst zonder die regel zou anders kunnen worden gelezen; daarom is dit een besluit en geen vanzelfsprekendheid.',
    ...{ basis, expert, replacesTheOneBefore: true },
  },
]

/** The first day of list IA: before it there was nothing to read. */
const listIA = '2025-07-01'

type Recording = {
  readonly database: Database
  readonly corpus: Corpus
  readonly world: DemoWorld
  readonly trace: TraceContext
}

/** Twice is once: each has its key. A demo that begins before list IA has none. */
export async function recordReadings({ database, corpus, world, trace }: Recording): Promise<void> {
  let before: ExpertDecision | null = null
  for (const [index, reading] of readings.entries()) {
    const { daysBefore, replacesTheOneBefore, subject, ...said } = reading
    const on: PlainDate = Temporal.PlainDate.from(world.arguments.until).subtract({ days: daysBefore })
    if (on.toString() < listIA) continue
    const now = on.toZonedDateTime({ timeZone: 'Europe/Amsterdam', plainTime: '10:30' }).toInstant()
    const actor = decisionMaker(world, trace, now)
    const replaces: string | null = replacesTheOneBefore ? (before?.expertDecisionId ?? null) : null
    const input: Parameters<typeof recordExpertDecision>[2] = {
      ...said,
      subject,
      from: listIA,
      until: null,
      documents: [],
      replaces,
    }
    before = await database.transaction(actor, (tx) =>
      idempotent<ExpertDecision>(tx, actor, { key: `demo-reading-${index}`, content: said.conclusion }, () =>
        recordExpertDecision(tx, actor, input, { corpus, now }),
      ),
    )
  }
}

/** As this person would be with a passkey shown a minute before. */
function decisionMaker(world: DemoWorld, trace: TraceContext, now: Temporal.Instant): Actor {
  const person = world.staff['bmc/decision']! // world.ts employs one; a test looks.
  return {
    kind: 'person',
    authorityId: world.authorityId,
    userId: parseId('user', person.userId),
    clientId: null,
    partyId: parseId('party', person.partyId),
    roles: [...person.roles],
    wall: 'staff',
    assurance: person.assurance,
    steppedUpAt: now.subtract({ minutes: 1 }),
    trace,
  }
}
