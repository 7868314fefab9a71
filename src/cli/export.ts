// `grein export`: a ledger as Parquet files, for reports. Not here: what stands in them (chain/export), and a backup.
import { exportLedger, FolderTaken } from '#chain'
import { printId } from '#kernel'
import { newTrace, openAdminOf, openGround, systemActor } from '#platform'
import type { Command } from './command.ts'
import { Ending } from './exit-codes.ts'
import { authorityOf } from './history.ts'
import { configOfExisting, dataOption } from './settings.ts'

export const exportCommand: Command = {
  name: 'export',
  about: 'export.about',
  files: '<folder>',
  options: {
    authority: { type: 'string', value: '<aut_…>', about: 'export.authority' },
    data: dataOption,
  },
  async run(given) {
    const { files, terminal, say } = given
    const [folder] = files
    if (folder === undefined || files.length > 1) throw new Ending('usage', say('export.folder-needed'))
    const config = configOfExisting(given)
    await using ground = await terminal.step(say('step.database'), () =>
      openGround(config, { mayJoin: true, isAsFound: true }),
    )
    await using admin = await openAdminOf(ground.source) // Who has the strong login is the house: nobody else may take all of it along.
    const authorityId = await authorityOf(admin, given)
    const progress = terminal.progress(say('step.export'))
    const written = await exportLedger(ground.database, systemActor(authorityId, newTrace()), {
      folder,
      now: Temporal.Now.instant(),
      onProgress: (part) => progress.at(part),
    }).catch((error: unknown) => {
      throw error instanceof FolderTaken ? new Ending('usage', say('export.folder-taken', { folder })) : error
    })
    progress.end()
    for (const { file, rows, sha256 } of written.files) terminal.print(`${sha256}  ${file}  ${rows}`)
    terminal.print(
      say('export.done', { authority: printId('authority', authorityId), folder, size: written.checkpoint?.size ?? 0 }),
    )
    return 'done'
  },
}
