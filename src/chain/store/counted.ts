// Which accounts a sum of stock counts: material and plants. What is in the material lies in ledgers beside them and is summed by itself.
import { sql } from 'kysely'

/** The account is `a`. */
export const isCounted = sql`a.ledger in ('material_mg', 'plant_pieces')`
