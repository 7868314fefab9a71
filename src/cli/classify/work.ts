// What a worker does: judges the shards it is sent and sends back what is to be written. Not here: how many there are and in what order.
import type { MessagePort } from 'node:worker_threads'
import { crc32, openBatch, type StructureClassifier, writerOf } from '#law/batch'
import { deflatedPiece } from './deflate.ts'
import type { Job, JobDone, WorkerTask } from './job.ts'

export function work(port: MessagePort, task: WorkerTask, classifier: StructureClassifier): void {
  const { table, format, trace, coverage, cell } = task
  const batch = openBatch(classifier, table, { trace })
  const writer = writerOf(format, table, coverage)
  const before = (index: number) => void Atomics.store(cell, 0, index)
  port.on('message', (job: Job) => {
    const { text, counts } = batch.write(job, writer.line, { before, stopped: job.stopped })
    const plain = encoded(text, job.spare)
    const isBook = format === 'xlsx'
    // A copy: zlib's buffers are its own, and cannot be handed over.
    const bytes = isBook ? new Uint8Array(deflatedPiece(plain)) : plain
    const done: JobDone = { bytes, counts, crc: isBook ? crc32(plain) : 0, size: plain.length }
    Atomics.store(cell, 0, -1)
    port.postMessage(done, [bytes.buffer])
  })
  port.postMessage('ready')
}

/** In `spare` where it fits, so that a million rows pass through the same few pieces of memory. */
function encoded(text: string, spare: ArrayBuffer | null): Uint8Array<ArrayBuffer> {
  const size = Buffer.byteLength(text)
  const room = spare && spare.byteLength >= size ? spare : new ArrayBuffer(Math.ceil(size * 1.25))
  return new Uint8Array(room, 0, Buffer.from(room).write(text))
}
