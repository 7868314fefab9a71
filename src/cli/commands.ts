// All commands, in the order the help shows them, each loaded when it is called: a question to the law waits for no database. Not here: any of them.
import type { Command } from './command.ts'

const loads = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  classify: async () => (await import('./classify/classify.ts')).classifyCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
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
