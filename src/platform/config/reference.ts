// docs/reference/configuration.md, written from the settings themselves. Not here: writing the file.
import { allowed, type Setting, settings } from './settings.ts'

export function describeConfiguration(): string {
  const rows = Object.values<Setting>(settings).map((row) => {
    const { variable, fallback, about, example, isSecret } = row
    const notes = [about, example ? `Example: \`${example}\`.` : '', isSecret ? '**Secret**: never printed.' : '']
    const otherwise = fallback === undefined ? '–' : `\`${String(fallback)}\``
    return `| \`${variable}\` | ${allowed(row).en} | ${otherwise} | ${notes.filter(Boolean).join(' ')} |`
  })
  return [
    '# Configuration',
    '',
    '<!-- Generated from src/platform/config/settings.ts; do not edit. -->',
    '',
    'Grein reads environment variables, once, at the start. A `GREIN_` name that does not exist and a value that does not fit',
    'stop the start with a message that names them; nothing is guessed. An empty value counts as left out.',
    '',
    '| variable | value | when left out | what it does |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
