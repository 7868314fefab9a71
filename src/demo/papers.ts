// The papers of the demo world, as plain text: what a laboratory measured, what witnesses saw destroyed. Not here: letters and permits.
import type { ActOf } from '#chain/contract'
import { exactDecimal } from '#kernel'
import { dayText } from './calendar.ts'
import type { DemoDocument } from './contract.ts'
import type { Play } from './play.ts'
import type { Site } from './world.ts'

/** On every paper, because papers travel further than screens. */
const demoLine = 'DEMO: deze partij en deze bedrijven zijn verzonnen.'

type Analyte = ActOf<'test'>['results'][number]['analyte']
const analyteNames: Record<Analyte, string> = {
  'total-thc': 'Totaal THC',
  'total-cbd': 'Totaal CBD',
  'total-cbn': 'Totaal CBN',
  thc: 'THC',
  thca: 'THCA',
  cbd: 'CBD',
  cbda: 'CBDA',
  'mdma-base': 'MDMA-base',
  'loss-on-drying': 'Droogverlies',
  'foreign-matter': 'Vreemde bestanddelen',
  arsenic: 'Arseen',
  cadmium: 'Cadmium',
  lead: 'Lood',
  mercury: 'Kwik',
  aflatoxins: 'Aflatoxinen',
  'microbial-count': 'Kiemgetal',
}

type Analysis = {
  readonly play: Play
  readonly batchId: string
  readonly sampleId: string
  readonly results: ActOf<'test'>['results']
}

export function analysisReport(number: string, { play, batchId, sampleId, results }: Analysis): string {
  const lines = results.map(({ analyte, value, unit, of, method, uncertainty }) => {
    const figure = `${value.replace('.', ',')} ${unit}${uncertainty ? ` ± ${uncertainty.replace('.', ',')}` : ''}`
    return `${analyteNames[analyte].padEnd(22)}${figure.padEnd(20)}${(of === 'dried' ? 'gedroogd' : 'als zodanig').padEnd(14)}${method}`
  })
  return [
    `ANALYSERAPPORT ${number}`,
    demoLine,
    '',
    `Laboratorium: ${play.stage.laboratory.name}`,
    `Datum:        ${dayText(play.today())}`,
    `Partij:       ${nameOf(play, batchId)}`,
    `Monster:      ${nameOf(play, sampleId)}`,
    '',
    ...lines,
    '',
  ].join('\n')
}

type Destruction = {
  readonly batchId: string
  readonly massMg: bigint
  readonly witnesses: readonly string[]
  readonly at: Site
}

export function destructionReport(
  play: Play,
  { batchId, massMg, witnesses, at }: Destruction,
): Pick<DemoDocument, 'fileName' | 'text' | 'batchId' | 'partyIds'> {
  const name = nameOf(play, batchId)
  const text = [
    'VERKLARING VAN VERNIETIGING',
    demoLine,
    '',
    `Plaats:   ${at.name}`,
    `Datum:    ${dayText(play.today())}`,
    `Partij:   ${name}`,
    `Massa:    ${exactDecimal(massMg, 'g').replace('.', ',')} g, gewogen vóór de vernietiging`,
    'Wijze:    verbranding',
    `Getuigen: ${witnesses.join(' en ')} (personeelsnummers)`,
    '',
  ].join('\n')
  return { fileName: `vernietiging-${name}.txt`, text, batchId, partyIds: [at.partyId] }
}

function nameOf(play: Play, batchId: string): string {
  return play.batches.get(batchId)!.name // Papers are about batches of this world, and each is named when it is opened.
}
