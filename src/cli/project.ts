// Where this checkout is, and its version. Not here: where the data are (the configuration says).
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const projectRoot = resolve(import.meta.dirname, '..', '..')

/** As package.json has it; what is served says the same (src/api/http/version.ts). */
export const programVersion: string = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version
