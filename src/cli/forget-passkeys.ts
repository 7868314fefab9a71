// `grein forget-passkeys`: for who lost the last passkey, after somebody saw them. Not here: adding one, which that person does on a screen.
import { parseId } from '#kernel'
import { forgetPasskeys, newTrace, openAdminOf, openGround, systemActor, writeAudit } from '#platform'
import type { Command } from './command.ts'
import { Ending } from './exit-codes.ts'
import { authorityOf } from './history.ts'
import { configOfExisting, dataOption } from './settings.ts'

export const forgetPasskeysCommand: Command = {
  name: 'forget-passkeys',
  about: 'passkeys.about',
  files: '<usr_…>',
  options: {
    authority: { type: 'string', value: '<aut_…>', about: 'history.authority' },
    data: dataOption,
  },
  async run(given) {
    const { files, terminal, say } = given
    const userId = parseId('user', files[0] ?? '')
    if (userId === null || files.length > 1) throw new Ending('usage', say('passkeys.whose'))
    const config = configOfExisting(given)
    await using ground = await terminal.step(say('step.database'), () => openGround(config, { mayJoin: true }))
    await using admin = await openAdminOf(ground.source) // Whoever has the strong login answers for having seen them.
    const authorityId = await authorityOf(admin, given)
    const actor = systemActor(authorityId, newTrace())
    const count = await ground.database.transaction(actor, async (tx) => {
      const resource = { kind: 'user', id: userId }
      await writeAudit(tx, actor, { action: 'platform/forgetPasskeys', resource, outcome: 'done' })
      return forgetPasskeys(tx, { authorityId }, userId)
    })
    if (count === 0) throw new Ending('absent', say('passkeys.none'))
    terminal.print(say('passkeys.forgotten', { count }))
    return 'done'
  },
}
