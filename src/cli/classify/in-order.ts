// Work done side by side, taken in the order it was given, with no more of it under way than fits in memory. Not here: the work.

/** Yields `[item, result]` in order; at most `ahead` items are taken from the source before the oldest of them is yielded. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<readonly [Item, Result]> {
  const underWay: { item: Item; result: Promise<Result> }[] = []
  for await (const item of items) {
    const result = work(item)
    // It is awaited below, perhaps after another has failed; that failure is then the one to hear of.
    result.catch(() => {})
    underWay.push({ item, result })
    if (underWay.length >= ahead) yield await first()
  }
  while (underWay.length > 0) yield await first()

  async function first(): Promise<readonly [Item, Result]> {
    const { item, result } = underWay.shift()! // Called only when there is one.
    return [item, await result]
  }
}
