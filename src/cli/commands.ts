// All commands, in the order the help shows them. Not here: any of them.
import { backupCommand } from './backup.ts'
import { buildCommand } from './build.ts'
import { classifyCommand } from './classify/classify.ts'
import type { Command } from './command.ts'
import { demoCommand } from './demo.ts'
import { generateCommand } from './generate.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { serveCommand } from './serve.ts'
import { verifyCommand } from './verify.ts'

export const commands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  demoCommand,
  classifyCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
  buildCommand,
  generateCommand,
]
