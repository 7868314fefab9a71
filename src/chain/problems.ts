// Every refusal of the ledger; of those that apply, the first is the answer. Not here: bad shapes (schemas) and bugs (assert).
import { allowedProblems } from './problems/allowed.ts'
import { askedProblems } from './problems/asked.ts'
import { peopleProblems } from './problems/people.ts'
import { stockProblems } from './problems/stock.ts'

export const chainProblems = { ...askedProblems, ...allowedProblems, ...peopleProblems, ...stockProblems } as const
