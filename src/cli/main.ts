// The command line: finds the command, runs it, and ends with its number and one calm paragraph when it failed. Not here: any command.
import { randomUUID } from 'node:crypto'
import { Refused, sayRefusal, translator } from '#kernel'
import type { StartRefused } from '#platform'
import { readArguments } from './command.ts'
import { allCommands, commandCalled, splitCommand } from './commands.ts'
import { Ending, type ExitName, exitCodes, exitOfKind } from './exit-codes.ts'
import { helpForAll, helpForOne } from './help.ts'
import { programVersion } from './project.ts'
import { localeOf, openTerminal, type Terminal } from './terminal.ts'
import { texts } from './texts.ts'
import { troubleOf } from './trouble.ts'

const terminal = openTerminal({
  out: process.stdout,
  err: process.stderr,
  locale: localeOf(process.env),
  now: () => performance.now(),
})
// Whoever reads us through a pipe may stop early ("| head"): that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCodes.done.code)
})
process.exitCode = exitCodes[await run(splitCommand(process.argv.slice(2)))].code

async function run([name, ...args]: readonly string[]): Promise<ExitName> {
  try {
    return await runCommand(name, args)
  } catch (error) {
    return explain(error, terminal)
  }
}

async function runCommand(name: string | undefined, args: readonly string[]): Promise<ExitName> {
  const { locale } = terminal
  // `grein help backup` is what others call `grein backup --help`.
  if (name === 'help' && args.length > 0) return runCommand(splitCommand(args)[0], ['--help'])
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.print(helpForAll(await allCommands(), locale))
    return name === undefined ? 'usage' : 'done'
  }
  if (name === '--version' || name === '-v') {
    terminal.print(programVersion)
    return 'done'
  }
  const command = await commandCalled(name)
  if (!command) {
    // `grein law` alone names the commands that begin so.
    const family = (await allCommands()).filter((each) => each.name.startsWith(`${name} `))
    if (family.length === 0) throw new Ending('usage', translator(texts, locale)('usage.unknown-command', { name }))
    terminal.print(helpForAll(family, locale))
    return args.includes('--help') || args.includes('-h') ? 'done' : 'usage'
  }
  if (args.includes('--help') || args.includes('-h')) {
    terminal.print(helpForOne(command, locale))
    return 'done'
  }
  return command.run({ ...readArguments(command, args, terminal), environment: process.env, commands: allCommands })
}

/** What was expected is told in its own words; what was not shows its stack, because that is what a report needs. */
function explain(error: unknown, { say, locale }: Terminal): ExitName {
  if (error instanceof Ending) {
    say(error.message)
    return error.exit
  }
  // By name, for neither the platform nor the corpus need be loaded.
  if (error instanceof Error && ['StartRefused', 'CorpusFault', 'TextFault'].includes(error.name)) {
    say((error as Partial<StartRefused>).text?.[locale] ?? error.message) // The first of the three has both languages.
    return 'cannotStart'
  }
  if (error instanceof Refused) {
    const { title, detail } = sayRefusal(error.refusal, locale)
    say(`${title} ${detail}`)
    return exitOfKind[error.refusal.problem.kind]
  }
  const trouble = troubleOf(error)
  if (trouble) {
    const why = translator(texts, locale)(trouble.why)
    say(trouble.path === null ? why : `${why} (${trouble.path})`)
    return 'cannotWrite'
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  say(translator(texts, locale)('bug', { id: randomUUID() }))
  return 'bug'
}
