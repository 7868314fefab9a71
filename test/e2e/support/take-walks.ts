// A house and a browser of their own for some walks, which are taken in their order. Not here: which walks (the test files beside this folder), and
// what they do (walks/).
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumPath } from './browser.ts'
import { openStage, type Stage } from './stage.ts'

export type Walk = (stage: () => Stage) => void

/** Skipped by name where there is no Chromium: CHROMIUM_PATH, or one of the usual places. */
export function takeWalks(walks: readonly Walk[]): void {
  describe.skipIf(chromiumPath === null)('the house, in a browser', () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await openStage()
    })
    afterAll(() => stage?.close())
    for (const walk of walks) walk(() => stage)
  })
}
