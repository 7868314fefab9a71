// The command line: finds the command, runs it, and ends with its number and one calm paragraph when it failed. Not here: any command.
import { randomUUID } from 'node:crypto'
import { programVersion } from '#api'
import { Refused, sayRefusal, translator } from '#kernel'
import { CorpusFault } from '#law/corpus'
import { StartRefused } from '#platform'
import { readArguments } from './command.ts'
import { commands } from './commands.ts'
import { Ending, type ExitName, exitCodes, exitOfKind } from './exit-codes.ts'
import { helpForAll, helpForOne } from './help.ts'
import { localeOf, openTerminal, type Terminal } from './terminal.ts'
import { texts } from './texts.ts'

const terminal = openTerminal({
  out: process.stdout,
  err: process.stderr,
  locale: localeOf(process.env),
  now: () => performance.now(),
})
process.exitCode = exitCodes[await run(process.argv.slice(2))].code

async function run([name, ...args]: readonly string[]): Promise<ExitName> {
  try {
    return await runCommand(name, args)
  } catch (error) {
    return explain(error, terminal)
  }
}

async function runCommand(name: string | undefined, args: readonly string[]): Promise<ExitName> {
  const { locale } = terminal
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.print(helpForAll(commands, locale))
    return name === undefined ? 'usage' : 'done'
  }
  if (name === '--version' || name === '-v') {
    terminal.print(programVersion)
    return 'done'
  }
  const command = commands.find((each) => each.name === name)
  if (!command) throw new Ending('usage', translator(texts, locale)('usage.unknown-command', { name }))
  if (args.includes('--help') || args.includes('-h')) {
    terminal.print(helpForOne(command, locale))
    return 'done'
  }
  return command.run({ ...readArguments(command, args, terminal), environment: process.env, commands })
}

/** What was expected is told in its own words; what was not shows its stack, because that is what a report needs. */
function explain(error: unknown, { say, locale }: Terminal): ExitName {
  if (error instanceof Ending) {
    say(error.message)
    return error.exit
  }
  if (error instanceof StartRefused || error instanceof CorpusFault) {
    say(error.message)
    return 'cannotStart'
  }
  if (error instanceof Refused) {
    const { title, detail } = sayRefusal(error.refusal, locale)
    say(`${title}. ${detail}`)
    return exitOfKind[error.refusal.problem.kind]
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  say(translator(texts, locale)('bug', { id: randomUUID() }))
  return 'bug'
}
