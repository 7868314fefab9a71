// A worker that three words bring to its end, for the tests of the pool: what no molecule is known to do. Not here: the real one (worker.ts).
import { parentPort, workerData } from 'node:worker_threads'
import type { StructureClassifier } from '#law/batch'
import type { WorkerTask } from '../job.ts'
import { work } from '../work.ts'

const classifier: StructureClassifier = {
  classify(structure) {
    if (structure === 'DIE') process.exit(3)
    if (structure === 'HANG') for (;;);
    if (structure === 'EAT') for (const eaten: number[][] = []; ; ) eaten.push(new Array(2_000_000).fill(1.5))
    const verdict = structure === 'C1CC' ? 'unreadable' : 'not-controlled'
    return { verdict, findings: [], exceptions: [], messages: [], steps: [], nearMisses: [], error: null }
  },
}
const task: WorkerTask = workerData
work(parentPort!, task, classifier) // A worker has a port to its parent.
