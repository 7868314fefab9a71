// `grein generate`: writes the reference that follows from the code, or with --check says what is out of date. Not here: its texts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from './command.ts'
import { Ending } from './exit-codes.ts'
import { projectRoot } from './project.ts'
import { references } from './references.ts'

export const generateCommand: Command = {
  name: 'generate',
  about: 'generate.about',
  options: { check: { type: 'boolean', about: 'generate.check' } },
  async run({ options, terminal, say, commands }) {
    const files = await references(await commands())
    const stale = files.filter(({ path, text }) => readIfThere(join(projectRoot, path)) !== text)
    if (options['check'] === true) {
      if (stale.length > 0)
        throw new Ending('no', say('generate.stale', { files: stale.map(({ path }) => path).join(', ') }))
    } else {
      for (const { path, text } of stale) {
        mkdirSync(dirname(join(projectRoot, path)), { recursive: true })
        writeFileSync(join(projectRoot, path), text)
        terminal.say(`  ${path}`)
      }
    }
    terminal.print(say('generate.done', { count: files.length }))
    return 'done'
  },
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
