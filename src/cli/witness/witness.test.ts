// A witness before a house that answers and has no such log: it says so, and does not ask for ever. Not here: judging a state (look.test.ts).
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseVerifierKey, trustId } from '#kernel'
import { openLogSigner } from '#platform'
import { readArguments } from '../command.ts'
import { openTerminal } from '../terminal.ts'
import { openWitnessKey, writeSeen } from './keep.ts'
import { witnessCommand } from './witness.ts'

const authorityId = trustId('authority', '0198f1c2-0000-7000-8000-000000000002')
const log = openLogSigner({ seed: new Uint8Array(32).fill(43), name: 'grein.example/log' }).verifierKeyOf(authorityId)
const folder = mkdtempSync(join(tmpdir(), 'grein-witness-'))
const asked: string[] = []
const house = createServer((request, answer) => {
  asked.push(request.url ?? '')
  answer.writeHead(404).end()
})
beforeAll(() => new Promise<void>((resolve) => house.listen(0, '127.0.0.1', resolve)))
afterAll(() => {
  house.close()
  rmSync(folder, { recursive: true })
})

function watch(name: string, ...more: string[]) {
  asked.length = 0
  const said: string[] = []
  const err = { write: (text: string) => said.push(text) > 0 }
  const terminal = openTerminal({ out: err, err, locale: 'en', now: () => 0 })
  const { port } = house.address() as AddressInfo // It listens on a port.
  const args = [`http://127.0.0.1:${port}`, '--name', 'w.example/w', '--folder', join(folder, name), '--log', log]
  const given = readArguments(witnessCommand, [...args, '--every', '1', ...more], terminal)
  const ended = witnessCommand.run({ ...given, environment: {}, commands: async () => [] })
  return { ended, said }
}

describe('a house without the log', () => {
  test('that was never seen: the address and the key are to be checked', async () => {
    const { ended } = watch('new', '--once')
    await expect(ended).rejects.toMatchObject({ exit: 'absent', message: expect.stringContaining('has no log grein') })
    expect(asked).toEqual([`/log/${authorityId}/checkpoint`])
  })

  test('that was seen before: it is gone, which is what a witness is there to say', async () => {
    const { name } = parseVerifierKey(log)!
    openWitnessKey(join(folder, 'gone'), 'w.example/w')
    writeSeen(join(folder, 'gone'), name, { size: 12, rootHash: new Uint8Array(32) })
    const { ended, said } = watch('gone')
    await expect(ended).rejects.toMatchObject({ exit: 'no', message: expect.stringContaining('no longer there') })
    // Each look but the last was told as it came; the last is what the command ends with.
    expect(asked.length).toBe(said.length + 1)
  }, 60_000)
})
