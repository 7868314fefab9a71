// `grein build`: builds the screens when their sources changed. Not here: how (build-web.ts).
import { buildWeb } from './build-web.ts'
import type { Command } from './command.ts'
import { Ending } from './exit-codes.ts'

export const buildCommand: Command = {
  name: 'build',
  about: 'build.about',
  options: { force: { type: 'boolean', about: 'build.force' } },
  async run({ options, terminal, say }) {
    const built = await buildWeb({ force: options['force'] === true })
    if (built === 'no-vite') throw new Ending('unavailable', say('build.no-vite'))
    terminal.print(say(built === 'built' ? 'step.web' : 'step.web-kept'))
    return 'done'
  },
}
