// Sample, laboratory, verdict. Not here: the rules of release (chain); this world keeps them by drawing results and obeying them.
import type { ActOf } from '#chain/contract'
import { addWorkingDays, dayText } from './calendar.ts'
import { assumed, type DemoProduct, products } from './figures.ts'
import type { HandedOver } from './growing.ts'
import { analysisReport, destructionReport } from './papers.ts'
import { hours, type Play } from './play.ts'
import type { Random } from './random.ts'
import { send } from './shipping.ts'

/** Of what was released in the last half year this world knows how much THC and CBD lies where; before, the ledgers of content were not kept. */
const contentDays = 183

type Content = { readonly thc: number; readonly cbd: number } // hundredths of a percent
type Results = ActOf<'test'>['results']

export function startQuality(play: Play): { onHandOver: (delivered: HandedOver) => void } {
  const { stage } = play
  const random = play.random('quality')
  const parcels = play.random('quality-shipping')
  let hasFailed = false
  // One batch of the first year fails for certain, wherever chance leaves the others.
  const failingFrom = stage.from + 90

  const onHandOver = ({ grower, batchId }: HandedOver) => {
    const isFailure = !hasFailed && play.today() >= failingFrom
    hasFailed ||= isFailure
    play.onDesk('sample', 'quality', addWorkingDays(play.today(), random.int(1, 2)), hours.morning, () => {
      const { name, product } = play.batches.get(batchId)! // Named when it was trimmed.
      const sampleId = play.newId('batch')
      const sampleName = `${name}-M1`
      play.batches.set(sampleId, { batchId: sampleId, name: sampleName, product, expiresOn: null })
      play.act(grower.handedOver, {
        kind: 'sample',
        premisesId: grower.premisesId,
        batchId,
        state: 'quarantine',
        massMg: String(assumed.sampleMg),
        sample: { batchId: sampleId, name: sampleName },
      })
      play.plan(play.today(), hours.afternoon, () =>
        send(play, {
          from: grower.handedOver,
          to: stage.laboratory,
          reason: 'sample',
          lines: [{ batchId: sampleId, state: 'sample', massMg: assumed.sampleMg }],
          as: 'bulk',
          random: parcels,
          desk: ['laboratory receipt', 'quality'],
          onReceipt: () =>
            play.onDesk('laboratory test', 'quality', play.today() + random.int(5, 9), hours.day, () =>
              test({ grower, batchId }, sampleId, isFailure),
            ),
        }),
      )
    })
  }

  const test = (of: HandedOver, sampleId: string, isFailure: boolean) => {
    const product = products[play.batches.get(of.batchId)!.product] // Named when it was trimmed.
    const content = drawContent(product, random, isFailure)
    const results = resultsOf(content, random)
    play.act(stage.laboratory, {
      kind: 'test',
      premisesId: stage.laboratory.premisesId,
      sampleId,
      consumedMassMg: String(random.int(16_000, 19_500)),
      results,
    })
    const year = dayText(play.today()).slice(0, 4)
    const number = `ALK-${year}-${String(play.nextSerial(`analysis ${year}`)).padStart(4, '0')}`
    play.file(stage.laboratory, {
      fileName: `${number}.txt`,
      text: analysisReport(number, { play, batchId: of.batchId, sampleId, results }),
      batchId: of.batchId,
      partyIds: [stage.laboratory.partyId, of.grower.partyId, stage.exportStore.partyId],
    })
    play.plan(play.today() + 90, hours.day, () => destroyRetained(play, sampleId))
    play.onDesk('release', 'quality', addWorkingDays(play.today(), random.int(2, 4)), hours.day, () =>
      decide(of, faultOf(product, content)),
    )
  }

  const decide = ({ grower, batchId }: HandedOver, fault: string | null) => {
    const year = dayText(play.today()).slice(0, 4)
    const minister = { ...grower.handedOver, officer: stage.decisionMaker }
    const waiting = { ...grower.handedOver, batchId, state: 'quarantine' }
    // Whoever put it on hold meanwhile must lift that first.
    if (play.ledger.book.amount(waiting) === 0n) return
    if (play.today() >= stage.until - contentDays) {
      const desk = { ...stage.exportStore, officer: stage.chainManager }
      play.act(desk, { kind: 'assay', premisesId: desk.premisesId, batchId })
    }
    play.act(
      minister,
      {
        kind: 'release',
        premisesId: grower.premisesId,
        batchId,
        verdict: fault ? 'rejected' : 'released',
        certificate: `BMC-COA-${year}-${String(play.nextSerial(`certificate ${year}`)).padStart(4, '0')}`,
        expiresOn: fault ? null : dayText(play.today() + 730),
        reason: fault,
      },
      { isSteppedUp: true },
    )
    if (fault) play.plan(play.today() + random.int(9, 16), hours.day, () => destroyRejected(play, { grower, batchId }))
  }

  return { onHandOver }
}

function destroyRejected(play: Play, { grower, batchId }: HandedOver): void {
  const rejected = { ...grower.handedOver, batchId, state: 'rejected' }
  const massMg = play.ledger.book.amount(rejected)
  const witnesses = ['BMC-014', grower.witnesses[0]!] // A grower names two.
  const documentId = play.file(
    grower.handedOver,
    destructionReport(play, { batchId, massMg, witnesses, at: grower.handedOver }),
  )
  play.act(grower.handedOver, {
    kind: 'destroy',
    premisesId: grower.premisesId,
    batchId,
    state: 'rejected',
    massMg: String(massMg),
    method: 'incineration',
    witnesses,
    documents: [documentId],
  })
}

/** What the laboratory keeps for a second look goes after three months. */
function destroyRetained(play: Play, sampleId: string): void {
  const { laboratory } = play.stage
  const massMg = play.ledger.book.amount({ ...laboratory, batchId: sampleId, state: 'sample' })
  if (massMg === 0n) return
  play.act(laboratory, {
    kind: 'destroy',
    premisesId: laboratory.premisesId,
    batchId: sampleId,
    state: 'sample',
    massMg: String(massMg),
    method: 'chemical',
    witnesses: ['LAB-07', 'LAB-19'],
    documents: [],
  })
}

function drawContent({ thc, cbd }: DemoProduct, random: Random, isFailure: boolean): Content {
  const around = (nominal: number) => Math.round(nominal * 100 * (1 + assumed.contentDeviation * random.normal()))
  // The least content of a product scatters more, and stays under its limit.
  const trace = (nominal: number) => Math.min(95, Math.round(nominal * 100 * random.logNormal(0.25)))
  const drawn = {
    thc: thc.nominal < 1 ? trace(thc.nominal) : around(thc.nominal),
    cbd: cbd.nominal < 1 ? trace(cbd.nominal) : around(cbd.nominal),
  }
  if (!isFailure) return drawn
  return thc.nominal < 1 ? { ...drawn, cbd: Math.round(cbd.min * 92) } : { ...drawn, thc: Math.round(thc.min * 92) }
}

/** Compared to the last digit of the specification, half up, as the specification asks. */
export function faultOf({ thc, cbd }: DemoProduct, content: Content): string | null {
  const outside = (name: string, hundredths: number, { min, max }: DemoProduct['thc']) => {
    const tenths = Math.floor((hundredths + 5) / 10)
    if (tenths >= Math.round(min * 10) && tenths <= Math.round(max * 10)) return null
    const nl = (value: number) => String(value).replace('.', ',')
    return `${name} ${nl(tenths / 10)} % ligt buiten ${nl(min)}–${nl(max)} %.`
  }
  return outside('Totaal THC', content.thc, thc) ?? outside('Totaal CBD', content.cbd, cbd)
}

function resultsOf(content: Content, random: Random): Results {
  const percent = (hundredths: number) => (hundredths / 100).toFixed(2)
  const row = (
    analyte: Results[number]['analyte'],
    value: string,
    unit: Results[number]['unit'],
    method: string,
    uncertainty: string | null = null,
  ) => ({
    analyte,
    value,
    unit,
    of:
      analyte === 'loss-on-drying' || analyte === 'foreign-matter' || analyte === 'microbial-count'
        ? ('as-is' as const)
        : ('dried' as const),
    method,
    uncertainty,
  })
  const hplc = 'HPLC-UV, Ph. Eur. 3028'
  const metals = 'ICP-MS, Ph. Eur. 2.4.27'
  return [
    row('total-thc', percent(content.thc), '%', hplc, percent(Math.max(2, Math.round(content.thc * 0.03)))),
    row('total-cbd', percent(content.cbd), '%', hplc, percent(Math.max(2, Math.round(content.cbd * 0.03)))),
    row('total-cbn', percent(random.int(5, 45)), '%', hplc),
    row('loss-on-drying', percent(random.int(640, 980)), '%', 'Ph. Eur. 2.2.32'),
    row('foreign-matter', percent(random.int(5, 90)), '%', 'Ph. Eur. 2.8.2'),
    row('arsenic', (random.int(5, 60) / 1000).toFixed(3), 'ppm', metals),
    row('cadmium', (random.int(10, 150) / 1000).toFixed(3), 'ppm', metals),
    row('lead', (random.int(20, 400) / 1000).toFixed(3), 'ppm', metals),
    row('mercury', (random.int(1, 20) / 1000).toFixed(3), 'ppm', metals),
    row('aflatoxins', (random.int(10, 90) / 100).toFixed(2), 'ug/kg', 'Ph. Eur. 2.8.18'),
    row('microbial-count', String(random.int(8, 900) * 10), 'cfu/g', 'Ph. Eur. 2.6.12'),
  ]
}
