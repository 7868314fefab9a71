// From how a laboratory writes to how we do: names and units by dated tables, numbers exactly. Pure. What was received is kept beside it.
// Not here: the tables (corpus/determinations), and what a result means.
import { fractionOf, multiplyFractions, type PlainDate, refuseNow, writeExactly } from '#kernel'
import type { DeterminationFile } from '#law'
import type { ActOf, ReceivedResult } from '../contract.ts'
import { qualityProblems } from './problems.ts'

export type TestRow = ActOf<'test'>['results'][number]
export type ResultReader = {
  read(received: ReceivedResult, on: PlainDate): TestRow
  nameOf(analyte: string, locale: 'nl' | 'en'): string
}

export function readerOf(files: readonly DeterminationFile[]): ResultReader {
  return {
    /** Refuses `result-unread` where no table of that day knows the name or the unit. */
    read(received, on) {
      const day = on.toString()
      const file = files.find((one) => isWritten(one, received.analyte, day))
      const unit = file && unitIn(file, received.unit, day)
      if (!file || !unit) {
        return refuseNow(qualityProblems['result-unread'], { analyte: received.analyte, unit: received.unit })
      }
      const scaled = (text: string) => writeScaled(text, unit.factor)
      return {
        analyte: file.determinationId,
        value: scaled(received.value),
        unit: file.unit,
        of: received.of,
        method: received.method,
        uncertainty: received.uncertainty === null ? null : scaled(received.uncertainty),
      }
    },
    nameOf: (analyte, locale) => files.find((one) => one.determinationId === analyte)?.name[locale] ?? analyte,
  }
}

/** Case, spaces and the two ways to write a delta do not count. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll('∆', 'δ').replaceAll(/\s+/g, ' ').trim()
const holds = ({ from, until }: { from: string; until: string | null }, day: string) =>
  from <= day && (until === null || day < until)

function isWritten(file: DeterminationFile, name: string, day: string): boolean {
  if (plain(name) === file.determinationId) return true
  return file.written.some((one) => holds(one, day) && plain(one.as) === plain(name))
}

function unitIn(file: DeterminationFile, unit: string, day: string): { readonly factor: string } | undefined {
  if (plain(unit) === plain(file.unit)) return { factor: '1' }
  return file.units.find((one) => holds(one, day) && plain(one.as) === plain(unit))
}

/** Digits that were written stay written: "21.70" × 1 is "21.70"; ten times "2.17" is "21.7". */
function writeScaled(text: string, factor: string): string {
  return factor === '1' ? text : writeExactly(multiplyFractions(fractionOf(text), fractionOf(factor)))
}
