// `grein witness`: looks at a log from outside, with a key and a memory of its own, and signs only what added to what it saw. It shares
// nothing with the house but HTTP. Not here: judging (look.ts) and keeping (keep.ts).
import { setTimeout as sleep } from 'node:timers/promises'
import { parseVerifierKey, printWitnessKey, type VerifierKey } from '#kernel'
import { type Command, type Given, numberIn, textIn } from '../command.ts'
import { Ending, type ExitName } from '../exit-codes.ts'
import { openWitnessKey, readSeen, type WitnessSigner, writeSeen } from './keep.ts'
import { type Look, look } from './look.ts'

const everySecondsDefault = 30
/** An answer later than this is no answer; the next look comes soon. */
const answerWithinMs = 20_000
/** A checkpoint with its witnesses is some kilobytes, a path some more. */
const answerLengthMax = 262_144

export const witnessCommand: Command = {
  name: 'witness',
  about: 'witness.about',
  files: '[<https://house.example>]',
  options: {
    log: { type: 'string', value: '<key>', about: 'witness.log' },
    name: { type: 'string', value: '<name>', about: 'witness.name' },
    folder: { type: 'string', value: '<folder>', about: 'witness.folder' },
    every: { type: 'string', value: '<seconds>', about: 'witness.every' },
    once: { type: 'boolean', about: 'witness.once' },
  },
  examples: [
    { line: 'grein witness --name witness.example.org/w1', about: 'witness.example.key' },
    {
      line: 'grein witness https://grein.example.org --name witness.example.org/w1 --log "grein.example.org/log/…"',
      about: 'witness.example.run',
    },
  ],
  async run(given) {
    const { files, options, say, terminal } = given
    const name = textIn(given, 'name')
    if (name === undefined || /[\s+]/u.test(name)) throw new Ending('usage', say('witness.name-needed'))
    const folder = textIn(given, 'folder') ?? '.grein-witness'
    const signer = openWitnessKey(folder, name)
    if (signer === null) throw new Ending('usage', say('witness.bad-key', { folder }))
    const [house] = files
    if (house === undefined) {
      terminal.print(printWitnessKey(signer.key))
      return 'done'
    }
    const logKey = parseVerifierKey(textIn(given, 'log') ?? '')
    if (logKey === null || !URL.canParse(house)) throw new Ending('usage', say('witness.log-needed'))
    const seconds = numberIn(given, 'every', { from: 1, until: 86_400, absent: everySecondsDefault, isWhole: true })
    const needs = { house: new URL(house), folder, signer, logKey }
    if (options['once'] === true) return lookOnce(needs, given)
    return lookAgainAndAgain(needs, given, seconds)
  },
}

type Needs = {
  readonly house: URL
  readonly folder: string
  readonly signer: WitnessSigner
  readonly logKey: VerifierKey
}

/** A house that is being renewed may answer so for a while; after this many looks in a row nobody would ever hear of it. */
const looksWithoutLog = 5

/** There is a house at that address, and it says that it has no such log. */
class LogAbsent extends Ending {}

/**
 * Until somebody stops it. What the network does is said and tried again. A contradiction ends it, for that is what it is there to see; and so
 * does a house without the log, which is another house, another key, or a log that was taken away.
 */
async function lookAgainAndAgain(needs: Needs, given: Given, seconds: number): Promise<ExitName> {
  for (let absent = 0; ; ) {
    try {
      if ((await lookOnce(needs, given)) === 'no') return 'no'
      absent = 0
    } catch (error) {
      if (!(error instanceof Ending)) throw error
      absent = error instanceof LogAbsent ? absent + 1 : 0
      if (absent === looksWithoutLog) throw error
      given.terminal.say(error.message)
    }
    await sleep(seconds * 1_000)
  }
}

async function lookOnce({ house, folder, signer, logKey }: Needs, given: Given): Promise<ExitName> {
  const { terminal, say } = given
  const ask = (path: string, absent?: LogAbsent) => read(new URL(path, house), given, absent)
  const authority = logKey.name.split('/').at(-1) ?? ''
  const seen = readSeen(folder, logKey.name)
  const absent = seen
    ? new LogAbsent('no', say('witness.log-gone', { url: house.href, size: seen.size }))
    : new LogAbsent('absent', say('witness.no-log', { url: house.href, origin: logKey.name }))
  const found = await look({
    logKey,
    seen,
    note: await ask(`/log/${authority}/checkpoint`, absent),
    fetchPath: async (from, to) => pathIn(await ask(`/v1/log/consistency?from=${from}&to=${to}`)),
    key: signer.key,
    sign: signer.sign,
    seconds: Math.floor(Date.now() / 1_000),
  })
  if (found.kind === 'signed') {
    writeSeen(folder, logKey.name, found.seen)
    await send(new URL('/v1/log/cosignatures', house), found.note, given)
  }
  terminal.print(tell(found, say))
  return found.kind === 'refused' ? 'no' : 'done'
}

function tell(found: Look, say: Given['say']): string {
  if (found.kind === 'signed') return say('witness.signed', { size: found.seen.size })
  if (found.kind === 'same') return say('witness.same', { size: found.size })
  return say(`witness.refused.${found.why}`)
}

async function read(url: URL, { say }: Given, absent?: LogAbsent): Promise<string> {
  const answer = await answerOf(() => fetch(url, { signal: AbortSignal.timeout(answerWithinMs), redirect: 'error' }))
  if (absent && (answer?.status === 404 || answer?.status === 410)) throw absent
  const text = answer?.ok ? await answer.text().catch(() => null) : null
  if (text === null || text.length > answerLengthMax) {
    throw new Ending('unavailable', say('witness.no-answer', { url: url.href, status: answer?.status ?? 0 }))
  }
  return text
}

async function send(url: URL, note: string, { say }: Given): Promise<void> {
  const answer = await answerOf(() =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ note }),
      signal: AbortSignal.timeout(answerWithinMs),
      redirect: 'error',
    }),
  )
  if (!answer?.ok) throw new Ending('unavailable', say('witness.not-taken', { status: answer?.status ?? 0 }))
}

async function answerOf(ask: () => Promise<Response>): Promise<Response | null> {
  try {
    return await ask()
  } catch {
    return null // The network; whoever asked says so.
  }
}

/** A path that is no list of texts is an empty one, and proves nothing. */
function pathIn(text: string): readonly string[] {
  try {
    const { path } = JSON.parse(text) as { path?: unknown }
    return Array.isArray(path) && path.every((step) => typeof step === 'string') ? path : []
  } catch {
    return []
  }
}
