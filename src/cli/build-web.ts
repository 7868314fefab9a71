// Builds the screens with Vite when their sources changed. Not here: how they are built (vite.config.ts).
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from './project.ts'

export const webFolder = join(projectRoot, 'dist', 'web')
/** What the server draws with: see vite.config.ts. */
const drawProgram = join(`${webFolder}-server`, 'draw.js')
const stampFile = join(projectRoot, '.cache', 'web-build')

/** Everything the screens are made of: what the web imports lies in these rooms, and nowhere else. */
const sources = ['web', 'kernel', 'law', 'chemistry', 'statistics', 'licensing', 'chain', 'platform'].map(
  (room) => `src/${room}`,
)
const singleFiles = ['vite.config.ts', 'package-lock.json']

export type Built = 'kept' | 'built' | 'no-vite'

/** Whether the screens on disk were made of these very sources. */
export function isWebCurrent(): boolean {
  return isBuilt() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf()
}

export async function buildWeb({ force }: { force: boolean }): Promise<Built> {
  if (!force && isWebCurrent()) return 'kept'
  const stamp = stampOf()
  const vite = await loadVite()
  // Without Vite (an installation for use, not for building) the screens that came along are the right ones.
  if (vite === null) return isBuilt() ? 'kept' : 'no-vite'
  const given = { configFile: join(projectRoot, 'vite.config.ts'), logLevel: 'error' } as const
  process.env['NODE_ENV'] = 'production' // Whoever builds, tests too: what is served is never the development build.
  await vite.build({ ...given, build: { ssr: join(projectRoot, 'src', 'web', 'drawn', 'draw.tsx') } })
  await vite.build(given)
  await pruneBuilt()
  mkdirSync(join(projectRoot, '.cache'), { recursive: true })
  writeFileSync(stampFile, stamp)
  return 'built'
}

/** A server that began with an earlier build goes on serving it; after so long it was surely started anew. */
const keptDays = 3

/** A build adds to what is there, under other names; what no build made lately is taken away. */
async function pruneBuilt(): Promise<void> {
  const folder = join(webFolder, 'assets')
  const oldest = Date.now() - keptDays * 86_400_000
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, name))
    if (mtimeMs < oldest) await rm(join(folder, name))
  }
}

const isBuilt = () => existsSync(join(webFolder, 'index.html')) && existsSync(drawProgram)

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
