// The real program, started as people start it, in a data folder of its own: it comes up, refuses what cannot be, stops in order and
// finds its data again. Not here: what it serves.
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inclusionPath, newId, printId, readerOf, recordLeafHash, toBase64, treeRoot } from '#kernel'
import { openLogSigner } from '#platform'

const root = resolve(import.meta.dirname, '..', '..')
const example = join(root, 'docs', 'examples', 'registers.json')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'grein-cli-'))
})
const running = new Set<ChildProcess>()
afterAll(async () => {
  for (const child of running) stop(child)
  await Promise.all([...running].map((child) => new Promise((resolved) => child.once('exit', resolved))))
  rmSync(folder, { recursive: true, force: true })
})

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }
type Started = { readonly child: ChildProcess; readonly ended: Promise<Ended>; said(): string }

/** In a process group of its own, as a shell does, so that Ctrl-C reaches all of it. */
function start(args: readonly string[], environment: Record<string, string> = {}, input?: string): Started {
  const { GREIN_DATA_FOLDER: _, DATABASE_URL: __, ...inherited } = process.env
  const child = spawn(process.execPath, [join(root, 'bin', 'grein.mjs'), ...args], {
    detached: true,
    env: { ...inherited, LANG: 'C', LC_ALL: '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  running.add(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (part) => {
    out += part
  })
  child.stderr.on('data', (part) => {
    err += part
  })
  child.stdin.end(input ?? '')
  const ended = new Promise<Ended>((resolved) =>
    child.once('close', (code) => {
      running.delete(child)
      resolved({ code, out, err })
    }),
  )
  return { child, ended, said: () => err }
}
const run = (args: readonly string[], environment?: Record<string, string>, input?: string) =>
  start(args, environment, input).ended

function stop({ pid }: ChildProcess): void {
  process.kill(-pid!, 'SIGINT') // The whole group, as the terminal does on Ctrl-C.
}

/** The program alone, as who watches over it does: not what started it, nor the database. */
function stopAlone({ pid }: ChildProcess): void {
  const [program] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  process.kill(Number(program), 'SIGINT')
}

/** Until it says what it must, or has ended without. */
async function until(started: Started, text: string | RegExp): Promise<string> {
  let isEnded = false
  void started.ended.then(() => {
    isEnded = true
  })
  for (;;) {
    const said = started.said()
    if (typeof text === 'string' ? said.includes(text) : text.test(said)) return said
    if (isEnded) throw new Error(`ended without saying ${text}:\n${said}`)
    await new Promise((resolved) => setTimeout(resolved, 50))
  }
}

const addressIn = (said: string) => /Grein is ready on (http:\/\/localhost:\d+)/.exec(said)![1]!
const serve = (...more: string[]) => ['serve', '--demo', '--scale', '0.05', '--port', '0', '--data', folder, ...more]

test('help and version, in the language of the system, to standard output', async () => {
  const english = await run(['--help'])
  expect([english.code, english.err]).toEqual([0, ''])
  expect(english.out).toContain('Usage: grein <command> [options]')
  expect((await run(['--help'], { LANG: 'nl_NL.UTF-8' })).out).toContain('Gebruik: grein <commando> [opties]')
  expect((await run(['serve', '--help'])).out).toContain('--port <n>')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect((await run(['--version'])).out).toBe(`${version}\n`)
})

const away = { GREIN_DATABASE_ADMIN_URL: 'postgresql://x:y@127.0.0.1:1/z' }
const dutch = { LANG: 'nl_NL.UTF-8' }
const someone = printId('authority', newId('authority'))

test.each<[string, string[], Record<string, string>, number, RegExp]>([
  ['no such command', ['frobnicate'], {}, 64, /There is no command "frobnicate"/],
  ['no such option', ['serve', '--frob'], {}, 64, /--frob/],
  ['a port that is none', ['serve', '--port', '99999'], {}, 64, /--port must be a number from 0 to 65535/],
  ['years that are none', ['demo', '--years', '1.5'], {}, 64, /--years must be a number/],
  [
    'a setting that does not exist',
    ['migrate'],
    { GREIN_PROT: '1' },
    78,
    /There is no setting GREIN_PROT\. Is GREIN_PORT meant\?/,
  ],
  [
    'a setting with a value that does not fit',
    ['serve', '--demo'],
    { GREIN_LOG_LEVEL: 'loud' },
    78,
    /GREIN_LOG_LEVEL is "loud"/,
  ],
  ['nobody’s house', ['serve'], {}, 78, /GREIN_AUTHORITY is not set/],
  ['nobody’s house, in Dutch', ['serve'], dutch, 78, /GREIN_AUTHORITY is niet gezet/],
  ['a house nobody can enter', ['serve'], { GREIN_AUTHORITY: someone }, 78, /Nobody could log in: GREIN_ISSUER/],
  ['a setting that does not fit, in Dutch', ['serve'], { ...dutch, GREIN_PORT: 'x' }, 78, /het moet een geheel getal/],
  ['a proof that is not there', ['verify', '/nowhere/proof.json'], {}, 66, /is not there/],
  ['no file named', ['backup'], {}, 64, /Name one file/],
  ['a door open for ever', ['history', '--hours', '999'], {}, 64, /--hours must be a number/],
  ['history of nothing', ['history', '--data', '/nowhere/x'], {}, 66, /There is no database of Grein/],
  ['registers into nothing', ['registers', example], {}, 66, /or begin a house with "npx grein migrate"/],
  ['registers that are no JSON', ['registers', join(root, 'LICENSE')], {}, 65, /LICENSE is no JSON: line 1 is wrong/],
  ['a question that is no JSON', ['may', join(root, 'LICENSE')], dutch, 65, /LICENSE is geen JSON: regel 1 klopt niet/],
  ['a folder put back', ['restore', root], {}, 65, /This is a folder/],
  ['something else put back', ['restore', join(root, 'LICENSE')], {}, 78, /LICENSE cannot be trusted/],
  ['registers that are none', ['registers', join(root, 'package.json')], {}, 65, /no such field|registers\.md/],
  ['passkeys of nobody', ['forget-passkeys'], {}, 64, /Name one person/],
  ['a backup of nothing', ['backup', '/nowhere/x.backup'], {}, 66, /There is no database of Grein in .*unused/],
  ['a check of nothing', ['verify', '--log', '--ledger'], {}, 66, /There is no database of Grein in .*unused/],
  ['a database that does not answer', ['migrate'], away, 78, /The database does not answer/],
  ['a backup to no folder', ['backup', '/nowhere/x.backup'], away, 73, /There is no folder \/nowhere/],
  ['a backup over another file', ['backup', join(root, 'package.json')], away, 73, /never writes over another file/],
  ['a folder where a file is asked', ['may', root], {}, 66, /is not there or cannot be read/],
  [
    'a folder below a file',
    ['witness', '--name', 'witness.example.org/w1', '--folder', join(root, 'package.json', 'x')],
    {},
    73,
    /A part of this path is a file/,
  ],
  ['a key that lost its end', ['verify', join(root, 'package.json'), '--key', 'foo'], {}, 65, /no whole key/],
  ['an option without its value, in Dutch', ['serve', '--port'], dutch, 64, /Achter --port hoort een waarde/],
])('%s: one calm paragraph and its own code', async (_name, args, environment, code, said) => {
  const ended = await run(args, { GREIN_DATA_FOLDER: join(folder, 'unused'), ...environment })
  expect([ended.code, ended.out]).toEqual([code, ''])
  expect(ended.err).toMatch(said)
  expect(ended.err).not.toMatch(/^\s+at /m)
  expect(existsSync(join(folder, 'unused', 'postgres'))).toBe(false)
})

test('a house without the demo is begun: a database, then registers out of a file, looked at first and taken in once', async () => {
  const own = { GREIN_DATA_FOLDER: join(folder, 'own'), GREIN_AUTHORITY: printId('authority', newId('authority')) }
  expect((await run(['migrate'], own)).code).toBe(0)
  const nothing = await run(['verify', '--log', '--balance'], own)
  expect([nothing.code, nothing.out]).toEqual([2, expect.stringContaining('There is nothing to recompute')])
  const looked = await run(['registers', example, '--check'], own)
  expect([looked.code, looked.out]).toEqual([
    0,
    expect.stringMatching(/new +party Kwekerij Voorbeeld[\s\S]*nothing was written/),
  ])
  expect((await run(['registers', example], own)).out).toContain('20 changes')
  expect((await run(['registers', example], own)).out).toContain('0 changes')
  const begun = await run(['verify', '--log', '--balance'], own)
  expect([begun.code, begun.out]).toEqual([0, expect.stringContaining('There is nothing to recompute yet')])
  const due = await run(['retention'], own)
  expect([due.code, due.out]).toEqual([0, expect.stringMatching(/^0 events .* may be erased \(72 months;/)])
  expect(await run(['retention', '--events'], own)).toMatchObject({ code: 0, out: '' })
  const erased = join(folder, 'erased.json')
  for (const option of ['--keep', '--replay'])
    expect((await run(['retention', option, erased], own)).code, option).toBe(0)
  expect(JSON.parse(readFileSync(erased, 'utf8'))).toMatchObject({ format: 'grein-erasures/1', erasures: [] })
  expect((await run(['retention', '--keep', erased], own)).code).toBe(73)
  const wrong = await run(['registers', '-'], own, readFileSync(example, 'utf8').replaceAll('00000703', '00000704'))
  expect([wrong.code, wrong.out]).toEqual([65, ''])
  expect(wrong.err).toContain('/parties/3/kvk: "00000704" is there already.')
})

test('a port in use is told at once, before anything slow', async () => {
  const other = createServer()
  await new Promise<void>((resolved) => other.listen({ host: '127.0.0.1', port: 0 }, resolved))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const ended = await run(['serve', '--demo', '--data', join(folder, 'unused'), '--port', `${port}`])
  other.close()
  expect(ended.code).toBe(69)
  expect(ended.err).toContain(`Port ${port} is in use by another program.`)
  expect(ended.err).not.toContain('database started')
})

// One story, for each start costs seconds: cold start, second copy, Ctrl-C, warm start, and the tools on what it left.
test('comes up with the demo, refuses a second copy, stops on Ctrl-C, finds its data again, and everything adds up', async () => {
  const first = start(serve())
  const said = await until(first, /You can log in as:[\s\S]*Oudshoorn/)
  expect(said).toMatch(/✓ database started/)
  expect(said).toMatch(/✓ demo world .* events/)
  const address = addressIn(said)
  const readiness = await fetch(`${address}/readyz`)
  expect([readiness.status, await readiness.json()]).toEqual([200, { state: 'ready', warnings: [] }])
  const checkpoint = await (await fetch(`${address}/v1/log/checkpoint`)).json()
  expect(checkpoint.size).toBeGreaterThan(1_000)

  const second = await run(serve())
  expect(second.code).toBe(78)
  expect(second.err).toMatch(/Another Grein \(process \d+\) is using/)

  const beside = await run(['verify', '--log', '--ledger', '--data', folder])
  expect([beside.code, beside.out]).toEqual([0, expect.stringMatching(/The ledger holds:[\s\S]*The log holds:/)])
  const sums = await run(['verify', '--balance', '--data', folder])
  expect([sums.code, sums.out]).toEqual([
    0,
    expect.stringMatching(/^Each of [\d,]{4,} balances is what went in and out/),
  ])
  const opened = await run(['history', '--hours', '2', '--data', folder])
  expect([opened.code, opened.out]).toEqual([0, expect.stringMatching(/history of aut_.* is open for 2 hours/)])
  const closed = await run(['history', '--close', '--data', folder])
  expect([closed.code, closed.out]).toEqual([0, expect.stringContaining('is closed')])
  const archive = join(folder, 'all.backup')
  const saved = await run(['backup', archive, '--data', folder])
  expect([saved.code, saved.out]).toEqual([0, expect.stringContaining('Fingerprint: ')])
  expect((await fetch(`${address}/readyz`)).status).toBe(200) // And Grein goes on.

  stop(first.child)
  const ended = await first.ended
  expect([ended.code, ended.err.endsWith('Grein has stopped. Everything is kept.\n')]).toEqual([0, true])

  const again = start(serve())
  const found = await until(again, 'You can log in as:')
  expect(found).toContain('demo world found again')
  const kept = await (await fetch(`${addressIn(found)}/v1/log/checkpoint`)).json()
  expect(kept).toEqual(checkpoint)
  stop(again.child)
  expect((await again.ended).code).toBe(0)

  const verified = await run(['verify', '--log', '--ledger', '--data', folder])
  expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/The ledger holds:[\s\S]*The log holds:/)])

  expect((await run(['backup', archive, '--data', folder])).err).toContain('exists already')
  const elsewhere = join(folder, 'restored')
  expect((await run(['restore', archive, '--data', elsewhere])).code).toBe(0)
  const restored = await run(['verify', '--log', '--ledger', '--data', elsewhere])
  expect(restored.out).toBe(verified.out)
  expect((await run(['restore', archive, '--data', elsewhere])).code).not.toBe(0)

  const aside = ['serve', '--demo', '--port', '0', '--data', elsewhere]
  const keyless = await run(aside)
  expect([keyless.code, keyless.err]).toEqual([78, expect.stringContaining('its key is not there')])
  expect(existsSync(join(elsewhere, 'log.key'))).toBe(false) // Nothing that looks like the key was left.
  copyFileSync(join(folder, 'log.key'), join(elsewhere, 'log.key'))
  const restoredHouse = start(aside)
  expect(await until(restoredHouse, 'You can log in as:')).toContain('demo world found again')
  stop(restoredHouse.child)
  expect((await restoredHouse.ended).code).toBe(0)
}, 600_000)

test.runIf(process.platform === 'linux')(
  'stopped by itself, in the midst of what it does at its start and with visitors, it is as calm as on Ctrl-C',
  async () => {
    const house = start(serve())
    const address = addressIn(await until(house, 'You can log in as:'))
    const visits = Array.from({ length: 5 }, () => fetch(`${address}/substances?q=thc`).catch(() => null))
    stopAlone(house.child)
    const ended = await house.ended
    expect([ended.code, ended.err.endsWith('Grein has stopped. Everything is kept.\n')]).toEqual([0, true])
    expect(ended.err).not.toContain('"level":') // Nothing was worth a line of the log.
    await Promise.all(visits)
  },
  600_000,
)

test('Ctrl-C while the demo loads keeps what is in, and the next start goes on from there', async () => {
  const half = join(folder, 'half')
  const args = ['demo', '--scale', '0.05', '--data', half]
  const cut = start(args)
  await until(cut, /demo world: \d+ %/)
  stop(cut.child)
  expect((await cut.ended).code).toBe(0)
  expect(JSON.parse(readFileSync(join(half, 'demo.json'), 'utf8')).isComplete).toBe(false)
  const whole = await run(args)
  expect(whole.code).toBe(0)
  expect(JSON.parse(readFileSync(join(half, 'demo.json'), 'utf8')).isComplete).toBe(true)
}, 600_000)

/** The third of five records in a log of its own. */
function someProof(): string {
  const salt = new Uint8Array(32).fill(7)
  const records = [1, 2, 3, 4, 5].map((n) => `{"n":${n}}`)
  const leaves = records.map((record) => recordLeafHash({ salt, record }))
  const authorityId = newId('authority')
  const signer = openLogSigner({ seed: new Uint8Array(32).fill(42), name: 'grein.example/log' })
  const index = 2
  return JSON.stringify({
    format: 'grein-proof/1',
    kind: 'inclusion',
    record: records[index],
    salt: toBase64(salt),
    leaf: toBase64(leaves[index]!),
    index,
    path: inclusionPath({ index, size: leaves.length }, readerOf(leaves)).map(toBase64),
    checkpoint: signer.signCheckpoint(authorityId, { size: leaves.length, rootHash: treeRoot(leaves) }),
    verifierKey: signer.verifierKeyOf(authorityId),
  })
}

test('a proof from standard input: yes, no, and what is no proof at all', async () => {
  const valid = someProof()
  const yes = await run(['verify', '-'], {}, valid)
  expect([yes.code, yes.out]).toEqual([0, expect.stringContaining('The proof holds: entry 3 of 5 is in the log')])
  expect(yes.err).toContain('the key came from the file itself')
  const no = await run(['verify', '-'], {}, valid.replace(/"index": ?\d+/, '"index": 0'))
  expect([no.code, no.out]).toEqual([1, expect.stringContaining('The proof does not hold.')])
  const path = join(folder, 'nonsense.json')
  writeFileSync(path, '{"format":"grein-proof/1"}')
  expect((await run(['verify', path])).code).toBe(1)
})
