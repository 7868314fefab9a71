// The thread that judges rows for `grein classify`. Not here: what it does (work.ts) and who starts it (pool.ts).
import { parentPort, workerData } from 'node:worker_threads'
import { openClassifier, openCorpus } from '#law/batch'
import type { WorkerTask } from './job.ts'
import { work } from './work.ts'

const task: WorkerTask = workerData
const days = { on: Temporal.PlainDate.from(task.on), knownOn: Temporal.PlainDate.from(task.knownOn) }
work(parentPort!, task, openClassifier(openCorpus(task.corpus), days)) // A worker has a port to its parent.
