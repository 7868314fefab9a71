// What a command is, and how its arguments are read. Not here: any command.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { type Translate, translator } from '#kernel'
import { Ending, type ExitName } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'
import { type PlainKey, type Texts, texts } from './texts.ts'

export type Option = {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  /** How the value is called in the help: `<n>`. */
  readonly value?: string
  readonly about: PlainKey
}

export type Given = {
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  readonly files: readonly string[]
  readonly terminal: Terminal
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly say: Translate<Texts>
  /** All of them, for what describes them. */
  readonly commands: () => Promise<readonly Command[]>
}

export type Command = {
  readonly name: string
  readonly about: PlainKey
  readonly options: Readonly<Record<string, Option>>
  /** How the files stand in the usage line; none when left out. */
  readonly files?: string
  /** Lines as they are typed, each with what it does. */
  readonly examples?: readonly { readonly line: string; readonly about: PlainKey }[]
  run(given: Given): Promise<ExitName>
}

/** The arguments of a command, or the ending that says what is wrong with them. */
export function readArguments(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Omit<Given, 'environment' | 'commands'> {
  const say = translator(texts, terminal.locale)
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(command.options).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: command.files !== undefined,
    })
    return { options: values, files: positionals, terminal, say }
  } catch (error) {
    throw new Ending(
      'usage',
      say('usage.wrong-option', { command: command.name, what: whatIsWrong(error, command, say) }),
    )
  }
}

/** What Node says of arguments is English alone; its code and the word it quotes are enough to say it ourselves. */
function whatIsWrong(error: unknown, { options }: Command, say: Translate<Texts>): string {
  const { code, message } = error instanceof TypeError && 'code' in error ? error : { code: '', message: String(error) }
  const [word = ''] = /(?<=')[^' ]+/.exec(message) ?? []
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return say('usage.unknown-option', { option: word })
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return say(options[word.slice(2)]?.type === 'boolean' ? 'usage.no-value' : 'usage.value-needed', { option: word })
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return say('usage.too-much', { word })
    default:
      return message
  }
}

/** A whole or decimal number of an option, within its bounds, or what stands in its place. */
export function numberIn<Absent>(
  { options, say }: Pick<Given, 'options' | 'say'>,
  option: string,
  { from, until, absent, isWhole = false }: { from: number; until: number; absent: Absent; isWhole?: boolean },
): number | Absent {
  const text = options[option]
  if (text === undefined) return absent
  const value = typeof text === 'string' && /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= until && (!isWhole || Number.isInteger(value))) return value
  throw new Ending('usage', say('usage.number', { option, from, until }))
}

export function textIn({ options }: Pick<Given, 'options'>, option: string): string | undefined {
  const value = options[option]
  return typeof value === 'string' ? value : undefined
}
