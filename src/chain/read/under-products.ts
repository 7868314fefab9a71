// What the ledger holds of certain products now, named for a reader: for whoever asks what a change would reach. Not here: the change.
import { type Instant, printId, trustId } from '#kernel'
import { registerNames } from '#licensing'
import type { Actor, Tx } from '#platform'
import type { BatchKind } from '../contract.ts'
import { selectExportedByCountry, selectStockOf, selectUnderWayWith } from '../store/of-products.ts'

/** As many as a reader looks through; the counts are of all. */
const itemsMax = 100

export type UnderProducts = {
  readonly batches: {
    readonly count: number
    readonly massMg: bigint
    readonly items: readonly {
      readonly batchId: string
      readonly name: string
      readonly kind: BatchKind
      readonly productCode: string
      /** Null for plants, which are counted. */
      readonly massMg: bigint | null
    }[]
  }
  readonly shipments: {
    readonly count: number
    readonly massMg: bigint
    readonly items: readonly {
      readonly shipmentId: string
      readonly sender: string
      readonly receiver: string
      readonly massMg: bigint
    }[]
  }
}

/** As far as the reader's wall lets them look: staff all of it, a holder its own. */
export async function underProducts(tx: Tx, actor: Actor, products: readonly string[]): Promise<UnderProducts> {
  const { authorityId } = actor
  const stock = await selectStockOf(tx, authorityId, { products, limit: itemsMax })
  const moving = await selectUnderWayWith(tx, authorityId, { products, limit: itemsMax })
  const wanted = {
    parties: new Set(moving.flatMap(({ senderId, receiverId }) => [senderId, receiverId])),
    premises: new Set<string>(),
  }
  const { parties } = await registerNames(tx, authorityId, wanted)
  return {
    batches: {
      count: Number(stock[0]?.count ?? 0n),
      massMg: stock[0]?.totalMg ?? 0n,
      items: stock.map(({ batchId, name, kind, productCode, unit, left }) => ({
        ...{ batchId: printId('batch', trustId('batch', batchId)), name, kind, productCode },
        massMg: unit === 'mg' ? left : null,
      })),
    },
    shipments: {
      count: Number(moving[0]?.count ?? 0n),
      massMg: moving[0]?.totalMg ?? 0n,
      items: moving.map(({ shipmentId, senderId, receiverId, amountMg }) => ({
        shipmentId: printId('shipment', trustId('shipment', shipmentId)),
        sender: parties.get(senderId) ?? '',
        receiver: parties.get(receiverId) ?? '',
        massMg: amountMg,
      })),
    },
  }
}

/** What left for each country between two moments, in milligrams; most first. */
export async function exportedByCountry(
  tx: Tx,
  actor: Actor,
  between: { readonly from: Instant; readonly until: Instant },
): Promise<readonly { readonly country: string; readonly massMg: bigint; readonly exports: number }[]> {
  const rows = await selectExportedByCountry(tx, actor.authorityId, between)
  return rows.map(({ country, amountMg, events }) => ({ country, massMg: amountMg, exports: Number(events) }))
}
