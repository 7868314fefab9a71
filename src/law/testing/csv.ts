// Reads the small CSV files that tests compare with. Not here: CSV from others; that is a reader with limits (issue 3).

/** Rows without the heading. A field in double quotes may hold commas, and "" for a quote. */
export function csvRows(text: string): readonly (readonly string[])[] {
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const fields: string[] = []
      // A comma in front makes every field begin alike, the first and an empty one too.
      for (const [, quoted, plain] of `,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
        fields.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
      }
      return fields
    })
}
