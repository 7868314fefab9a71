// What `--help` prints. Not here: the words (texts.ts) and the commands (commands.ts).
import { type Locale, translator } from '#kernel'
import type { Command } from './command.ts'
import { texts } from './texts.ts'

export function helpForAll(commands: readonly Command[], locale: Locale): string {
  const say = translator(texts, locale)
  const rows = commands.map(({ name, files, about }) => [files ? `${name} ${files}` : name, say(about)] as const)
  return [
    say('help.about'),
    '',
    say('help.usage'),
    '',
    `${say('help.commands')}:`,
    ...table(rows),
    '',
    `${say('help.options')}:`,
    ...table([
      ['--help', say('help.option.help')],
      ['--version', say('help.option.version')],
    ]),
    '',
    say('help.more'),
    say('help.settings'),
  ].join('\n')
}

export function helpForOne({ name, files, about, options, examples = [] }: Command, locale: Locale): string {
  const say = translator(texts, locale)
  const rows = Object.entries(options).map(([option, { type, value, about: what }]) => {
    return [`--${option}${type === 'string' ? ` ${value ?? '<…>'}` : ''}`, say(what)] as const
  })
  const usage = `grein ${name}${files ? ` ${files}` : ''}${rows.length > 0 ? ' [--…]' : ''}`
  return [
    `${usage}`,
    '',
    `  ${say(about)}`,
    '',
    `${say('help.options')}:`,
    ...table([...rows, ['--help', say('help.option.help')]]),
    ...(examples.length > 0 ? ['', `${say('help.examples')}:`] : []),
    ...examples.flatMap(({ line, about: what }) => [`  ${line}`, `      ${say(what)}`]),
  ].join('\n')
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`)
}
