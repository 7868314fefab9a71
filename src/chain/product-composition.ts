// The composition of a product over the years, batch by batch, on dried basis. Not here: the charts over it (#statistics, in the browser).
import { printId, trustId } from '#kernel'
import type { Product } from '#law/contract'
import type { Actor, Tx } from '#platform'
import type { ChartRules, ProductComposition } from './contract.ts'
import { lookUp, nothingWanted } from './refs.ts'
import { valueOnBasis } from './specification.ts'
import { readResult } from './store/facts.ts'
import { selectMeasured } from './store/measured.ts'

/** Two growers with a harvest a week fill about ten years with this; a chart of more points shows no more. */
const pointsMax = 1000
const analytes = ['total-thc', 'total-cbd'] as const

/** Batches with a verdict and a measurement the reader may see, in the order of measuring. */
export async function productComposition(
  tx: Tx,
  actor: Actor,
  { product, rules }: { readonly product: Product; readonly rules: ChartRules },
): Promise<ProductComposition> {
  const { productCode } = product
  const rows = await selectMeasured(tx, actor.authorityId, { productCode, limit: pointsMax })
  const wanted = nothingWanted()
  for (const { growerId, laboratoryId } of rows) {
    wanted.parties.add(growerId)
    if (laboratoryId) wanted.parties.add(laboratoryId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    productCode,
    productName: product.name,
    analytes: analytes.map((analyte) => {
      const asked = product.specification.find((line) => line.analyte === analyte)
      return { analyte, min: asked?.min ?? null, max: asked?.max ?? null, source: asked?.source ?? null }
    }),
    rules,
    points: rows.map(({ batchId, name, kind, growerId, laboratoryId, verdict, decidedAt, results }) => {
      const facts = results.map((row) => readResult({ ...row, depth: 0 }))
      return {
        batch: { batchId: printId('batch', trustId('batch', batchId)), name, kind },
        grower: names.party(growerId),
        laboratory: laboratoryId ? names.party(laboratoryId) : null,
        verdict,
        decidedAt: decidedAt.toString(),
        values: analytes.flatMap((analyte) => {
          const fact = facts.find((row) => row.analyte === analyte && row.unit === '%')
          const dried = fact && valueOnBasis(fact, 'dried', facts, decimals)
          if (!fact || !dried) return []
          const { eventId, method, testedAt, uncertainty } = fact
          return [
            {
              analyte,
              value: dried,
              uncertainty,
              method,
              eventId: printId('event', eventId),
              testedAt: testedAt.toString(),
            },
          ]
        }),
      }
    }),
  }
}

/** Two more than any specification writes: enough to chart with, and no laboratory measures finer. */
const decimals = 4
