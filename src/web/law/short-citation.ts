// The short name of an article as lawyers write it: "opiumwet/8a/2/f" is "Ow 8a(2)f". Pure. Not here: what the article says.

const shortNames: Readonly<Record<string, string>> = {
  opiumwet: 'Ow',
  opiumwetbesluit: 'Owb',
  'uitvoeringsregeling-opiumwet': 'UrOw',
  awb: 'Awb',
  gmw: 'Gmw',
  geneesmiddelenwet: 'Gmw',
  avg: 'AVG',
  wmo: 'WMO',
  'enkelvoudig-verdrag': 'EV',
  'psychotrope-stoffen-verdrag': 'PSV',
  'wetboek-van-strafrecht': 'Sr',
  'wet-dieren': 'Wet dieren',
  'richtlijn-2001-83': 'Rl. 2001/83',
}

/** A regulation of the Union is named by its number; an act we have no short name for keeps its own, with a capital. */
export function shortCitation(article: string): string {
  const [act = '', ...parts] = article.split('/')
  const name =
    shortNames[act] ??
    act.replace(/^verordening-(\d+)-(\d+)$/, 'Vo. $1/$2').replace(/^./, (letter) => letter.toUpperCase())
  if (parts[0] === 'lijst') return [name, 'lijst', ...parts.slice(1)].join(' ')
  const [number, ...below] = parts
  if (number === undefined) return name
  // A letter right behind the number would make another article of it: 34(b) is not 34b.
  const tail = below
    .map((part, at) =>
      /^\d/.test(part) || (at === 0 && /^[a-z]$/.test(part)) ? `(${part})` : /^[A-Z]$/.test(part) ? ` ${part}` : part,
    )
    .join('')
  return `${name} ${number}${tail}`
}
