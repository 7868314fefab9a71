// `grein backup`: everything in one archive. Not here: how it is made (platform/backup).
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { backup, openAdminOfExisting, openSource } from '#platform'
import type { Command } from './command.ts'
import { Ending } from './exit-codes.ts'
import { keptBeside } from './folders.ts'
import { configOfExisting, dataOption } from './settings.ts'

export const backupCommand: Command = {
  name: 'backup',
  about: 'backup.about',
  files: '<file>',
  options: { data: dataOption },
  async run(given) {
    const { files, terminal, say } = given
    const [path] = files
    if (path === undefined || files.length > 1) throw new Ending('usage', say('usage.file-needed'))
    const config = configOfExisting(given)
    const folder = dirname(resolve(path))
    if (existsSync(path)) throw new Ending('cannotWrite', say('backup.taken', { path }))
    if (!existsSync(folder)) throw new Ending('cannotWrite', say('file.no-folder', { folder }))
    await using source = await terminal.step(say('step.database'), () => openSource(config, { mayJoin: true }))
    await using admin = await openAdminOfExisting(source)
    const { rows, files: documents, fingerprint } = await backup(admin, path, keptBeside(config))
    terminal.print(say('backup.done', { path, rows, files: documents, fingerprint }))
    return 'done'
  },
}
