// The thread RDKit lives in on the server. Not here: time limits; the host ends this thread from outside.
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { engineOn } from '../engine.ts'
import type { RdkitModule } from '../rdkit.ts'

export type Job =
  | { readonly kind: 'read'; readonly smiles: string }
  | { readonly kind: 'draw'; readonly smiles: string }

// The package is CommonJS and finds its .wasm beside itself.
const initialise = createRequire(import.meta.url)('@rdkit/rdkit') as () => Promise<RdkitModule>
const engine = engineOn(await initialise())

parentPort?.on('message', (job: Job) => {
  // A trap is not caught: it ends this thread, and the host starts a fresh one.
  parentPort?.postMessage(job.kind === 'read' ? engine.read(job.smiles) : engine.draw(job.smiles))
})
parentPort?.postMessage('ready')
