// A table in this browser: judged once through, after which one byte a row is kept; the rows on screen and the file to download are read and
// judged again when they are wanted, so that a million rows weigh a megabyte. Not here: the law (law-here.ts) and the screen.
import {
  addCounts,
  type BatchVerdict,
  type Corpus,
  type Counts,
  crc32,
  type Judged,
  noCounts,
  openBatch,
  openBook,
  openScanner,
  readHead,
  type Shard,
  type Table,
  type TableRefusal,
  verdictCodes,
  type Writer,
  writerOf,
} from '#law/batch'
import { newDeflater } from './deflate.ts'
import { classifierOn, coverageRows, type LawHere } from './law-here.ts'
import type { Asks, DaysAsked, Ran, ShownPage, ShownRow } from './messages-between.ts'

/** Where a shard lies and which rows it holds; its bytes stay in the file. */
type Place = Pick<Shard, 'line' | 'fault'> & {
  readonly offset: number
  readonly end: number
  readonly firstRow: number
}
type Judging = DaysAsked & { readonly file: Blob; readonly table: Table }
type Results = Judging & { readonly places: Place[]; codes: Uint8Array; readonly counts: Counts }

/** A read of a file costs a browser tens of milliseconds, however little is read. */
const pieceSize = 4_194_304
/** The screen hears of progress this often. */
const noteMs = 150
/** Written text is handed to the browser's own store in pieces this large, which it keeps on disk when they are many. */
const blobSize = 4_194_304
const encoder = new TextEncoder()

export function openTables(law: LawHere) {
  let results: Results | null = null
  let isStopped = false
  const unpacked = new WeakMap<File, Promise<Blob>>()

  /** A gzipped file is unpacked into the browser's store, for rows are read from any place. */
  function bytesOf(file: File): Promise<Blob> {
    const found = unpacked.get(file) ?? unzipped(file)
    unpacked.set(file, found)
    return found
  }

  return {
    async head({ file, wish }: Asks['head']['ask']): Promise<Table | TableRefusal> {
      const blob = await bytesOf(file)
      const isAll = blob.size <= 1_100_000
      const bytes = new Uint8Array(await blob.slice(0, 1_100_000).arrayBuffer())
      return readHead(bytes, isAll, wish) ?? { kind: 'heading-too-long' }
    },

    async run({ file, table, on, knownOn }: Asks['run']['ask'], note: (given: unknown) => void): Promise<Ran> {
      isStopped = false
      const blob = await bytesOf(file)
      const run: Results = {
        file: blob,
        table,
        on,
        knownOn,
        places: [],
        codes: new Uint8Array(65_536),
        counts: noCounts(),
      }
      results = run
      const batch = openBatch(await classifierOn(law, run), table, { trace: false })
      const began = performance.now()
      let noted = began
      for await (const [shard, offset] of shardsOf(run)) {
        const firstRow = run.counts.rows
        run.places.push({ line: shard.line, fault: shard.fault, offset, end: shard.end, firstRow })
        const after = (index: number, { verdict }: Judged) => keep(run, firstRow + index, verdict)
        addCounts(run.counts, batch.write(shard, () => '', { after }).counts)
        const now = performance.now()
        if (now - noted < noteMs) continue
        noted = now
        note({ counts: { ...run.counts }, part: shard.end / blob.size, seconds: (now - began) / 1_000 })
        await breath()
        if (isStopped) break
      }
      return { counts: { ...run.counts }, seconds: (performance.now() - began) / 1_000, isWhole: !isStopped }
    },

    async page({ verdict, from, count }: Asks['page']['ask']): Promise<ShownPage> {
      if (results === null) return { rows: [], total: 0 }
      const { codes, counts } = results
      const wanted = rowsWith(codes, counts.rows, verdict, from, count)
      const corpus = await law.corpus()
      const rows: ShownRow[] = []
      const batch = openBatch(await classifierOn(law, results), results.table, { trace: true })
      const places = placesOf(results, wanted)
      const { file } = results
      const texts = await Promise.all(
        [...places.keys()].map(({ offset, end, fault }) => bytesAt(file, offset, fault ? offset : end)),
      )
      for (const [at, [place, indices]] of [...places].entries()) {
        const after = (index: number, judged: Judged) =>
          rows.push(shown(corpus, place.firstRow + index, judged, judged.row.fields[results!.table.structure] ?? '')) // It is not taken away while we read.
        batch.write({ ...place, bytes: texts[at]! }, () => '', { after, only: (index) => indices.has(index) })
      }
      return { rows, total: verdict === null ? counts.rows : counts[verdict] }
    },

    async download({ format }: Asks['download']['ask'], note: (given: unknown) => void): Promise<Blob> {
      if (results === null) throw new Error('nothing was judged yet')
      isStopped = false
      const run = results
      const corpus = await law.corpus()
      const coverage = coverageRows(corpus, run.on)
      const writer = writerOf(format, run.table, coverage)
      const batch = openBatch(await classifierOn(law, run), run.table, { trace: format === 'jsonl' })
      const read = readerOf(run.file)
      const sink = format === 'xlsx' ? bookSink(run, corpus, writer) : textSink(writer)
      let noted = performance.now()
      for (const place of run.places) {
        const { text, counts } = batch.write({ ...place, bytes: await read(place) }, writer.line)
        await sink.add(text, counts.rows)
        if (performance.now() - noted < noteMs) continue
        noted = performance.now()
        note({ part: place.end / run.file.size })
        await breath()
        if (isStopped) throw new Error('stopped')
      }
      return sink.end()
    },

    stop(): null {
      isStopped = true
      return null
    },
  }
}

/** Lets a message in, "stop" among them. */
const breath = () => new Promise((resolve) => setTimeout(resolve))

async function unzipped(file: File): Promise<Blob> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  if (start[0] !== 0x1f || start[1] !== 0x8b) return file
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).blob()
}

async function* shardsOf({ file, table }: Judging): AsyncGenerator<readonly [Shard, offset: number]> {
  const { kind, separator, offset, line } = table
  const scanner = openScanner({ kind, separator, offset, line })
  let last = offset
  const withOffset = (shard: Shard) => {
    const begin = last
    last = shard.end
    return [shard, begin] as const
  }
  for (let at = offset; at < file.size; at += pieceSize) {
    const piece = await bytesAt(file, at, at + pieceSize)
    yield* scanner.take(piece).map(withOffset)
  }
  yield* scanner.end().map(withOffset)
}

const bytesAt = async (file: Blob, from: number, until: number) =>
  new Uint8Array(await file.slice(from, until).arrayBuffer())

/** Reads shards one after another out of large pieces. */
function readerOf(file: Blob): (place: Place) => Promise<Uint8Array<ArrayBuffer>> {
  let piece = new Uint8Array(0)
  let start = 0
  return async ({ offset, end, fault }) => {
    if (fault) return new Uint8Array(0)
    if (offset < start || end > start + piece.length) {
      start = offset
      piece = await bytesAt(file, offset, Math.max(end, offset + pieceSize))
    }
    return piece.slice(offset - start, end - start)
  }
}

function keep(run: Results, row: number, verdict: BatchVerdict): void {
  if (row >= run.codes.length) {
    const more = new Uint8Array(run.codes.length * 2)
    more.set(run.codes)
    run.codes = more
  }
  run.codes[row] = verdictCodes[verdict]
}

/** The numbers of the rows of a page, counted among those with the verdict. */
function rowsWith(
  codes: Uint8Array,
  rows: number,
  verdict: BatchVerdict | null,
  from: number,
  count: number,
): number[] {
  if (verdict === null)
    return Array.from({ length: Math.max(0, Math.min(count, rows - from)) }, (_, index) => from + index)
  const code = verdictCodes[verdict]
  const found: number[] = []
  let passed = 0
  for (
    let row = codes.indexOf(code);
    row >= 0 && row < rows && found.length < count;
    row = codes.indexOf(code, row + 1)
  )
    if (passed++ >= from) found.push(row)
  return found
}

function placesOf({ places }: Results, rows: readonly number[]): Map<Place, Set<number>> {
  const found = new Map<Place, Set<number>>()
  for (const row of rows) {
    let [low, high] = [0, places.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (places[middle]!.firstRow <= row) low = middle
      else high = middle - 1
    }
    // A shard of blank lines holds no row and begins where the next does; the last that begins there has it.
    const place = places[low]!
    found.set(place, (found.get(place) ?? new Set()).add(row - place.firstRow))
  }
  return found
}

function shown(
  corpus: Corpus,
  row: number,
  { id, verdict, findings, exceptions, messages }: Judged,
  structure: string,
): ShownRow {
  return {
    number: row + 1,
    ...{ id, verdict, messages },
    structure: structure.length > 400 ? `${structure.slice(0, 400)}…` : structure,
    found: findings.map(({ list, basis, rule, substanceId, certainty, status }) => ({
      ...{
        list,
        basis,
        isSure: certainty === 'in',
        isModel: status === 'model',
        name: nameOf(corpus, substanceId ?? rule),
      },
    })),
    exceptions: exceptions.map(({ title, article }) => ({ title, article })),
  }
}

function nameOf({ substanceById, stofgroepen }: Corpus, rule: string): { nl: string; en: string } {
  const substance = substanceById.get(rule)
  if (substance) return { nl: substance.nameNl, en: substance.nameEn }
  return stofgroepen.find(({ group }) => group === rule)?.title ?? { nl: rule, en: rule }
}

type Sink = { add(text: string, rows: number): Promise<void>; end(): Promise<Blob> }

function blobs(type: string) {
  const kept: Blob[] = []
  let pieces: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const flush = () => {
    if (size > 0) kept.push(new Blob(pieces))
    pieces = []
    size = 0
  }
  return {
    push(bytes: Uint8Array) {
      pieces.push(new Uint8Array(bytes))
      size += bytes.length
      if (size >= blobSize) flush()
    },
    whole() {
      flush()
      return new Blob(kept, { type })
    },
  }
}

function textSink({ head }: Writer): Sink {
  const out = blobs('text/plain;charset=utf-8')
  out.push(encoder.encode(head))
  return {
    add: async (text) => out.push(encoder.encode(text)),
    end: async () => out.whole(),
  }
}

function bookSink({ table, on, knownOn, counts }: Results, corpus: Corpus, { head }: Writer): Sink {
  const out = blobs('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const book = openBook({ head, columns: table.headings.length + 7, newDeflater })
  const about = [
    ['on', on],
    ['known on', knownOn],
    ['law (sha-256)', corpus.version],
    ...coverageRows(corpus, on).map(({ list, extent }) => [`coverage of list ${list}`, extent]),
    ...Object.entries(counts).map(([name, count]) => [name, String(count)]),
  ]
  return {
    async add(text, rows) {
      const bytes = encoder.encode(text)
      for (const piece of await book.add({ bytes, rows, crc: crc32(bytes), size: bytes.length, isDeflated: false }))
        out.push(piece)
    },
    async end() {
      for (const piece of await book.end(about)) out.push(piece)
      return out.whole()
    },
  }
}
