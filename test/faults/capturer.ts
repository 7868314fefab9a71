// A process that works on one EPCIS capture and is gone, by kill -9, in the midst of the act it was told. Not here: who looks at what is left
// (test/model/epcis-crash.test.ts).
import { join } from 'node:path'
import { profilesIn, runCapture } from '#chain'
import { testLaw } from '#chain/testing'
import { trustId } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { newTrace, openDatabase, systemActor } from '#platform'

const [connection, authority, captureId, diesAt] = process.argv.slice(2)
if (!connection || !authority || !captureId || !diesAt)
  throw new Error('usage: capturer.ts <connection> <authority> <capture> <act>')
const profileOn = profilesIn(await loadCorpus(join(import.meta.dirname, '..', '..', 'corpus')))
const database = await openDatabase({ connection: JSON.parse(connection), poolSize: 2 })
let begun = 0
await runCapture({
  database,
  house: systemActor(trustId('authority', authority), newTrace()),
  captureId,
  input: () => ({
    law: testLaw,
    profileOn,
    now: Temporal.Now.instant(),
    // In the transaction of the act, before it is recorded.
    async mayRecord() {
      begun += 1
      if (begun === Number(diesAt)) process.kill(process.pid, 'SIGKILL')
    },
  }),
})
await database.close()
