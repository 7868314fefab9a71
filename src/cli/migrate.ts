// `grein migrate`: brings the database to the shape of this version and stops. Not here: the migrations.
import { migrate, openAdminOf, openSource } from '#platform'
import type { Command } from './command.ts'
import { configOf, dataOption } from './settings.ts'
import { makeYearsAhead } from './years-ahead.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  about: 'migrate.about',
  options: { data: dataOption },
  async run(given) {
    const { terminal, say } = given
    await using source = await terminal.step(say('step.database'), () => openSource(configOf(given)))
    await using admin = await openAdminOf(source)
    const applied = await migrate(admin)
    await makeYearsAhead(source, given)
    terminal.print(say('step.migrated', { count: applied.length }))
    return 'done'
  },
}
