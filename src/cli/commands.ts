// All commands, in the order the help shows them, each loaded when it is called: a question to the law waits for no database. Not here: any of them.
import type { Command } from './command.ts'

const loads = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  registers: async () => (await import('./registers/registers.ts')).registersCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  classify: async () => (await import('./classify/classify.ts')).classifyCommand,
  may: async () => (await import('./may/may.ts')).mayCommand,
  'law lists': async () => (await import('./law/lists.ts')).lawListsCommand,
  'law diff': async () => (await import('./law/diff.ts')).lawDiffCommand,
  'law import': async () => (await import('./law/import.ts')).lawImportCommand,
  'epcis check': async () => (await import('./epcis/check.ts')).epcisCheckCommand,
  'epcis hash': async () => (await import('./epcis/hash.ts')).epcisHashCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  witness: async () => (await import('./witness/witness.ts')).witnessCommand,
  'forget-passkeys': async () => (await import('./forget-passkeys.ts')).forgetPasskeysCommand,
  history: async () => (await import('./history.ts')).historyCommand,
  retention: async () => (await import('./retention.ts')).retentionCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  build: async () => (await import('./build.ts')).buildCommand,
  generate: async () => (await import('./generate.ts')).generateCommand,
} satisfies Record<string, () => Promise<Command>>

/** The command of that name; null when there is none. */
export async function commandCalled(name: string): Promise<Command | null> {
  return Object.hasOwn(loads, name) ? loads[name as keyof typeof loads]() : null // One of the names, just asked.
}

export const allCommands = (): Promise<readonly Command[]> => Promise.all(Object.values(loads).map((load) => load()))

/** Splits what was typed into the command and its arguments: `law lists --on …` is a command of two words. */
export function splitCommand(words: readonly string[]): readonly string[] {
  const [first, second, ...others] = words
  const isTwo = (first === 'law' || first === 'epcis') && second !== undefined && !second.startsWith('-')
  return isTwo ? [`${first} ${second}`, ...others] : words
}
