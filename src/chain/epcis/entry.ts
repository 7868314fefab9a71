// One entry of a table by a name that a stranger chose. Not here: any table.

/** Null-safe for names every object has by birth, such as `constructor`: a table has what was written into it and nothing else. */
export const entryOf = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined
