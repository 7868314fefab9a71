// The folder of imported texts: read when the server starts, written by `grein law import`, whole or not at all. Not here: what the texts mean.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Value } from 'typebox/value'
import { type Manifest, readBwbFile, type Toestand } from './bwb-file.ts'
import { TextFault } from './text-fault.ts'
import { type LawTexts, TextFile, withManifest, withToestand } from './text-file.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What was imported so far; an absent folder holds nothing. Throws `TextFault` for a file that is not one of ours. */
export async function readTexts(folder: string): Promise<LawTexts> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const texts = new Map<string, TextFile>()
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const file = kept(join(folder, name), await readFile(join(folder, name), 'utf8'))
    texts.set(file.bwb, file)
  }
  return texts
}

function kept(path: string, text: string): TextFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new TextFault(path, null, `not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const [fault] = Value.Errors(TextFile, value)
  if (fault) throw new TextFault(path, null, `${fault.instancePath || '/'} ${fault.message}`)
  return value as TextFile // It passed the schema.
}

/** Reads every file and adds them to what `folder` holds. Nothing is written unless all of them can be read. */
export async function importTexts(paths: readonly string[], folder: string): Promise<LawTexts> {
  const read: { readonly file: Toestand | Manifest; readonly sha256: string }[] = []
  for (const path of paths) read.push(await readOne(path))
  const texts = new Map(await readTexts(folder))
  for (const { file, sha256: hash } of read) {
    if (file.kind === 'toestand') {
      texts.set(file.bwb, withToestand(texts.get(file.bwb) ?? null, file, { sha256: hash, hashOf: sha256 }))
    }
  }
  for (const { file } of read) {
    const held = texts.get(file.bwb)
    if (file.kind === 'manifest' && held) texts.set(file.bwb, withManifest(held, file))
  }
  const changed = new Set(read.map(({ file }) => file.bwb))
  await writeAll(
    folder,
    [...texts.values()].filter(({ bwb }) => changed.has(bwb)),
  )
  return texts
}

async function readOne(path: string): Promise<{ file: Toestand | Manifest; sha256: string }> {
  const hash = createHash('sha256')
  async function* chunks() {
    for await (const chunk of createReadStream(path)) {
      const bytes = chunk as Uint8Array // A stream without an encoding gives bytes.
      hash.update(bytes)
      yield bytes
    }
  }
  const file = await readBwbFile(basename(path), chunks())
  return { file, sha256: hash.digest('hex') }
}

/** Beside, then into place: a reader sees the old file or the new one. */
async function writeAll(folder: string, files: readonly TextFile[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const written = files.map((file) => ({
    file,
    at: join(folder, `${file.bwb}.json`),
    beside: join(folder, `${file.bwb}.json.part`),
  }))
  try {
    for (const { file, beside } of written) await writeFile(beside, `${JSON.stringify(file, null, 1)}\n`)
    for (const { beside, at } of written) await rename(beside, at)
  } finally {
    for (const { beside } of written) await rm(beside, { force: true })
  }
}
