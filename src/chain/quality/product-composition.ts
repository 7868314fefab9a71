// The composition of a product over the years, batch by batch, on the basis its range is of. Each batch stands for what was measured before its verdict: a
// sample kept for stability, or a result in doubt years later, is no other batch. Not here: the charts over it (#statistics, in the browser).
import { printId, trustId } from '#kernel'
import type { Product } from '#law/contract'
import type { Actor, Tx } from '#platform'
import type { ResultFact } from '../acts/facts.ts'
import { type ChartRules, chartedAnalytes, type ProductComposition } from '../contract.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectSeen } from '../store/events.ts'
import { readResult } from '../store/facts.ts'
import { type MeasuredRow, selectLeftOut, selectMeasured } from '../store/measured.ts'
import { valueOnBasis } from './specification.ts'

/** What its range asks; of flower that has none any more, what flower is measured for. */
function chartedOf({ specification }: Product): ProductComposition['analytes'] {
  const asked = chartedAnalytes.flatMap((analyte) => {
    const line = specification.find((one) => one.analyte === analyte)
    return line ? { analyte, of: line.of, min: line.min, max: line.max, source: line.source } : []
  })
  if (asked.length > 0) return asked
  const unknown = { of: 'dried' as const, min: null, max: null, source: null }
  return [
    { analyte: 'total-thc', ...unknown },
    { analyte: 'total-cbd', ...unknown },
  ]
}

/** All batches with a verdict and a measurement the reader may see, in the order of measuring: the limits follow from the first. What was measured after the verdict alone is left out. */
export async function productComposition(
  tx: Tx,
  actor: Actor,
  { product, rules }: { readonly product: Product; readonly rules: ChartRules },
): Promise<ProductComposition> {
  const { productCode } = product
  const analytes = chartedOf(product)
  const rows = (await selectMeasured(tx, actor.authorityId, { productCode, limit: null }))
    .map((row) => ({ ...row, facts: atVerdict(row) }))
    .filter(({ facts }) => facts.length > 0)
    .sort((a, b) => Temporal.Instant.compare(a.facts[0]!.testedAt, b.facts[0]!.testedAt)) // Each has one, as just asked.
  const leftOut = await selectLeftOut(tx, actor.authorityId, productCode)
  const measured = rows.flatMap(({ facts }) => facts.map(({ eventId }) => eventId))
  // A number travels with the batch; the event behind it opens for who had a part in it.
  const seen = await selectSeen(tx, actor.authorityId, measured)
  const wanted = nothingWanted()
  for (const { growerId, laboratoryId } of rows) {
    wanted.parties.add(growerId)
    if (laboratoryId) wanted.parties.add(laboratoryId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    productCode,
    productName: product.name,
    analytes,
    rules,
    points: rows.map((row) => {
      const { batchId, name, kind, growerId, laboratoryId, verdict, decidedAt, facts } = row
      return {
        batch: { batchId: printId('batch', trustId('batch', batchId)), name, kind },
        grower: names.party(growerId),
        laboratory: laboratoryId ? names.party(laboratoryId) : null,
        verdict,
        decidedAt: decidedAt.toString(),
        leftOut: leftOut.get(batchId) ?? null,
        values: analytes.flatMap(({ analyte, of }) => {
          const fact = facts.find((row) => row.analyte === analyte && row.unit === '%')
          const value = fact && valueOnBasis(fact, of, facts, decimals)
          if (!fact || !value) return []
          const { eventId, method, testedAt, uncertainty } = fact
          return [
            {
              analyte,
              value,
              uncertainty,
              method,
              eventId: seen.has(eventId) ? printId('event', eventId) : null,
              testedAt: testedAt.toString(),
            },
          ]
        }),
      }
    }),
  }
}

/** What the verdict could rest on, the newest first: nothing of it, where a content was measured only later. */
function atVerdict({ results, decidedAt }: MeasuredRow): readonly ResultFact[] {
  const facts = results.map((row) => readResult({ ...row, depth: 0 }))
  return facts.filter(({ testedAt }) => Temporal.Instant.compare(testedAt, decidedAt) <= 0)
}

/** Two more than any specification writes: enough to chart with, and no laboratory measures finer. */
const decimals = 4
