// How a row is written as text, so that what a record says and what is kept can be held against each other. Not here: any row.

/** How a record is read: the whole of it as JSON, one of its numbers, and one of its lists. */
export type Reading = {
  readonly said: string
  readonly number: (text: string) => string
  readonly list: (json: string) => string
}

/** Between two words of a row, and where there is none: no text that people write holds them, so no word moves from one column to the next. */
export const apart = 'chr(31)'
export const none = 'chr(30)'

/** A text or none, and no text is none: chr(29) stands before each. */
export const orNone = (value: string) => `coalesce(chr(29) || (${value}), ${none})`
/** For a person: a space between words, a dash where there is none. */
export const readable = (told: string) => `translate(${told}, ${apart} || ${none} || chr(29), ' -')`

/** An id of the act without its prefix: `bat_…` is `…`. */
export const bare = (path: string) => `split_part(${path}, '_', 2)`

/** The same to look something up by: null where it is no id. */
export const idOf = (path: string) =>
  `(case when pg_input_is_valid(${bare(path)}, 'uuid') then ${bare(path)}::uuid end)`
