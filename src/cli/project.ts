// Where this checkout is. Not here: where the data are (the configuration says).
import { resolve } from 'node:path'

export const projectRoot = resolve(import.meta.dirname, '..', '..')
