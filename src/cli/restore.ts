// `grein restore`: an archive back into an empty database, then up to this version. Not here: how (platform/backup).
import { statSync } from 'node:fs'
import { checkBackup, migrate, openAdminOf, openSource, restoreChecked } from '#platform'
import { type Command, textIn } from './command.ts'
import { Ending } from './exit-codes.ts'
import { keptBeside } from './folders.ts'
import { configOf, dataOption } from './settings.ts'

export const restoreCommand: Command = {
  name: 'restore',
  about: 'restore.about',
  files: '<file>',
  options: { data: dataOption, fingerprint: { type: 'string', value: '<sha256>', about: 'restore.fingerprint' } },
  async run(given) {
    const { files, terminal, say } = given
    const [path] = files
    if (path === undefined || files.length > 1) throw new Ending('usage', say('usage.file-needed'))
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) throw new Ending('absent', say('file.absent', { path }))
    if (found.isDirectory()) throw new Ending('data', `${say('file.is-a-folder')} (${path})`)
    const config = configOf(given)
    const fingerprint = textIn(given, 'fingerprint')
    // Before a database is started, and perhaps made, for it.
    const checked = await checkBackup(path, {
      folders: keptBeside(config),
      ...(fingerprint === undefined ? {} : { fingerprint }),
    })
    await using source = await terminal.step(say('step.database'), () => openSource(config))
    await using admin = await openAdminOf(source)
    const { rows } = await restoreChecked(admin, checked)
    terminal.say(say('step.migrated', { count: (await migrate(admin)).length }))
    terminal.print(say('restore.done', { rows }))
    return 'done'
  },
}
