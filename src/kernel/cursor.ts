// A place in a sorted list, as an opaque text. Not here: SQL; a store turns the values into a `where`.

/** base64url of the JSON array of sort values; opaque to clients, checked when it comes back. */
export function encodeCursor(values: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(values))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The sort values, or null when the text is not a cursor with `length` values. */
export function decodeCursor(text: string, length: number): readonly (string | number)[] | null {
  if (!/^[A-Za-z0-9_-]{1,512}$/.test(text)) return null
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
    const values: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const fits =
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'number' || isText(value))
    return fits ? values : null
  } catch {
    return null
  }
}

/** Whoever makes a cursor up may put the byte 0 into it, which no text of the database can hold. */
const isText = (value: unknown) => typeof value === 'string' && !value.includes('\0')

/** One page of a list; `nextCursor` is null on the last. */
export type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null }
