// A toolkit in the thread it was opened in: the browser's way, and the inside of the server's worker.
import { engineOn } from './engine.ts'
import type { RdkitModule } from './rdkit.ts'
import type { Toolkit } from './structure.ts'

/**
 * `load` makes a fresh RDKit instance: in a browser `() => initRDKitModule({ locateFile })`. When an instance traps, the
 * next call loads another. There is no time limit here: a page puts this in a Web Worker if it takes input from others.
 */
export async function openToolkit(load: () => Promise<RdkitModule>): Promise<Toolkit> {
  let engine = engineOn(await load())
  let isBroken = false
  const guarded = async <Value>(work: () => Value, otherwise: Value): Promise<Value> => {
    if (isBroken) {
      engine = engineOn(await load())
      isBroken = false
    }
    try {
      return work()
    } catch {
      isBroken = true
      return otherwise
    }
  }
  const stopped = { ok: false, failure: { reason: 'stopped', at: null, detail: 'RDKit gave up' } } as const
  return {
    read: (smiles) => guarded(() => engine.read(smiles), stopped),
    draw: (structure) => guarded(() => engine.draw(structure), null),
    [Symbol.asyncDispose]: async () => {},
  }
}
