// What is still to happen, earliest first: a binary heap. Not here: what the tasks do.

export type Task = { readonly at: number; readonly order: number; readonly run: () => void }

export type Agenda = {
  readonly plan: (at: number, run: () => void) => void
  readonly take: () => Task | null
  readonly size: () => number
}

export function emptyAgenda(): Agenda {
  const heap: Task[] = []
  let planned = 0
  return {
    size: () => heap.length,
    plan: (at, run) => {
      // Of tasks at one instant the first planned comes first, so that the order never depends on the heap's shape.
      const task: Task = { at, order: planned++, run }
      let index = heap.length
      heap.push(task)
      while (index > 0) {
        const parent = (index - 1) >> 1
        if (!comesBefore(task, heap[parent]!)) break
        heap[index] = heap[parent]!
        index = parent
      }
      heap[index] = task
    },
    take: () => {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined) return null
      if (heap.length > 0) sink(heap, last)
      return first
    },
  }
}

function sink(heap: Task[], task: Task): void {
  let index = 0
  for (;;) {
    let child = index * 2 + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && comesBefore(heap[child + 1]!, heap[child]!)) child++
    if (!comesBefore(heap[child]!, task)) break
    heap[index] = heap[child]!
    index = child
  }
  heap[index] = task
}

function comesBefore(a: Task, b: Task): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
