// What is wrong with a file of official text, and where. Not here: finding it.

/** A file that cannot be taken in. `line` counts from 1, `column` from 1; both null where the fault is the file as a whole. */
export class TextFault extends Error {
  override readonly name = 'TextFault'
  readonly file: string
  readonly line: number | null
  readonly column: number | null
  readonly what: string
  constructor(file: string, at: { line: number; column: number } | null, what: string) {
    super(`${file}${at ? `:${at.line}:${at.column}` : ''}: ${what}`)
    this.file = file
    this.line = at?.line ?? null
    this.column = at?.column ?? null
    this.what = what
  }
}
