// The short name of an article as lawyers write it: "opiumwet/8a/2/f" is "Ow 8a(2)f". Pure. Not here: what the article says.

const shortNames: Readonly<Record<string, string>> = {
  opiumwet: 'Ow',
  opiumwetbesluit: 'Owb',
  'uitvoeringsregeling-opiumwet': 'UrOw',
  awb: 'Awb',
  gmw: 'Gmw',
  geneesmiddelenwet: 'Gmw',
  avg: 'AVG',
}

/** An act we have no short name for keeps its own, with a capital. */
export function shortCitation(article: string): string {
  const [act = '', ...parts] = article.split('/')
  const name = shortNames[act] ?? act.charAt(0).toUpperCase() + act.slice(1)
  if (parts[0] === 'lijst') return [name, 'lijst', ...parts.slice(1)].join(' ')
  const [number, ...below] = parts
  if (number === undefined) return name
  const tail = below.map((part) => (/^\d/.test(part) ? `(${part})` : /^[A-Z]$/.test(part) ? ` ${part}` : part)).join('')
  return `${name} ${number}${tail}`
}
