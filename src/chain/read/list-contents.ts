// How much THC is in this pharmacy: what is in the material, by holder and place. Not here: posting it (acts/assay.ts).
import { parseId } from '#kernel'
import type { Actor, Tx } from '#platform'
import type { ContentFilter, Contents } from '../contract.ts'
import { lookUp, nothingWanted } from '../refs.ts'
import { selectContents } from '../store/contents.ts'

/** A country has fewer places than this with something in them; the answer says when it had more. */
const placesMax = 1_000

/** Staff see every place, a holder its own. */
export async function listContents(tx: Tx, actor: Actor, filter: ContentFilter): Promise<Contents> {
  const holder = filter.holder ? parseId('party', filter.holder) : null
  const rows = await selectContents(tx, actor.authorityId, { ...(holder ? { holder } : {}), limit: placesMax + 1 })
  const wanted = nothingWanted()
  for (const { holderId, premisesId } of rows) {
    wanted.parties.add(holderId)
    wanted.premises.add(premisesId)
  }
  const names = await lookUp(tx, actor.authorityId, wanted)
  return {
    items: rows.slice(0, placesMax).map(({ holderId, premisesId, materialMg, contents }) => ({
      holder: names.party(holderId),
      premises: names.premises(premisesId),
      materialMassMg: `${materialMg}`,
      contents: contents.map(({ ledger, amount, unknownMg }) => ({ ledger, amount, unknownMassMg: unknownMg })),
    })),
    truncated: rows.length > placesMax,
  }
}
