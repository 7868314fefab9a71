// What happens once or twice in a year: a parcel refused at the door, stock seized, a reservation freed, a trial
// that gives what it got, flower from abroad, a count that finds a jar missing. Not here: oil and the MDMA of a study
// (apart.ts), and what goes wrong with a batch (incidents.ts).
import { addWorkingDays, dayText } from './calendar.ts'
import { assumed } from './figures.ts'
import { hours, type Play } from './play.ts'
import { reservationAccount } from './reservation.ts'
import { lotsOf } from './supply.ts'

const gram = 1_000n
export const study = '2026-512345-20-00'

export function startRarities(play: Play): void {
  const { stage, ledger } = play
  const days = stage.until - stage.from
  const on = (part: number) => stage.from + Math.floor(days * part)
  /** Tried each working day until there is what it takes; never in the last weeks, which are the desks' own. */
  const once = (part: number, within: Parameters<Play['plan']>[1], work: () => boolean) => {
    const attempt = () => {
      if (play.today() > stage.until - 28 || work()) return
      play.plan(addWorkingDays(play.today(), 1), within, attempt)
    }
    play.plan(on(part), within, attempt)
  }
  const { distributor, institution, exportStore, pharmacies } = stage
  const jars = (count: bigint) => count * assumed.packMg

  once(0.35, hours.afternoon, () => {
    const [, , pharmacy] = pharmacies
    const lot = lotsOf(play, distributor, 'bedrocan').at(-1)
    if (!pharmacy || !lot || lot.amount < jars(12n)) return false
    const [shipmentId, returnShipmentId] = [play.newId('shipment'), play.newId('shipment')]
    const { batchId } = lot
    play.act(distributor, {
      kind: 'ship',
      premisesId: distributor.premisesId,
      shipmentId,
      receiverId: pharmacy.partyId,
      toPremisesId: pharmacy.premisesId,
      reason: 'supply',
      lines: [{ batchId, state: 'released', massMg: String(jars(4n)) }],
    })
    play.plan(addWorkingDays(play.today(), 1), hours.morning, () => {
      const reason = 'De verzegeling van de doos was verbroken; niet aangenomen.'
      play.act(pharmacy, { kind: 'refuse', premisesId: pharmacy.premisesId, shipmentId, returnShipmentId, reason })
      play.plan(addWorkingDays(play.today(), 1), hours.morning, () => {
        play.act(distributor, {
          kind: 'receive',
          premisesId: distributor.premisesId,
          shipmentId: returnShipmentId,
          lines: [{ batchId, state: 'released', receivedMassMg: String(jars(4n)) }],
        })
      })
    })
    return true
  })

  once(0.5, hours.noon, () => {
    const lot = lotsOf(play, distributor, 'bedrocan').at(-1)
    if (!lot || lot.amount < jars(10n)) return false
    const draft = { premisesId: distributor.premisesId, batchId: lot.batchId, massMg: String(jars(2n)) }
    const reserved = {
      ...draft,
      kind: 'reserve' as const,
      forPartyId: pharmacies[1]?.partyId ?? null,
      until: `${dayText(play.today() + 7)}T22:59:59Z`,
    }
    const eventId = play.act(distributor, reserved)
    const of = { ...reserved, eventId, occurredAt: reserved.until }
    const accountId = reservationAccount(stage.world.authorityId, of, distributor.partyId)
    play.plan(addWorkingDays(play.today(), 1), hours.noon, () => {
      if (ledger.book.amount({ ...distributor, batchId: lot.batchId, state: 'reserved' }) === 0n) return
      play.act(distributor, { kind: 'free', premisesId: distributor.premisesId, accountId })
    })
    return true
  })

  once(0.7, hours.morning, () => {
    const found = pharmacies
      .slice(1)
      .flatMap((site) => lotsOf(play, site, 'bedrocan').map((lot) => ({ site, ...lot })))
      .find(({ amount }) => amount >= jars(2n))
    if (!found) return false
    play.act(
      { ...exportStore, officer: stage.chainManager },
      {
        kind: 'seize',
        premisesId: found.site.premisesId,
        batchId: found.batchId,
        holderId: found.site.partyId,
        state: 'released',
        massMg: String(jars(2n)),
        caseNumber: `IGJ-${dayText(play.today()).slice(0, 4)}-0417`,
        reason: 'Zonder leveringsbon in de kast gevonden; meegenomen voor onderzoek.',
      },
    )
    return true
  })

  for (const [index, part] of [0.6, 0.75].entries()) {
    once(part, hours.afternoon, () => {
      const [lot] = ledger.book
        .standing({ ...institution, state: 'released' })
        .filter(({ batchId }) => (play.batches.get(batchId)?.expiresOn ?? '') > dayText(play.today()))
      if (!lot || lot.amount < jars(1n)) return false
      play.act(institution, {
        kind: 'administer',
        premisesId: institution.premisesId,
        batchId: lot.batchId,
        massMg: String(gram),
        study,
        recordNumber: `PP-${String(index + 1).padStart(4, '0')}`,
      })
      return true
    })
  }

  const { permit, day, sellerId } = stage.imported
  if (day > stage.from && day < stage.until - 28) {
    play.plan(day, hours.morning, () =>
      play.act(institution, {
        kind: 'import',
        premisesId: institution.premisesId,
        batch: { batchId: play.newId('batch'), name: `REF${dayText(play.today()).slice(2, 4)}-001` },
        productCode: 'bedrocan',
        massMg: String(500n * gram),
        sellerId,
        importPermit: permit,
        exportPermit: `${permit}-DEMO-UIT`,
        foreignName: 'CH-VERGELIJK-7',
      }),
    )
  }

  // A week ago, at a pharmacy nobody logs in as: counted by one, signed by another, and one jar is not there.
  play.plan(stage.until - 8, hours.afternoon, () => {
    const [, site] = pharmacies
    if (!site) return
    const lots = ledger.book.standing({ ...site, state: 'released' })
    const short = lots.find(({ amount }) => amount >= jars(2n))
    if (lots.length === 0) return
    play.act(site, {
      kind: 'count',
      premisesId: site.premisesId,
      lines: lots.slice(0, 200).map(({ batchId, amount }) => ({
        batchId,
        state: 'released',
        countedMassMg: String(batchId === short?.batchId ? amount - jars(1n) : amount),
      })),
      counter: 'AP-21',
      countersigner: 'AP-07',
      followsId: null,
    })
  })
}
