// The most that may lie in each place and what lies there now, as a screen shows it. Not here: judging what comes in (chain.judge_ceilings).
import { type Instant, legalDayOf, parseId, printId } from '#kernel'
import { exemptionCeilings } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { CeilingFilter, Ceilings } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectLying } from '../store/lying.ts'

type Asked = { readonly filter: CeilingFilter; readonly law: LawForChain; readonly now: Instant }

/** Of whoever the reader may look at: staff all, a holder its own. Counted as the door counts it: stock, in any state. @basis opiumwet/8a */
export async function listCeilings(tx: Tx, actor: Actor, { filter, law, now }: Asked): Promise<Ceilings> {
  const { authorityId } = actor
  const on = legalDayOf(now)
  const holderId = filter.holder ? parseId('party', filter.holder) : null
  const exemptionId = filter.exemption ? parseId('exemption', filter.exemption) : null
  const ceilings = await exemptionCeilings(tx, authorityId, {
    ...(holderId ? { holderId } : {}),
    ...(exemptionId ? { exemptionId } : {}),
    on,
  })
  const lying = await selectLying(tx, authorityId, { holders: [...new Set(ceilings.map((one) => one.holderId))] })
  const wanted = nothingWanted()
  for (const one of ceilings) {
    wanted.parties.add(one.holderId)
    wanted.premises.add(one.premisesId)
  }
  const names = await lookUp(tx, authorityId, wanted)
  return {
    items: ceilings.map(({ exemption, substanceId, maxMg, ...one }) => {
      const ofIt = new Set(law.productsOf(substanceId))
      const there = lying.filter(
        (row) => row.holderId === one.holderId && row.premisesId === one.premisesId && ofIt.has(row.productCode),
      )
      const liesMg = there.reduce((sum, { amount }) => sum + amount, 0n)
      return {
        exemption: { exemptionId: printId('exemption', one.exemptionId), number: exemption },
        holder: names.party(one.holderId),
        premises: names.premises(one.premisesId),
        substanceId,
        maxMassMg: `${maxMg}`,
        liesMassMg: `${liesMg}`,
        leftMassMg: `${liesMg < maxMg ? maxMg - liesMg : 0n}`,
        products: there.map(({ productCode, amount }) => ({
          ...{ productCode, productName: law.product(productCode, on)?.name ?? productCode },
          massMg: `${amount}`,
        })),
      }
    }),
  }
}
