// What goes wrong, because it does: breakage, a theft, a label in doubt, a recall, and one hold that is still open. Not here: failed batches (quality).
import { addWorkingDays, dayText } from './calendar.ts'
import { assumed, productCodes } from './figures.ts'
import { destructionReport } from './papers.ts'
import { hours, type Play } from './play.ts'
import { weekly } from './rhythm.ts'
import { send } from './shipping.ts'
import { lotsOf } from './supply.ts'
import type { Site } from './world.ts'

/** A lot's packs, wherever they can still be used. */
type Spread = {
  readonly batchId: string
  readonly pharmacies: readonly Site[]
  readonly isAtDistributor: boolean
  readonly isOnItsWay: boolean
}

export function startIncidents(play: Play): void {
  const { stage, ledger } = play
  const random = play.random('incidents')
  const days = stage.until - stage.from
  const { exportStore, distributor, pharmacies } = stage
  const minister = { ...exportStore, officer: stage.chainManager }

  const lose = (site: Site, cause: 'loss' | 'theft', packs: number, reason: string) => {
    const lot = productCodes
      .flatMap((product) => lotsOf(play, site, product))
      .sort((a, b) => Number(b.amount - a.amount))[0]
    if (!lot) return false
    const wanted = BigInt(packs) * assumed.packMg
    const massMg = wanted < lot.amount ? wanted : lot.amount
    play.act(site, {
      kind: 'lose',
      premisesId: site.premisesId,
      batchId: lot.batchId,
      state: 'released',
      massMg: String(massMg),
      cause,
      reason,
    })
    return true
  }

  weekly(
    play,
    [3],
    hours.day,
    () => {
      if (random.chance(1 / 6))
        lose(random.pick(pharmacies), 'loss', 1, 'Pot gevallen en gebroken; inhoud niet meer bruikbaar.')
    },
    stage.from + 30,
  )

  // The thief does not come to the pharmacy you log in as.
  play.plan(stage.from + Math.floor(days * 0.4), [8.6, 8.9], () => {
    lose(
      random.pick(pharmacies.slice(1)),
      'theft',
      random.int(4, 9),
      'Inbraak in de nacht. Aangifte gedaan; de IGJ is dezelfde ochtend gemeld.',
    )
  })

  /** Asked at noon, when few parcels are on their way: those of yesterday are in, those of today not yet out. */
  const spreadNow = (): Spread[] => {
    const found: Spread[] = []
    for (const { batchId, expiresOn } of play.batches.values()) {
      if (expiresOn === null) continue
      const usable = ledger.book.whereabouts(batchId).filter(({ state }) => state === 'released')
      const at = new Set(usable.map(({ partyId }) => partyId))
      found.push({
        batchId,
        pharmacies: pharmacies.filter(({ partyId }) => at.has(partyId)),
        isAtDistributor: at.has(distributor.partyId),
        isOnItsWay: ledger.transitLines(batchId) > 0,
      })
    }
    return found
  }

  const hold = (batchId: string, scope: 'batch' | 'recall', reason: string) =>
    play.act(minister, { kind: 'hold', premisesId: exportStore.premisesId, batchId, scope, reason })

  const recall = () => {
    const widest = spreadNow()
      .filter(({ pharmacies: at, isOnItsWay }) => at.length >= 3 && !isOnItsWay)
      .sort((a, b) => b.pharmacies.length - a.pharmacies.length)[0]
    // A recall that reaches nobody teaches nothing: wait until a lot has spread.
    if (!widest) return play.plan(addWorkingDays(play.today(), 1), hours.noon, recall)
    hold(
      widest.batchId,
      'recall',
      'Verontreiniging gevonden in een pot. Niet afleveren; alles terugsturen naar de distributeur.',
    )
    for (const site of widest.pharmacies) {
      play.plan(addWorkingDays(play.today(), random.int(1, 4)), hours.afternoon, () => {
        const massMg = ledger.book.amount({ ...site, batchId: widest.batchId, state: 'held' })
        if (massMg === 0n) return
        const lines = [{ batchId: widest.batchId, state: 'held', massMg }]
        send(play, { from: site, to: distributor, reason: 'recall', lines, as: 'packs', random, desk: null })
      })
    }
    play.plan(addWorkingDays(play.today(), 12), hours.day, () => {
      for (const stock of ledger.book.whereabouts(widest.batchId)) {
        if (stock.state !== 'held') continue
        const site = [distributor, exportStore, ...pharmacies].find(({ partyId }) => partyId === stock.partyId)
        if (!site) continue
        const { batchId, amount } = stock
        const witnesses = ['GOS-02', 'BMC-014']
        const documentId = play.file(site, destructionReport(play, { batchId, massMg: amount, witnesses, at: site }))
        play.act(site, {
          kind: 'destroy',
          premisesId: site.premisesId,
          batchId,
          state: 'held',
          massMg: String(amount),
          method: 'incineration',
          witnesses,
          documents: [documentId],
        })
      }
    })
  }
  play.plan(stage.from + Math.floor(days * 0.55), hours.noon, recall)

  const doubtLabel = () => {
    const lot = spreadNow().find(({ isAtDistributor, isOnItsWay }) => isAtDistributor && !isOnItsWay)
    if (!lot) return play.plan(addWorkingDays(play.today(), 1), hours.noon, doubtLabel)
    const holdEventId = hold(lot.batchId, 'batch', 'Twijfel over de houdbaarheidsdatum op het etiket; wordt nagekeken.')
    play.plan(addWorkingDays(play.today(), 2), hours.noon, () => {
      play.act(minister, {
        kind: 'lift',
        premisesId: exportStore.premisesId,
        batchId: lot.batchId,
        holdEventId,
        reason: `Etiket nagekeken op ${dayText(play.today())}: de datum klopt.`,
      })
    })
  }
  play.plan(stage.from + Math.floor(days * 0.3), hours.noon, doubtLabel)

  // The one that is still open, at the pharmacy and the distributor of the personas, for them to act on. The lot rests first, so
  // that both still have some of it when the hold comes.
  const [own] = pharmacies
  const doubtSmell = () => {
    const reaching = spreadNow().filter(({ pharmacies: at }) => own && at.includes(own))
    // The product with most lots is missed least, and a lot that is nowhere on its way is understood best.
    const rank = ({ batchId, isOnItsWay }: Spread) =>
      (isOnItsWay ? 2 : 0) + (play.batches.get(batchId)?.product === 'bedrocan' ? 0 : 1)
    const lot = reaching.filter(({ isAtDistributor }) => isAtDistributor).sort((a, b) => rank(a) - rank(b))[0]
    if (!lot) return play.plan(addWorkingDays(play.today(), 1), hours.noon, doubtSmell)
    play.resting.add(lot.batchId)
    play.plan(Math.max(stage.until - 6, play.today() + 1), hours.noon, () => openHold(lot.batchId))
  }
  const openHold = (batchId: string) =>
    hold(
      batchId,
      'recall',
      'Melding van een afwijkende geur. Niet afleveren; stuur de voorraad terug naar de distributeur.',
    )
  play.plan(stage.until - 27, hours.noon, doubtSmell)

  // Once a pharmacy treats on the spot; and on the last day the distributor has set something aside for one.
  play.plan(stage.from + Math.floor(days * 0.55), hours.noon, () => {
    const lot = own && productCodes.flatMap((product) => lotsOf(play, own, product))[0]
    if (!lot || lot.amount < 2n * assumed.packMg) return
    const { batchId } = lot
    const massMg = String(assumed.packMg)
    play.act(own, { kind: 'own-practice', premisesId: own.premisesId, batchId, massMg, recordNumber: 'EP-0001' })
  })
  play.plan(stage.until - 3, hours.noon, () => {
    const lot = lotsOf(play, distributor, 'bedrocan').at(-1)
    if (!lot || lot.amount < 8n * assumed.packMg) return
    play.act(distributor, {
      kind: 'reserve',
      premisesId: distributor.premisesId,
      batchId: lot.batchId,
      massMg: String(4n * assumed.packMg),
      forPartyId: own?.partyId ?? null,
      until: `${dayText(stage.until + 5)}T22:59:59Z`,
    })
  })
}
