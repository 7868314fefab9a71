// The version of the API and of the program. Not here: what changed (CHANGELOG.md).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8')) as {
  version: string // Our own file; the tidy tests read it too.
}

/** Semantic: the first number is the "1" in /v1 once it is 1. */
export const programVersion = manifest.version
export const apiVersion = '1.0.0'
