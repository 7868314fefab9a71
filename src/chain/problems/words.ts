// Words that several refusals say alike. Not here: the refusals, and what a state of stock is called (state-text.ts).

type Words = { readonly nl: string; readonly en: string }

/** The words for a key; one the table does not know is said as it is. */
export const named = (table: Readonly<Record<string, Words>>, key: string): Words => table[key] ?? { nl: key, en: key }
