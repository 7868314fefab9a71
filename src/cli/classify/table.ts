// `grein classify` over a table: reads, judges in threads, writes in order, and keeps how far it has come. Not here: each of those.
import { realpath, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { Days } from '#law'
import {
  addCounts,
  type BatchFormat,
  BookTooLarge,
  type CorpusData,
  type CoverageRow,
  noCounts,
  openBook,
  openScanner,
  type Shard,
  type Table,
  type TableRefusal,
  writerOf,
} from '#law/batch'
import { type Given, numberIn } from '../command.ts'
import { Ending, type ExitName } from '../exit-codes.ts'
import { programVersion } from '../project.ts'
import { newDeflater } from './deflate.ts'
import { inOrder } from './in-order.ts'
import type { JobDone } from './job.ts'
import { type Output, ReaderGone, toFile, toStandardOutput } from './output.ts'
import { openPool } from './pool.ts'
import {
  differences,
  dropProgress,
  type KeptProgress,
  keepProgress,
  type RunIdentity,
  readProgress,
} from './progress-file.ts'
import { openProgressLine } from './progress-line.ts'
import { headOf, isTable, kindByName, openSource, type Source } from './source.ts'

export type TableAsked = {
  readonly path: string
  readonly corpus: CorpusData
  readonly days: Days
  readonly coverage: readonly CoverageRow[]
  readonly format: BatchFormat
  readonly from: 'csv' | 'smiles' | 'sdf' | null
  readonly structure: string | null
  readonly id: string | null
  readonly trace: boolean
  readonly output: string | null
}

/** More threads than this wait for the one that reads and writes. */
const maxWorkers = 16
/** Kept this often, and never so often that keeping takes a twentieth of the time. */
const keepMs = 500
const keepShare = 20

export async function classifyTable(asked: TableAsked, given: Given): Promise<ExitName> {
  const { path, format, output: outputPath } = asked
  const isResume = given.options['resume'] === true
  const size = numberIn(given, 'workers', { from: 1, until: 64, absent: null, isWhole: true })
  if (outputPath === null && format === 'xlsx' && process.stdout.isTTY)
    throw new Ending('usage', given.say('classify.book-to-terminal'))
  if (outputPath !== null && path !== '-' && (await isSameFile(path, outputPath)))
    throw new Ending('usage', given.say('classify.same-file'))

  const source = await openSource(path).catch(() => {
    throw new Ending('absent', given.say('file.absent', { path }))
  })
  const wish = { kind: asked.from ?? kindByName(path), structure: asked.structure, id: asked.id }
  const { head, fingerprint } = await headOf(source, wish).catch((error: unknown) => {
    throw told(error, asked, given)
  })
  if (!isTable(head)) throw refused(head, given)
  const run = identityOf(asked, source, fingerprint)
  const kept = outputPath === null ? null : await progressToGoOnFrom(outputPath, run, isResume, given)
  if (kept === 'done') return 'done'
  const { offset, line } = head
  const begin: KeptProgress = { form: 1, run, offset, line, written: 0, counts: noCounts(), book: null }
  const output = outputPath === null ? toStandardOutput() : await openedFile(outputPath, kept, begin, given)
  try {
    await using _ = output
    const workers = Math.min(size ?? Math.min(availableParallelism(), maxWorkers), 64)
    await judged({ asked, given, source, table: head, from: kept ?? begin, output, workers })
    if (outputPath !== null) await dropProgress(outputPath)
  } catch (error) {
    if (error instanceof ReaderGone) return 'done'
    throw told(error, asked, given)
  } finally {
    if (path === '-') process.stdin.destroy()
  }
  return 'done'
}

type Run = {
  readonly asked: TableAsked
  readonly given: Given
  readonly source: Source
  readonly table: Table
  readonly from: KeptProgress
  readonly output: Output
  readonly workers: number
}

async function judged({ asked, given, source, table, from, output, workers }: Run): Promise<void> {
  const { corpus, days, format, trace, coverage } = asked
  const writer = writerOf(format, table, coverage)
  const columns = table.headings.length + 7
  const book = format === 'xlsx' ? openBook({ head: writer.head, columns, newDeflater, from: from.book }) : null
  const counts = { ...from.counts }
  const days_ = { on: days.on.toString(), knownOn: days.knownOn.toString() }
  await using pool = openPool({ size: workers, task: { corpus, ...days_, table, format, trace, coverage } })
  const part = (end: number) => (source.size !== null && source.isPlain ? end / source.size : null)
  const line = openProgressLine({
    ...{ stream: process.stderr, say: given.say, now: () => performance.now() },
    ...{ rowsBefore: counts.rows, partBefore: part(from.offset) ?? 0, isWanted: given.options['progress'] === true },
  })
  if (from.written > 0) given.terminal.say(given.say('classify.resumed', { rows: counts.rows }))
  else if (book === null) await output.write(new TextEncoder().encode(writer.head))

  const keep = keeperOf(asked.output, output)
  const shards = shardsOf(source, table, from)
  for await (const [shard, done] of inOrder(shards, 2 * pool.size + 1, (each) => pool.run(each))) {
    await written(done)
    addCounts(counts, done.counts)
    pool.giveBack(done.bytes.buffer)
    line.at(counts.rows, part(shard.end))
    const { end: offset, endLine } = shard
    await keep(() => ({
      ...from,
      offset,
      line: endLine,
      written: output.length(),
      counts,
      book: book?.state() ?? null,
    }))
  }
  if (book) for (const bytes of await book.end(aboutRows(from.run, counts, coverage))) await output.write(bytes)
  line.end()
  given.terminal.say(given.say('classify.counts', counts))

  async function written({ bytes, counts: { rows }, crc, size }: JobDone): Promise<void> {
    if (book === null) return output.write(bytes)
    for (const piece of await book.add({ bytes, rows, crc, size, isDeflated: true })) await output.write(piece)
  }
}

async function* shardsOf(source: Source, table: Table, from: { offset: number; line: number }): AsyncGenerator<Shard> {
  const scanner = openScanner({ kind: table.kind, separator: table.separator, ...from })
  for await (const piece of source.read(from.offset)) yield* scanner.take(piece)
  yield* scanner.end()
}

/** Keeps progress now and then, after what it speaks of is safely written. */
function keeperOf(path: string | null, output: Output): (progress: () => KeptProgress) => Promise<void> {
  let next = performance.now() + keepMs
  return async (progress) => {
    const began = performance.now()
    if (path === null || began < next) return
    await output.sync()
    await keepProgress(path, progress())
    const took = performance.now() - began
    next = performance.now() + Math.max(keepMs, took * keepShare)
  }
}

function identityOf(asked: TableAsked, { size }: Source, inputHead: string): RunIdentity {
  const { corpus, days, format, structure, id, trace } = asked
  return {
    ...{ program: programVersion, law: corpus.version, on: days.on.toString(), knownOn: days.knownOn.toString() },
    ...{ format, structure, id, trace, inputSize: size ?? 0, inputHead },
  }
}

async function progressToGoOnFrom(
  path: string,
  run: RunIdentity,
  isResume: boolean,
  given: Given,
): Promise<KeptProgress | null | 'done'> {
  const kept = await readProgress(path)
  const length = await sizeOf(path)
  if (given.options['overwrite'] === true) return null
  if (!isResume) {
    if (kept && length !== null)
      throw new Ending('cannotWrite', given.say('classify.cut-off', { path, rows: kept.counts.rows }))
    if (length !== null) throw new Ending('cannotWrite', given.say('classify.output-exists', { path }))
    return null
  }
  if (length === null) return null
  if (!kept) {
    given.terminal.say(given.say('classify.already-done', { path }))
    return 'done'
  }
  const differ = differences(kept.run, run)
  if (differ.length > 0) throw new Ending('data', given.say('classify.resume-other', { what: differ.join(', '), path }))
  if (length < kept.written) throw new Ending('data', given.say('classify.resume-shorter', { path }))
  return kept
}

async function openedFile(path: string, kept: KeptProgress | null, begin: KeptProgress, given: Given): Promise<Output> {
  try {
    // The progress goes first: an output beside no progress is of a run that was done.
    if (!kept) await keepProgress(path, begin)
    return await toFile(path, kept?.written ?? null, given.options['overwrite'] === true)
  } catch (error) {
    throw new Ending('cannotWrite', given.say('classify.cannot-write', { path, what: messageOf(error) }))
  }
}

function aboutRows(
  { program, law, on, knownOn }: RunIdentity,
  counts: ReturnType<typeof noCounts>,
  coverage: readonly CoverageRow[],
): string[][] {
  return [
    ['Grein', program],
    ['on', on],
    ['known on', knownOn],
    ['law (sha-256)', law],
    ...coverage.map(({ list, extent }) => [`coverage of list ${list}`, extent]),
    ...Object.entries(counts).map(([name, count]) => [name, String(count)]),
  ]
}

function refused(head: TableRefusal, given: Given): Ending {
  switch (head.kind) {
    case 'no-column':
    case 'two-columns': {
      const { column, headings } = head
      const option = column === given.options['id'] ? 'id' : 'structure'
      return new Ending('data', given.say(`classify.${head.kind}`, { column, headings: headings.join(', '), option }))
    }
    case 'not-text':
      return new Ending('data', given.say(`classify.${head.looksLike}`))
    default:
      return new Ending('data', given.say(`classify.${head.kind}`))
  }
}

function told(error: unknown, { output }: TableAsked, given: Given): unknown {
  if (error instanceof BookTooLarge) return new Ending('data', given.say('classify.book-too-large'))
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (typeof code === 'string' && code.startsWith('Z_')) return new Ending('data', given.say('classify.broken-gzip'))
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
  return isFull
    ? new Ending('cannotWrite', given.say('classify.cannot-write', { path: output ?? '-', what: messageOf(error) }))
    : error
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => realpath(path).catch(() => null)))
  return a !== null && a === b
}

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  )
