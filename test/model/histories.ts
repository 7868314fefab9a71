// Random histories through the real door beside the reference: duplicates, changed copies, late events, clocks that are wrong, and a death
// before any statement of the door, after which the same event is sent again. Not here: how many (histories.test.ts, test/faults).
import fc from 'fast-check'
import { sql } from 'kysely'
import { type DecidedEvent, verifyLedger } from '#chain'
import { type BareLedger, openBareLedger, postEvents } from '#chain/testing'
import { databaseError, openLogSigner, sealOnce, verifyLog } from '#platform'
import { type Command, Reference, type Verdict } from './reference.ts'

const accountsMax = 3
const verdictOf: Record<string, Verdict | 'ahead'> = {
  balance_not_negative: 'short',
  balance_then_negative: 'short-then',
  event_changed: 'changed',
  event_time_ahead: 'ahead',
}

/** What one step does; `dieBefore` counts the statements of the door that write. */
type Step =
  | { readonly kind: 'post'; readonly id: number; readonly command: Command; readonly dieBefore: number | null }
  | { readonly kind: 'skew'; readonly id: number; readonly command: Command }
  | { readonly kind: 'seal' }

const account = fc.integer({ min: 0, max: accountsMax })
const id = fc.integer({ min: 0, max: 11 })
const command = fc
  .record({
    from: account,
    to: account,
    amount: fc.integer({ min: 1, max: 9 }),
    minute: fc.integer({ min: 0, max: 9 }),
  })
  .filter(({ from, to }) => from !== to)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      id,
      command,
      dieBefore: fc.option(fc.integer({ min: 1, max: 14 }), { freq: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('skew' as const), id, command }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('seal' as const) }) },
)

/** What chance may leave out: a death that is outlived, and `postedSurely` events that nothing refuses. */
export const postedSurely = 3
const surely: Step[] = [
  ...Array.from({ length: postedSurely }, (_, nth): Step => {
    const command = { from: 0, to: 1, amount: 1 + nth, minute: nth }
    return { kind: 'post', id: nth, command, dieBefore: nth === 1 ? 2 : null }
  }),
  { kind: 'seal' },
]

export type Histories = AsyncDisposable & {
  readonly ledger: BareLedger
  /** So many random histories; each step's verdict and all balances are the reference's. */
  run(count: number, seed?: number): Promise<{ readonly deaths: number; readonly events: number }>
  /** One event that dies before its first writing statement, then before its second, and so on until it lives. */
  dieEverywhere(): Promise<number>
}

export async function openHistories(): Promise<Histories> {
  const ledger = await openBareLedger()
  await installDeath(ledger)
  let runs = 0
  let deaths = 0

  /** Fresh accounts for each history; the database stays. */
  function freshLedger() {
    const run = runs++
    const start = ledger.now.subtract({ hours: 2 })
    const ids = new Map<number, DecidedEvent['eventId']>()
    const place = (one: number) => (one === 0 ? ledger.world : ledger.stock(`history ${run} ${one}`))
    const eventOf = (one: number, { from, to, amount, minute }: Command, at = start.add({ minutes: minute })) => {
      const known = ids.get(one)
      const moves = [{ from: place(from), to: place(to), amount: BigInt(amount) }]
      const note = JSON.stringify([from, to, amount])
      const event = ledger.event({ ...(known ? { id: known } : {}), at, moves, note })
      ids.set(one, event.eventId)
      return event
    }
    return { eventOf, balance: (one: number) => ledger.balance(place(one)) }
  }

  async function post({ posting }: DecidedEvent, dieBefore: number | null): Promise<Verdict | 'ahead' | 'died'> {
    try {
      const [posted] = await ledger.database.transaction(ledger.staff, async (tx) => {
        await sql`select set_config('test.die_before', ${`${dieBefore ?? ''}`}, true)`.execute(tx)
        return postEvents(tx, posting, { authorityId: ledger.authorityId })
      })
      return posted?.outcome ?? 'short'
    } catch (error) {
      if (error instanceof Error && error.message === 'died here') {
        deaths += 1
        return 'died'
      }
      return verdictOf[databaseError(error)?.constraint ?? ''] ?? Promise.reject(error)
    }
  }

  async function live(steps: readonly Step[]): Promise<void> {
    const reference = new Reference()
    const real = freshLedger()
    const signer = openLogSigner({ seed: new Uint8Array(32).fill(3), name: 'grein.example/log' })
    for (const one of steps) {
      if (one.kind === 'seal') await sealOnce(ledger.database, ledger.authorityId, { signer })
      else if (one.kind === 'skew') {
        const ahead = await post(real.eventOf(one.id + 100, one.command, ledger.now.add({ hours: 1 })), null)
        if (ahead !== 'ahead') throw new Error(`a clock an hour ahead was answered ${ahead}`)
      } else {
        const event = real.eventOf(one.id, one.command)
        let verdict = await post(event, one.dieBefore)
        // Whoever got no answer asks again, with the same event.
        if (verdict === 'died') verdict = await post(event, null)
        const expected = reference.apply(one.id, one.command)
        if (verdict !== expected) throw new Error(`answered ${verdict}, must be ${expected}`)
      }
    }
    for (let each = 1; each <= accountsMax; each++) {
      const held = await real.balance(each)
      if (held !== BigInt(reference.balance(each)))
        throw new Error(`account ${each} holds ${held}, must be ${reference.balance(each)}`)
    }
  }

  return {
    ledger,
    [Symbol.asyncDispose]: () => ledger[Symbol.asyncDispose](),
    async run(count, seed) {
      const options = {
        numRuns: count,
        verbose: 1,
        examples: [[surely] as [Step[]]],
        ...(seed !== undefined && { seed }),
      }
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 16 }), live), options)
      const { faults, events } = await verifyLedger(ledger.admin, ledger.authorityId)
      const { findings } = await verifyLog(ledger.database, ledger.authorityId)
      if (faults.length > 0 || findings.length > 0) throw new Error(JSON.stringify([faults, findings]))
      return { deaths, events }
    },
    async dieEverywhere() {
      const real = freshLedger()
      await post(real.eventOf(0, { from: 0, to: 1, amount: 9, minute: 0 }), null)
      const event = real.eventOf(1, { from: 1, to: 2, amount: 4, minute: 1 })
      for (let dieBefore = 1; ; dieBefore++) {
        const before = await everything(ledger)
        const verdict = await post(event, dieBefore)
        if (verdict === 'recorded') return dieBefore - 1
        if (verdict !== 'died') throw new Error(`statement ${dieBefore}: ${verdict}`)
        const after = await everything(ledger)
        if (after !== before) throw new Error(`a death before statement ${dieBefore} left something behind`)
      }
    },
  }
}

/** All rows of all tables of ledger and log, as one text. */
async function everything({ admin }: BareLedger): Promise<string> {
  const texts: string[] = []
  for (const { name } of await writtenTables(admin)) {
    const [row] = await admin.query<{ text: string | null }>(
      `select string_agg(row::text, '|' order by row::text) as text from ${name} as row`,
    )
    texts.push(`${name}: ${row?.text ?? ''}`)
  }
  return texts.join('\n')
}

const writtenTables = (admin: BareLedger['admin']) =>
  admin.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class as c
     where c.relnamespace in ('chain'::regnamespace, 'log'::regnamespace) and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  )

/** Before each writing statement a trigger counts, and at the chosen one the transaction dies, as it does when the server is killed there. */
async function installDeath({ admin }: BareLedger): Promise<void> {
  await admin.query(`
    create function public.die() returns trigger language plpgsql as $$
    declare
      v_step integer := coalesce(nullif(current_setting('test.step', true), '')::integer, 0) + 1;
    begin
      perform set_config('test.step', v_step::text, true);
      if v_step = nullif(current_setting('test.die_before', true), '')::integer then
        raise exception 'died here';
      end if;
      return null;
    end $$`)
  for (const { name } of await writtenTables(admin)) {
    await admin.query(
      `create trigger test_death before insert or update or delete on ${name} for each statement execute function public.die()`,
    )
  }
}
