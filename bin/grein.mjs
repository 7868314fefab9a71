#!/usr/bin/env node
// The command `grein`: starts src/cli/main.ts on the project's own Node.js. Not here: any command; see src/cli.
import { join } from 'node:path'
import { projectRoot, runOnNode26 } from './node26.mjs'

runOnNode26([
  '--disable-warning=ExperimentalWarning',
  join(projectRoot, 'src', 'cli', 'main.ts'),
  ...process.argv.slice(2),
])
