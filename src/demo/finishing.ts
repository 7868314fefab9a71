// From released flower to packs on their way: irradiation, packing, and which part stays in the country. Not here: pharmacies and exports.
import { addWorkingDays, dayText } from './calendar.ts'
import { assumed, products } from './figures.ts'
import { hours, type Play } from './play.ts'
import { weekly } from './rhythm.ts'
import { type Desk, send } from './shipping.ts'
import type { Demand } from './supply.ts'
import type { Site } from './world.ts'

export function startFinishing(play: Play, demand: Demand): void {
  const { stage, ledger } = play
  const { irradiator, packer } = stage
  const random = play.random('finishing')
  const parcels = play.random('finishing-shipping')
  const released = (site: Site) => ledger.book.standing({ ...site, state: 'released' })

  const bring = (
    from: Site,
    to: Site,
    desk: Desk,
    ready: (batchId: string) => boolean,
    onReceipt: (ids: readonly string[]) => void,
  ) => {
    const lines = released(from)
      .filter(({ batchId }) => ready(batchId))
      .map(({ batchId, amount }) => ({ batchId, state: 'released', massMg: amount }))
    if (lines.length === 0) return
    const ids = lines.map(({ batchId }) => batchId)
    send(play, {
      from,
      to,
      reason: 'service',
      lines,
      as: 'bulk',
      random: parcels,
      desk,
      onReceipt: () => onReceipt(ids),
    })
  }

  const irradiated = new Set<string>()
  const irradiate = (batchId: string) => {
    if (ledger.book.amount({ ...irradiator, batchId, state: 'released' }) === 0n) return
    const year = dayText(play.today()).slice(0, 4)
    play.act(irradiator, {
      kind: 'irradiate',
      premisesId: irradiator.premisesId,
      batchId,
      doseKGy: (random.int(1_000, 1_280) / 100).toFixed(2),
      certificate: `SDG-${year}-${String(play.nextSerial(`dose ${year}`)).padStart(4, '0')}`,
    })
    irradiated.add(batchId)
  }

  const pack = (batchId: string) => {
    const inputMg = ledger.book.amount({ ...packer, batchId, state: 'released' })
    const { product } = play.batches.get(batchId)! // Named when it was trimmed.
    const wasteMg = BigInt(Math.round(Number(inputMg) * assumed.packWaste * random.logNormal(0.3)))
    // A jar holds a trace more than its label; what a run is over or short shows as its difference.
    const filled = 1 + assumed.packOverfill * random.logNormal(0.4)
    const packs = Math.floor(Number(inputMg - wasteMg) / (Number(assumed.packMg) * filled))
    if (packs < 1) return
    const year = dayText(play.today()).slice(2, 4)
    const name = `${products[product].letters}${year}K${String(play.nextSerial(`pack ${year}`)).padStart(4, '0')}`
    const packId = play.newId('batch')
    const expiresOn = Temporal.PlainDate.from(dayText(play.today())).add({ months: 18 }).toString()
    play.batches.set(packId, { batchId: packId, name, product, expiresOn })
    const eventId = play.act(packer, {
      kind: 'pack',
      premisesId: packer.premisesId,
      batchId,
      inputMassMg: String(inputMg),
      pack: { batchId: packId, name },
      gtin: products[product].gtin,
      expiresOn,
      packs,
      packMassMg: String(assumed.packMg),
      wasteMassMg: String(wasteMg),
    })
    irradiated.delete(batchId)
    if (inputMg === BigInt(packs) * assumed.packMg + wasteMg) return
    const difference = { eventId, shipmentId: null, batchId: packId }
    play.onDesk('settle', 'settle', addWorkingDays(play.today(), random.int(1, 3)), hours.afternoon, () =>
      play.settle(packer, difference, 'Overvulling van de potten, gewogen over de hele charge.'),
    )
  }

  for (const grower of stage.growers)
    weekly(play, [1, 4], hours.afternoon, () =>
      bring(
        grower.handedOver,
        irradiator,
        ['irradiator receipt', 'irradiator'],
        () => true,
        (ids) => {
          for (const id of ids)
            play.onDesk('irradiate', 'irradiator', play.today() + random.int(1, 3), hours.day, () => irradiate(id))
        },
      ),
    )
  weekly(play, [2, 5], hours.afternoon, () =>
    bring(
      irradiator,
      packer,
      ['packer receipt', 'packer'],
      (batchId) => irradiated.has(batchId),
      (ids) => {
        for (const id of ids) play.onDesk('pack', 'packer', play.today() + random.int(2, 5), hours.day, () => pack(id))
      },
    ),
  )

  weekly(play, [1, 3], hours.afternoon, () => {
    const lots = released(packer).filter(({ batchId }) => play.batches.get(batchId)?.expiresOn)
    const home: { batchId: string; state: string; massMg: bigint }[] = []
    const abroad: typeof home = []
    for (const { batchId, amount } of lots) {
      const { product } = play.batches.get(batchId)! // Only named batches stand here.
      const stays = demand.claim(product, amount)
      if (stays > 0n) home.push({ batchId, state: 'released', massMg: stays })
      if (amount > stays) abroad.push({ batchId, state: 'released', massMg: amount - stays })
    }
    const common = { from: packer, reason: 'supply', as: 'packs', random: parcels } as const
    if (home.length > 0)
      send(play, {
        ...common,
        to: stage.distributor,
        lines: home,
        desk: ['distributor receipt', 'distributor'],
        onReceipt: () => demand.arrived(home),
      })
    if (abroad.length > 0) send(play, { ...common, to: stage.exportStore, lines: abroad, desk: null })
  })

  weekly(play, [5], hours.day, () => {
    // Once a month is enough for the packer's waste.
    if (new Date(dayText(play.today())).getUTCDate() > 7) return
    const waste = ledger.book.standing({ ...packer, state: 'waste' })
    for (const { batchId, amount } of waste)
      play.act(packer, {
        kind: 'destroy',
        premisesId: packer.premisesId,
        batchId,
        state: 'waste',
        massMg: String(amount),
        method: 'incineration',
        witnesses: ['VBH-03', 'VBH-11'],
        documents: [],
      })
  })
}
