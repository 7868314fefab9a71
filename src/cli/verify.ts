// `grein verify`: one proof without any server, or one's own whole log and ledger recomputed. Not here: the arithmetic.
import { parseVerifierKey, parseWitnessKey } from '#kernel'
import { openGround } from '#platform'
import type { Command, Given } from './command.ts'
import { Ending, type ExitName } from './exit-codes.ts'
import { configOfExisting, dataOption } from './settings.ts'
import { verifyBalances } from './verify-balance.ts'
import { verifyLedgers, verifyLogs } from './verify-database.ts'
import { verifyFile } from './verify-file.ts'

export const verifyCommand: Command = {
  name: 'verify',
  about: 'verify.about',
  files: '[<proof.json> | -]',
  options: {
    key: { type: 'string', multiple: true, value: '<key>', about: 'verify.key' },
    witness: { type: 'string', multiple: true, value: '<key>', about: 'verify.witness' },
    log: { type: 'boolean', about: 'verify.log' },
    ledger: { type: 'boolean', about: 'verify.ledger' },
    balance: { type: 'boolean', about: 'verify.balance' },
    checkpoint: { type: 'string', multiple: true, value: '<file>', about: 'verify.checkpoint' },
    again: { type: 'boolean', about: 'verify.again' },
    data: dataOption,
  },
  async run(given) {
    const { files, options, say } = given
    const keys = keysIn(given, 'key', parseVerifierKey)
    const witnesses = keysIn(given, 'witness', parseWitnessKey)
    const isOwn = ['log', 'ledger', 'balance'].some((name) => options[name] === true)
    if (!isOwn) {
      const [path] = files
      if (path === undefined || files.length > 1) throw new Ending('usage', say('usage.file-needed'))
      return verifyFile(path, { keys, witnesses }, given)
    }
    const config = configOfExisting(given)
    await using ground = await openGround(config, { mayJoin: true, isAsFound: true })
    const exits: ExitName[] = []
    if (options['ledger'] === true) exits.push(await verifyLedgers(ground, config.dataFolder, given))
    else if (options['log'] === true) exits.push(await verifyLogs(ground, given))
    if (options['balance'] === true) exits.push(await verifyBalances(ground, given))
    if (exits.includes('no')) return 'no'
    return exits.includes('undecided') ? 'undecided' : 'done'
  },
}

/** A key that lost a sign on its way would be told as a proof by somebody else. */
function keysIn(
  { options, say }: Given,
  option: 'key' | 'witness',
  parse: (text: string) => unknown,
): readonly string[] {
  const keys = (options[option] ?? []) as readonly string[] // Multiple texts, by the definition above.
  for (const value of keys)
    if (parse(value) === null) throw new Ending('data', say('usage.not-a-key', { option, value }))
  return keys
}
