// Reads the folder corpus/ into a corpus, each file checked against its schema. Not here: what the data mean (#law).
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { type Corpus, type CorpusData, openCorpus } from '../corpus-value.ts'
import { conditionFault } from '../decision/condition-shape.ts'
import { type CoverageFile, type FileKind, fileKinds } from '../files.ts'
import { lineOf, lineOfSyntaxError } from './json-place.ts'
import { nonsenseIn } from './sense.ts'

/** A file of the corpus that cannot be used. The start is refused: half a law is no law. */
export class CorpusFault extends Error {
  override readonly name = 'CorpusFault'
  readonly file: string
  /** JSON pointer into the file; empty for the file as a whole. */
  readonly pointer: string
  /** The line it stands on, from 1; null for a file that is not there or should not be. */
  readonly line: number | null
  constructor(file: string, pointer: string, what: string, line: number | null = null) {
    super(`corpus/${file}${line === null ? '' : `:${line}`}${pointer === '' ? '' : ` at ${pointer}`}: ${what}`)
    this.file = file
    this.pointer = pointer
    this.line = line
  }
}

/** The corpus in `folder`, indexed, with the sha-256 over all its files as version. Throws `CorpusFault`. */
export async function loadCorpus(folder: string): Promise<Corpus> {
  return openCorpus(await readCorpus(folder))
}

/** The same without indexes: what a server hands to a browser. */
export async function readCorpus(folder: string): Promise<CorpusData> {
  const paths = (await readdir(folder, { recursive: true }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json') && !path.startsWith('schema/'))
    .sort()
  const hash = createHash('sha256')
  const read: Record<FileKind, unknown[]> = {
    substances: [],
    lists: [],
    coverage: [],
    acts: [],
    terms: [],
    products: [],
    determinations: [],
    profiles: [],
    stofgroepen: [],
    clauses: [],
    exceptions: [],
    rules: [],
    penalties: [],
    facts: [],
    sets: [],
    readings: [],
  }
  const files: { path: string; sha256: string }[] = []
  for (const path of paths) {
    const text = await readFile(join(folder, path), 'utf8')
    hash.update(`${path}\n${Buffer.byteLength(text)}\n`).update(text)
    files.push({ path, sha256: createHash('sha256').update(text).digest('hex') })
    const kind = kindOf(path)
    read[kind].push(checked(path, kind, text))
  }
  const [coverage] = read.coverage as CoverageFile[]
  if (!coverage) throw new CorpusFault('coverage.json', '', 'this file is missing')
  // Every element passed the schema of its kind.
  return {
    version: hash.digest('hex'),
    ...(read as unknown as Omit<CorpusData, 'version' | 'coverage' | 'files'>),
    coverage,
    files,
  }
}

function kindOf(path: string): FileKind {
  if (path === 'coverage.json') return 'coverage'
  const folder = path.split('/')[0]!
  if (folder in fileKinds && folder !== 'coverage') return folder as FileKind // One of the keys, just asked.
  throw new CorpusFault(path, '', 'no kind of file stands in this folder')
}

/** Conditions refer to themselves, which the schema of a rule leaves to this. */
const conditionIn = (kind: FileKind, value: unknown) =>
  kind === 'rules' || kind === 'penalties' ? conditionFault(value) : null

function checked(path: string, kind: FileKind, text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const what = `not JSON: ${error instanceof Error ? error.message : String(error)}`
    throw new CorpusFault(path, '', what, lineOfSyntaxError(text, error))
  }
  const [fault] = Value.Errors(fileKinds[kind], value)
  const found = fault
    ? { pointer: fault.instancePath, what: fault.message }
    : (nonsenseIn(value) ?? conditionIn(kind, value))
  if (found) throw new CorpusFault(path, found.pointer, found.what, lineOf(text, found.pointer))
  return value
}
