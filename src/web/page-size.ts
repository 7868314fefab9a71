// How much of a list comes at once: enough for a desk, and on a telephone no more than a thumb likes to go past. Not here: asking for it.
import { isTelephone } from './telephone.ts'

export const pageSize = (): number => (isTelephone() ? 20 : 50)
