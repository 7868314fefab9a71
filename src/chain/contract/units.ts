// How the unit of a determination is printed. Not here: the units themselves (acts.ts, corpus/determinations), and those of masses (#kernel).

/** In what is exchanged a microgram is "ug", as UCUM and many keyboards have it; to a reader it is "µg". */
export const unitText = (unit: string): string => unit.replace(/^ug\b/, 'µg')
