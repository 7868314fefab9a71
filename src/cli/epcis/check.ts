// `grein epcis check`: whether EPCIS documents are valid, with where and why not, and whether their mass balances. Not here: judging (#chain).
import { type MassLine, massOfDocument, type ReadDocument, readDocument, remarksOn } from '#chain'
import { formatMass } from '#kernel'
import type { Command, Given } from '../command.ts'
import { Ending, type ExitName } from '../exit-codes.ts'
import { isXml, textOf } from './read.ts'

export const epcisCheckCommand: Command = {
  name: 'epcis check',
  about: 'epcis-check.about',
  files: '<document.jsonld | document.xml | ->…',
  options: { json: { type: 'boolean', about: 'epcis-check.json' } },
  examples: [
    { line: 'grein epcis check harvest.jsonld', about: 'epcis-check.example.file' },
    { line: 'cat events.xml | grein epcis check --json -', about: 'epcis-check.example.pipe' },
  ],
  async run(given) {
    const { files, options, say } = given
    if (files.length === 0) throw new Ending('usage', say('epcis-hash.no-files'))
    const ends: ExitName[] = []
    for (const file of files) {
      const read = readOne(file, given)
      const mass = massOfDocument(read.events.map(({ expanded }) => expanded))
      if (options['json'] === true) given.terminal.print(asJson(file, read, mass))
      else sayAll(file, { read, mass, given })
      ends.push(endOf(read, mass))
    }
    return worst.find((end) => ends.includes(end)) ?? 'done'
  },
}

/** Of several documents the worst counts. */
const worst: readonly ExitName[] = ['no', 'undecided']

function endOf({ faults }: ReadDocument, mass: readonly MassLine[]): ExitName {
  if (faults.length > 0 || mass.some(({ verdict }) => verdict.kind === 'imbalance')) return 'no'
  return mass.every(({ verdict }) => verdict.kind === 'balanced') ? 'done' : 'undecided'
}

function readOne(file: string, { say }: Given): ReadDocument {
  const text = textOf(file, say('epcis-hash.absent', { file }))
  try {
    return readDocument(text, isXml(text) ? 'xml' : 'json')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new Ending('data', say('epcis-hash.unreadable', { file, why: error.message }))
  }
}

function asJson(file: string, { faults, faultCount, events }: ReadDocument, mass: readonly MassLine[]): string {
  const report = {
    file,
    valid: faults.length === 0,
    events: events.length,
    faultCount,
    faults,
    remarks: remarksOn(events),
    mass,
  }
  return JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
}

type Told = { readonly read: ReadDocument; readonly mass: readonly MassLine[]; readonly given: Given }

function sayAll(file: string, { read, mass, given }: Told): void {
  const { say, terminal } = given
  const { faults, faultCount, events } = read
  terminal.print(
    faults.length === 0
      ? say('epcis-check.valid', { file, events: events.length })
      : say('epcis-check.invalid', { file, faults: faultCount }),
  )
  if (faultCount > faults.length) terminal.print(say('epcis-check.first', { told: faults.length }))
  for (const { pointer, detail } of [...faults, ...remarksOn(events)])
    terminal.print(`  ${pointer === '' ? '/' : pointer}: ${detail[terminal.locale]}`)
  if (mass.length === 0) terminal.print(say('epcis-check.no-mass'))
  for (const line of mass) terminal.print(sayMass(line, given))
}

function sayMass({ places, transformationId, verdict }: MassLine, { say, terminal }: Given): string {
  const where = transformationId ?? places.map((place) => `#${place}`).join(' ')
  const write = (mg: bigint) => formatMass(mg, terminal.locale)
  switch (verdict.kind) {
    case 'balanced':
      return say('epcis-check.balanced', { where, inMass: write(verdict.inMg) })
    case 'not-decidable':
      return say('epcis-check.undecidable', { where, lacking: verdict.lacking.slice(0, 5).join(', ') })
    case 'open':
      return say('epcis-check.open', { where, inMass: write(verdict.inMg), outMass: write(verdict.outMg) })
    case 'imbalance': {
      const { inMg, outMg } = verdict
      const difference = write(inMg > outMg ? inMg - outMg : outMg - inMg)
      return say('epcis-check.imbalance', { where, inMass: write(inMg), outMass: write(outMg), difference })
    }
    default:
      return verdict satisfies never
  }
}
