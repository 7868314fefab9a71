// What the growers do: plant, cut, dry, trim, hand over, destroy what is left. Not here: what happens to it as the Minister's.
import { addWorkingDays, type DayNumber, dayNumberOf, dayText, weekday } from './calendar.ts'
import { assumed, type ProductCode, products } from './figures.ts'
import { hours, type Play } from './play.ts'
import type { Grower } from './world.ts'

type Room = { readonly grower: Grower; readonly name: string; readonly product: ProductCode }
type Named = { batchId: string; name: string }
type Harvest = { readonly batchId: string; readonly day: DayNumber; readonly massMg: bigint }
export type HandedOver = { readonly grower: Grower; readonly batchId: string }

const roomProducts: readonly (readonly ProductCode[])[] = [
  ['bedrocan', 'bedica', 'bedrocan', 'bediol'],
  ['bedrocan', 'bedrolite', 'bedrocan', 'bedrocan'],
]

/** Every room is cut in turn, each week at full scale; a smaller world cuts less often, not a leaf at a time. */
export function startGrowing(play: Play, onHandOver: (delivered: HandedOver) => void): void {
  const { stage } = play
  const { scale } = stage.world.arguments
  const interval = scale >= 0.6 ? 7 : scale >= 0.3 ? 14 : 28
  // At full scale two cuts of one room become one bulk batch, as a release by the week would be.
  const cutsPerBulk = interval === 7 ? 2 : 1
  const yearlyHarvests = (8 * 365.25) / interval
  const bulkMg = (assumed.handedOverKg * scale * 1_000_000) / yearlyHarvests + Number(assumed.bagMg) / (2 * cutsPerBulk)
  const random = play.random('growing')
  const lateHarvest = findLateHarvestDay(stage.until)
  let isLateChosen = false

  const plants = Math.max(
    4,
    Math.round(bulkMg / (assumed.driedToBulk * assumed.wetToDried * assumed.gramsPerPlantWet * 1_000)),
  )

  const plant = (room: Room, day: DayNumber, waiting: Harvest[]) => {
    play.plan(day, hours.day, () => {
      const batchId = play.newId('batch')
      const number = play.nextSerial(`plants ${room.name}`)
      const name = `${room.name}-P-${String(number).padStart(4, '0')}`
      play.batches.set(batchId, { batchId, name, product: room.product, expiresOn: null })
      const cultivar = `moederlijn ${products[room.product].letters}-1`
      const common = { premisesId: room.grower.premisesId, batch: { batchId, name }, cultivar, room: room.name }
      // The first room of a grower grows from cuttings of a mother of its own; the others' mothers were never written down here.
      const motherId = room.name.endsWith('1') ? motherOf(room, cultivar) : null
      if (motherId) play.act(room.grower, { kind: 'propagate', ...common, motherId, cuttings: plants })
      else play.act(room.grower, { kind: 'plant', ...common, productCode: room.product, plants })
      play.plan(day + assumed.weeksOfGrowth * 7, hours.day, () => harvest(room, batchId, waiting))
    })
    if (day + interval < stage.until) play.plan(day, [8, 8], () => plant(room, day + interval, waiting))
  }

  /** Three mother plants in a room of their own, one of them with a tag, which gives all cuttings. */
  const mothers = new Map<string, string>()
  const motherOf = (room: Room, cultivar: string): string => {
    const known = mothers.get(room.name)
    if (known) return known
    const { grower, product } = room
    const [lot, plant] = ['M-01', 'M-01-1'].map((suffix) => {
      const made = { batchId: play.newId('batch'), name: `${grower.letter}-${suffix}` }
      play.batches.set(made.batchId, { ...made, product, expiresOn: null })
      return made
    }) as [Named, Named] // Two names give two batches.
    const { premisesId } = grower
    play.act(grower, {
      kind: 'plant',
      premisesId,
      batch: lot,
      productCode: product,
      cultivar,
      plants: 3,
      room: `${grower.letter}-moeders`,
    })
    play.act(grower, { kind: 'tag', premisesId, plantLotId: lot.batchId, plants: [plant] })
    mothers.set(room.name, plant.batchId)
    return plant.batchId
  }

  const harvest = (room: Room, plantLotId: string, waiting: Harvest[]) => {
    const batchId = play.newId('batch')
    const name = `${room.name}-H-${String(play.nextSerial(`harvest ${room.name}`)).padStart(4, '0')}`
    const wetMg = scaled(plants * assumed.gramsPerPlantWet * 1_000 * random.logNormal(0.07))
    const day = play.today()
    play.batches.set(batchId, { batchId, name, product: room.product, expiresOn: null })
    play.act(room.grower, {
      kind: 'harvest',
      premisesId: room.grower.premisesId,
      plantLotId,
      plantsCut: plants,
      batch: { batchId, name },
      wetMassMg: String(wetMg),
    })
    play.onDesk(`dry ${room.grower.letter}`, 'grower', day + random.int(10, 13), hours.day, () => {
      const massMg = scaled(Number(wetMg) * assumed.wetToDried * random.logNormal(0.04))
      play.act(room.grower, {
        kind: 'dry',
        premisesId: room.grower.premisesId,
        batchId,
        driedMassMg: String(massMg),
      })
      waiting.push({ batchId, day, massMg })
      if (waiting.length < cutsPerBulk) return
      const harvests = waiting.splice(0)
      play.onDesk(`trim ${room.grower.letter}`, 'grower', play.today() + random.int(3, 5), hours.day, () =>
        trim(room, harvests),
      )
    })
  }

  const trim = (room: Room, harvests: readonly Harvest[]) => {
    const { grower, product } = room
    const { form, letters } = products[product]
    const batchId = play.newId('batch')
    const year = dayText(play.today()).slice(2, 4)
    const name = `${letters}-${year}-${grower.letter}${String(play.nextSerial(`bulk ${grower.letter} ${year}`)).padStart(3, '0')}`
    const inputMg = harvests.reduce((sum, { massMg }) => sum + massMg, 0n)
    const outputMg = scaled(Number(inputMg) * assumed.driedToBulk * random.logNormal(0.015))
    const wasteMg = scaled(Number(inputMg - outputMg) * (0.88 + 0.08 * random.float()))
    play.batches.set(batchId, { batchId, name, product, expiresOn: null })
    play.act(grower, {
      kind: 'process',
      premisesId: grower.premisesId,
      method: form === 'granulate' ? 'granulate' : 'trim',
      inputs: harvests.map((harvest) => ({
        batchId: harvest.batchId,
        state: 'quarantine',
        massMg: String(harvest.massMg),
      })),
      output: { batchId, name },
      productCode: product,
      outputMassMg: String(outputMg),
      wasteMassMg: String(wasteMg),
    })
    const firstDay = Math.min(...harvests.map(({ day }) => day))
    if (grower.letter === 'A' && !isLateChosen && firstDay >= lateHarvest) {
      // The deliberate one: it lay too long, and its four months are almost over. @basis opiumwet/8i/4
      isLateChosen = true
      return
    }
    if (random.chance(0.04)) spill(play, grower, batchId, outputMg, random.int(2, 30))
    play.onDesk(`hand-over ${grower.letter}`, 'grower', play.today() + random.int(3, 5), hours.day, () =>
      handOver(grower, batchId),
    )
  }

  const handOver = (grower: Grower, batchId: string) => {
    const own = { ...grower, batchId, state: 'quarantine' }
    const there = play.ledger.book.amount(own)
    // A bag is filled to a little more or less than 250 g, never past what there is.
    const bags = Number(there / (assumed.bagMg + 150n))
    if (bags > 0) {
      callOff(grower, play.batches.get(batchId)!.product) // Named when it was trimmed.
      let massMg = 0n
      for (let bag = 0; bag < bags; bag++) massMg += assumed.bagMg + BigInt(random.int(-140, 140))
      play.act(grower, { kind: 'hand-over', premisesId: grower.premisesId, batchId, massMg: String(massMg), bags })
      onHandOver({ grower, batchId })
    }
    const surplusMg = play.ledger.book.amount(own)
    if (surplusMg > 0n)
      play.plan(addWorkingDays(play.today(), 1), hours.day, () => destroySurplus(play, grower, batchId))
  }

  /** Waste is destroyed on Fridays, two people watching; the youngest stays for the day after history. */
  const destroyWaste = (grower: Grower, day: DayNumber) => {
    play.plan(day, hours.afternoon, () => {
      const waste = play.ledger.book.standing({ ...grower, state: 'waste' })
      for (const { batchId, amount } of play.isClosing('grower') ? waste.slice(0, -1) : waste)
        play.act(grower, {
          kind: 'destroy',
          premisesId: grower.premisesId,
          batchId,
          state: 'waste',
          massMg: String(amount),
          method: 'composting',
          witnesses: [...grower.witnesses],
          documents: [],
        })
    })
    if (day + 14 < stage.until) play.plan(day, [8, 8], () => destroyWaste(grower, day + 14))
  }

  /** What the Minister calls off of a product from a grower, for the year: more than will be delivered. */
  const calledOff = new Set<string>()
  const callOff = (grower: Grower, product: ProductCode) => {
    const year = dayText(play.today()).slice(0, 4)
    const number = `AFR-${year}-${grower.letter}-${products[product].letters}`
    if (calledOff.has(number) || play.today() < stage.from) return
    calledOff.add(number)
    const desk = { ...stage.exportStore, officer: stage.chainManager }
    play.act(desk, {
      kind: 'grant',
      premisesId: desk.premisesId,
      allowance: 'call-off',
      number,
      holderId: grower.partyId,
      counterId: null,
      productCode: product,
      massMg: String(scaled(assumed.handedOverKg * scale * 0.4) * 1_000_000n),
      from: `${year}-01-01`,
      through: `${year}-12-31`,
    })
  }

  stage.growers.forEach((grower, at) => {
    roomProducts[at]!.forEach((product, index) => {
      const room: Room = { grower, name: `${grower.letter}${index + 1}`, product }
      // The rooms take turns, grower by grower, so that work comes in evenly.
      plant(room, stage.start + Math.floor(((index * 2 + at) * interval) / 8), [])
    })
    const first = stage.start + 91
    destroyWaste(grower, first + ((12 - weekday(first)) % 7) + at * 7)
  })
}

function destroySurplus(play: Play, grower: Grower, batchId: string): void {
  const massMg = play.ledger.book.amount({ ...grower, batchId, state: 'quarantine' })
  if (massMg === 0n) return
  play.act(grower, {
    kind: 'destroy',
    premisesId: grower.premisesId,
    batchId,
    state: 'quarantine',
    massMg: String(massMg),
    method: 'composting',
    witnesses: [...grower.witnesses],
    documents: [],
  })
}

function spill(play: Play, grower: Grower, batchId: string, ofMg: bigint, grams: number): void {
  const massMg = BigInt(grams) * 1_000n
  if (massMg * 10n > ofMg) return
  play.act(grower, {
    kind: 'lose',
    premisesId: grower.premisesId,
    batchId,
    state: 'quarantine',
    massMg: String(massMg),
    cause: 'loss',
    reason: 'Gemorst bij het overstorten; niet meer bruikbaar.',
  })
}

/** The first harvest on or after this day falls due within three weeks after `until`. */
function findLateHarvestDay(until: DayNumber): DayNumber {
  return dayNumberOf(Temporal.PlainDate.from(dayText(until)).subtract({ months: 4 })) + 6
}

function scaled(mg: number): bigint {
  return BigInt(Math.round(mg))
}
