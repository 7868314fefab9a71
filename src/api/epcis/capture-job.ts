// The work on captured documents, as a job of the house. Not here: what it does (chain), and handing in (capture-routes.ts).
import { type CaptureInput, endBroken, isForAWhile, lawForChain, profilesIn, runCapture } from '#chain'
import { type Actor, defineJob } from '#platform'
import { requireAct } from '../chain/act-unseen.ts'
import { actReceipt } from '../chain/record-routes.ts'
import type { House } from '../house.ts'

/** Only its name and the shape of its data: for who sends it. */
export const captureJobName = 'chain.capture-epcis'

/** A document of five thousand acts takes minutes; longer is a fault, and it is tried again. */
const secondsMax = 1_800
/** A database that is away, a disk that is full: who handed it in was told that it is being worked on, so it waits until somebody mended that. */
const patienceHours = 72
/** A program that was killed leaves its document to the next within two minutes. The longest document is read in a few seconds, in which nothing is said. */
const silentSecondsMax = 60

export type HouseAtWork = Omit<House, 'jobs'>

export function captureJob(house: HouseAtWork) {
  const input = captureInputFor(house)
  return defineJob<string>({
    name: captureJobName,
    secondsMax,
    silentSecondsMax,
    retriesMax: 3, // A document that ends the program each time ends it four times.
    isPassing: isForAWhile,
    patienceHours,
    run: ({ database, actor }, captureId) =>
      runCapture({
        ...{ database, house: actor, captureId, input },
        onCaptured: (captured) => {
          const recorded = captured.filter((one) => one.recorded?.outcome === 'recorded').length
          if (recorded > 0) house.metrics.countEvents('recorded', recorded)
        },
      }),
    onGivenUp: ({ database, actor }, captureId) => endBroken({ database, house: actor, captureId }),
  })
}

/** What capturing asks of the house: the law, the profile, the right in the software for each act, and the receipt of each. */
export function captureInputFor(house: HouseAtWork): (actor: Actor) => Omit<CaptureInput, 'captureId'> {
  const law = lawForChain(house.law.corpus)
  const profileOn = profilesIn(house.law.corpus)
  const asked = house as House // Jobs are what access, the signer and the receipts have nothing to do with.
  return (actor) => ({
    law,
    profileOn,
    now: house.clock.now(),
    mayRecord: (act) => requireAct({ house: asked, actor, act }),
    promise: (leaf) => house.signer.promise(actor.authorityId, leaf),
    onRecorded: (tx, act, { basis }) => actReceipt(tx, { house: asked, actor, act, outcome: 'permitted', basis }),
  })
}
