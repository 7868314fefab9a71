// `grein history`: opens the door for history for a while, or closes it: the authority's decision that what is long past may be recorded.
// Not here: what goes through it (chain, licensing).
import { ledgerAuthorities } from '#chain'
import { type AuthorityId, parseId, printId } from '#kernel'
import { closeImport, openImport } from '#licensing'
import { type Admin, openAdminOfExisting, openSource } from '#platform'
import { type Command, type Given, numberIn, textIn } from './command.ts'
import { Ending } from './exit-codes.ts'
import { configOf, configOfExisting, dataOption } from './settings.ts'

/** Long enough to bring in years, short enough that nobody forgets it for ever. */
const hoursMax = 168

export const historyCommand: Command = {
  name: 'history',
  about: 'history.about',
  options: {
    hours: { type: 'string', value: '<n>', about: 'history.hours' },
    close: { type: 'boolean', about: 'history.close' },
    authority: { type: 'string', value: '<aut_…>', about: 'history.authority' },
    data: dataOption,
  },
  async run(given) {
    const { terminal, say, options } = given
    const hours = numberIn(given, 'hours', { from: 1, until: hoursMax, absent: 12, isWhole: true })
    const config = configOfExisting(given)
    await using source = await terminal.step(say('step.database'), () => openSource(config, { mayJoin: true }))
    await using admin = await openAdminOfExisting(source)
    const authorityId = await authorityOf(admin, given)
    const authority = printId('authority', authorityId)
    if (options['close'] === true) {
      await closeImport(admin, authorityId)
      terminal.print(say('history.closed', { authority }))
    } else {
      await openImport(admin, authorityId, { hours })
      terminal.print(say('history.open', { authority, hours }))
    }
    return 'done'
  },
}

/** The one that is named, whose installation this is by its settings, or the only one this database keeps a ledger of. */
export async function authorityOf(admin: Admin, given: Given): Promise<AuthorityId> {
  const named = textIn(given, 'authority') ?? configOf(given).authority ?? undefined
  if (named !== undefined) {
    const authorityId = parseId('authority', named)
    if (authorityId !== null) return authorityId
  }
  const [only, ...others] = named === undefined ? await ledgerAuthorities(admin) : []
  if (only === undefined || others.length > 0) throw new Ending('usage', given.say('history.which'))
  return only
}
