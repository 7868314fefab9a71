// Builds the screens with Vite when their sources changed, and packs them for the line. Not here: how they are built (vite.config.ts).
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { projectRoot } from './project.ts'

export const webFolder = join(projectRoot, 'dist', 'web')
const stampFile = join(projectRoot, '.cache', 'web-build')

/** Everything the screens are made of: what the web imports lies in these rooms, and nowhere else. */
const sources = ['src/web', 'src/kernel', 'src/law', 'src/chemistry', 'src/licensing', 'src/chain', 'src/platform']
const singleFiles = ['vite.config.ts', 'package-lock.json']

/** Smaller files travel in one packet anyhow. */
const packFromBytes = 1_024
const packed = new Set(['.js', '.css', '.html', '.svg', '.json', '.wasm', '.txt', '.map'])
/** The highest quality takes minutes for a WebAssembly of megabytes; this one is within a few per cent of it. */
const brotliQuality = 9

export type Built = 'kept' | 'built' | 'no-vite'

export async function buildWeb({ force }: { force: boolean }): Promise<Built> {
  const stamp = stampOf()
  const isBuilt = existsSync(join(webFolder, 'index.html')) && existsSync(stampFile)
  if (!force && isBuilt && readFileSync(stampFile, 'utf8') === stamp) return 'kept'
  const vite = await loadVite()
  // Without Vite (an installation for use, not for building) the screens that came along are the right ones.
  if (vite === null) return existsSync(join(webFolder, 'index.html')) ? 'kept' : 'no-vite'
  await vite.build({ configFile: join(projectRoot, 'vite.config.ts'), logLevel: 'error' })
  await packFiles(webFolder)
  mkdirSync(join(projectRoot, '.cache'), { recursive: true })
  writeFileSync(stampFile, stamp)
  return 'built'
}

async function loadVite(): Promise<typeof import('vite') | null> {
  try {
    return await import('vite')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}

/** One hash over the name and content of every source. */
function stampOf(): string {
  const hash = createHash('sha256')
  for (const path of [...sources.flatMap(filesBelow), ...singleFiles]) {
    hash.update(`${path}\0`).update(readFileSync(join(projectRoot, path)))
  }
  return hash.digest('hex')
}

function filesBelow(folder: string): string[] {
  if (!existsSync(join(projectRoot, folder))) return []
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
    .sort()
}

/** Tests and migrations change nothing on a screen. */
const isSource = (name: string) => !name.includes('.test.') && !name.endsWith('.sql') && !name.endsWith('.md')

/** Beside each file its gzip and Brotli form, made once here and not at every request. */
async function packFiles(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && packed.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
  await Promise.all(files.map(packFile))
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

async function packFile(path: string): Promise<void> {
  const bytes = await readFile(path)
  if (bytes.length < packFromBytes) return
  const [small, smaller] = await Promise.all([
    zip(bytes, { level: 9 }),
    brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  ])
  await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)])
}
