// Official texts taken in: what is read from the structure of the Basiswettenbestand, which text holds when, and hostile files. The sentences are invented.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importTexts, loadCorpus, readTexts, TextFault, textOn, textReport } from '../index.ts'
import { readBwbFile, type Toestand } from './bwb-file.ts'
import { pathOfPlace, textAt } from './text-file.ts'

const sample = join(import.meta.dirname, 'testing', 'toestand.xml')
const corpus = await loadCorpus(join(import.meta.dirname, '..', '..', '..', '..', 'corpus'))
const day = (text: string) => Temporal.PlainDate.from(text)

async function* inPieces(text: string, size = text.length || 1) {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = (text: string, size?: number) => readBwbFile('f.xml', inPieces(text, size))

describe('the structure', () => {
  test('articles, paragraphs, lists in lists, annexes with tables and pictures', async () => {
    const toestand = (await read(await readFile(sample, 'utf8'))) as Toestand
    expect(toestand).toMatchObject({ bwb: 'BWBR0001941', title: 'Verzonnen wet voor de proef', on: '2025-07-01' })
    expect(toestand.articles.map(({ article, from, decree }) => [article, from, decree])).toEqual([
      ['2', '2003-03-17', 'Stb.2002-520'],
      ['2a', '2025-07-01', 'Stb.2025-32'],
      ['bijlage/I/artikel/1', null, null],
      ['bijlage/I', '2024-04-16', null],
    ])
    const lines = toestand.articles.flatMap(({ paragraphs }) =>
      paragraphs.map(({ path, number, text }) => `${path} [${number ?? ''}] ${text}`),
    )
    expect(lines).toEqual(
      [
        '2 [] Het is in deze proef niet toegestaan een appel:',
        '2/A [A.] te gooien;',
        '2/B [B.] te schillen met twee handen;',
        '2 [–] zonder nummer te tellen.',
        '2a/1 [1] Een peer telt mee, zie artikel 2.',
        '2a/2 [2] Dit geldt niet voor:',
        '2a/2/a [a.] een peer in een doos, namelijk:',
        '2a/2/a/1 [1°.] van karton; of',
        '2a/2/a/2 [2°.] van hout.',
        '2a/2/b [b.] een perenboom.',
        '2a/2 [] De uitzondering is tijdelijk.',
        'bijlage/I/artikel/1 [] Over de figuur.',
        'bijlage/I [] Fruit',
        'bijlage/I [] Naam | Ook',
        'bijlage/I [] appel | goudreinet, elstar',
        'bijlage/I [] peer',
        'bijlage/I [] Zie de figuur: [afbeelding figuur1.png]',
      ].map((line) => line.trimEnd()),
    )
  })

  test('it does not matter where the pieces of the file are cut, even within a letter', async () => {
    const text = await readFile(sample, 'utf8')
    const whole = await read(text)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        expect(await read(text, size)).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })

  test.each([
    ['its head', '<bijlage><kop><label>Lijst</label><nr>IA</nr></kop><al>x</al></bijlage>', 'bijlage/IA'],
    ['its place', '<bijlage bwb-ng-variabel-deel="/BijlageIA"><kop><titel>t</titel></kop></bijlage>', 'bijlage/IA'],
    ['its place with a word', '<bijlage bwb-ng-variabel-deel="/Bijlagelijst_IA"><al>x</al></bijlage>', 'bijlage/IA'],
    ['its label', '<bijlage label="Lijst IA"><al>x</al></bijlage>', 'bijlage/IA'],
    ['nothing', '<bijlage><al>x</al></bijlage>', 'bijlage'],
  ])('an annex is found by %s', async (_by, inside, path) => {
    const text = `<toestand bwb-id="BWBR0001941" inwerkingtreding="2025-07-01">${inside}</toestand>`
    expect(((await read(text)) as Toestand).articles.map(({ article }) => article)).toEqual([path])
  })

  test('the place of an article is its path in the text', () => {
    expect(pathOfPlace('artikel=2a&lid=2&o=a')).toBe('2a/2/a')
    expect(pathOfPlace('bijlage=I')).toBe('bijlage/I')
    expect(pathOfPlace('bijlage=1&o=b')).toBe('bijlage/1/b')
  })
})

describe('a file that cannot be taken in is refused at its place', () => {
  const law = (inside: string) =>
    `<toestand bwb-id="BWBR0001941" inwerkingtreding="2025-07-01"><wetgeving>${inside}</wetgeving></toestand>`
  test.each([
    ['a document type', `<?xml version="1.0"?>\n<!DOCTYPE toestand [<!ENTITY a "b">]>\n${law('')}`, 2, 'DOCTYPE'],
    [
      'laughs by the billion',
      `<!DOCTYPE lolz [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]><lolz>&m;</lolz>`,
      1,
      'DOCTYPE',
    ],
    ['an outside entity', `<!DOCTYPE t SYSTEM "file:///etc/passwd"><t/>`, 1, 'DOCTYPE'],
    ['an entity nobody defined', law('\n<artikel><kop><nr>1</nr></kop><al>&geheim;</al></artikel>'), 2, 'entity'],
    ['an element left open', law('<artikel>').replace('</wetgeving>', ''), 1, ''],
    ['nothing at all', '', 1, ''],
    ['no XML', 'Opiumwet\n2025', 2, 'outside of root'],
    ['another document', '<html>\n<body/></html>', 1, '<html>'],
    ['no number of a regulation', '<toestand inwerkingtreding="2025-07-01"/>', 1, 'BWBR0001941'],
    ['a path for a number', '<toestand bwb-id="../../x" inwerkingtreding="2025-07-01"/>', 1, 'BWBR0001941'],
    ['a day that is none', '<toestand bwb-id="BWBR0001941" inwerkingtreding="2025-02-30"/>', 1, '2025-02-30'],
    ['an article that begins on no day', law('\n\n<artikel inwerking="morgen"/>'), 3, 'morgen'],
    ['elements without end', law('<a>'.repeat(200)), 1, 'deeper than 100'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><toestand/>', 1, 'UTF-8'],
    [
      'a manifest without days',
      '<work label="BWBR0001941"><expression label="x"/></work>',
      1,
      'datum_inwerkingtreding',
    ],
  ])('%s', async (_name, text, line, what) => {
    const fault = await read(text).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(TextFault)
    expect(fault).toMatchObject({ file: 'f.xml', line })
    expect((fault as TextFault).column).toBeGreaterThan(0)
    expect((fault as TextFault).message).toContain(what)
  })

  test('bytes that are no UTF-8', async () => {
    async function* bytes() {
      yield new TextEncoder().encode('<toestand bwb-id="BWBR0001941" inwerkingtreding="2025-07-01"><al>')
      yield Uint8Array.of(0xc3, 0x28)
    }
    await expect(readBwbFile('f.xml', bytes())).rejects.toThrow('not UTF-8')
  })

  test('a file without end is left after 64 MB', async () => {
    const piece = new TextEncoder().encode(`<a>${'x'.repeat(1_000_000)}</a>`)
    async function* forever() {
      yield new TextEncoder().encode('<toestand bwb-id="BWBR0001941" inwerkingtreding="2025-07-01">')
      for (;;) yield piece
    }
    await expect(readBwbFile('f.xml', forever())).rejects.toThrow('larger than 64 MB')
  })

  test('whatever is cut out of a good file, it is read or refused in its own words', async () => {
    const text = await readFile(sample, 'utf8')
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length),
        fc.nat(200),
        fc.constantFrom('', '<', '&', ']]>', '"', '\u0000'),
        async (at, length, put) => {
          const broken = text.slice(0, at) + put + text.slice(at + length)
          const outcome = await read(broken).catch((error: unknown) => error)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(TextFault)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('the folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'grein-law-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const article = (nr: string, inwerking: string, al: string) =>
    `<artikel inwerking="${inwerking}"><kop><nr>${nr}</nr></kop><al>${al}</al></artikel>`
  const toestand = (on: string, ...articles: string[]) =>
    `<toestand bwb-id="BWBR0001941" inwerkingtreding="${on}"><wetgeving>${articles.join('')}</wetgeving></toestand>`
  const say = (held: Awaited<ReturnType<typeof readTexts>>, path: string, on: string) =>
    textAt(held.get('BWBR0001941')!, path, on)
      ?.paragraphs.map(({ text }) => text)
      .join(' ') ?? null

  test('a text holds from the day the article began until the next text speaks, and never outside what was read', async () => {
    const out = join(folder, 'law')
    const held = await importTexts(
      [
        await file(
          '2012.xml',
          toestand('2012-05-09', article('9a', '2009-07-01', 'Boete.'), article('10', '2006-07-01', 'Straf.')),
        ),
        await file(
          '2026.xml',
          toestand('2026-01-01', article('9a', '2026-01-01', 'Beslag.'), article('10', '2006-07-01', 'Straf.')),
        ),
      ],
      out,
    )
    expect(await readTexts(out)).toEqual(held)
    expect(say(held, '9a', '2009-06-30')).toBeNull()
    expect(say(held, '9a', '2009-07-01')).toBe('Boete.')
    expect(say(held, '9a', '2012-05-09')).toBe('Boete.')
    // Between the two nothing was read of 9a: another text may have stood there.
    expect(say(held, '9a', '2015-01-01')).toBeNull()
    expect(say(held, '9a', '2026-01-01')).toBe('Beslag.')
    expect(say(held, '9a', '2030-01-01')).toBe('Beslag.')
    // Article 10 began before the first and is the same in the second: it held all along.
    expect(say(held, '10', '2006-07-01')).toBe('Straf.')
    expect(held.get('BWBR0001941')?.articles.find((each) => each.article === '10')?.seenOn).toEqual([
      '2012-05-09',
      '2026-01-01',
    ])
  })

  test('a manifest says until when each text held', async () => {
    const manifest = `<work label="BWBR0001941"><expression><metadata><datum_inwerkingtreding>2012-05-09</datum_inwerkingtreding><einddatum>2012-06-14</einddatum></metadata></expression></work>`
    const held = await importTexts(
      [
        await file('m.xml', manifest),
        await file('a.xml', toestand('2012-05-09', article('1', '2003-03-17', 'Toen.'))),
        await file('b.xml', toestand('2026-01-01', article('1', '2026-01-01', 'Nu.'))),
      ],
      join(folder, 'law'),
    )
    expect(say(held, '1', '2012-06-14')).toBe('Toen.')
    expect(say(held, '1', '2012-06-15')).toBeNull()
  })

  test('importing the same again changes nothing, importing a correction replaces the day', async () => {
    const out = join(folder, 'law')
    const first = await file('a.xml', toestand('2012-05-09', article('1', '2003-03-17', 'Met een fout.')))
    await importTexts([first], out)
    const before = await readFile(join(out, 'BWBR0001941.json'), 'utf8')
    await importTexts([first], out)
    expect(await readFile(join(out, 'BWBR0001941.json'), 'utf8')).toBe(before)
    const held = await importTexts(
      [await file('a.xml', toestand('2012-05-09', article('1', '2003-03-17', 'Hersteld.')))],
      out,
    )
    expect(say(held, '1', '2012-05-09')).toBe('Hersteld.')
    expect(held.get('BWBR0001941')?.articles.length).toBe(1)
  })

  test('one bad file, and nothing is written', async () => {
    const out = join(folder, 'law')
    await importTexts([sample], out)
    const before = await readFile(join(out, 'BWBR0001941.json'), 'utf8')
    const good = await file('good.xml', toestand('2026-01-01', article('1', '2026-01-01', 'Nieuw.')))
    const bad = await file('bad.xml', '<toestand bwb-id="BWBR0001941" inwerkingtreding="2026-01-02"><al>')
    await expect(importTexts([good, bad], out)).rejects.toThrow(/^bad\.xml:1:\d+: /)
    expect(await readFile(join(out, 'BWBR0001941.json'), 'utf8')).toBe(before)
    expect(await readdir(out)).toEqual(['BWBR0001941.json'])
  })

  test('what was changed by hand into something else is refused by name', async () => {
    await file('BWBR0001941.json', '{"bwb": "BWBR0001941"}')
    await expect(readTexts(folder)).rejects.toThrow('BWBR0001941.json')
    expect(await readTexts(join(folder, 'nowhere'))).toEqual(new Map())
  })

  test('the corpus and the texts side by side', async () => {
    const held = await importTexts([sample], join(folder, 'law'))
    const shown = textOn(held, corpus, 'opiumwet/2a/2/a', day('2026-01-01'))
    expect(shown?.paragraphs.map(({ depth, number, text }) => `${depth} ${number ?? ''} ${text}`)).toEqual([
      '1 2 Dit geldt niet voor:',
      '2 a. een peer in een doos, namelijk:',
      '3 1°. van karton; of',
      '3 2°. van hout.',
      '1  De uitzondering is tijdelijk.',
    ])
    expect(shown?.source).toEqual({
      ...{ bwb: 'BWBR0001941', toestand: '2025-07-01', decree: 'Stb.2025-32' },
      url: 'https://wetten.overheid.nl/BWBR0001941/2025-07-01',
    })
    expect(textOn(held, corpus, 'opiumwet/2a/2/a', day('2025-06-30'))).toBeNull()
    expect(textOn(held, corpus, 'awb/4:5/1', day('2026-07-01'))).toBeNull()
    const report = textReport(corpus, held)
    const finding = (of: string) => report.filter(({ article: id }) => id === of).map(({ finding: what }) => what)
    expect(finding('opiumwet/2/A')).toEqual(['text'])
    expect(finding('opiumwet/2a/2/b')).toEqual(['text'])
    expect(finding('opiumwet/2a/2/c')).toEqual(['no-text'])
    expect(finding('opiumwet/11a')).toEqual(['not-imported', 'no-text'])
    expect(finding('opiumwet/lijst/I')).toEqual(['text'])
  })

  test('an article that changed on another day than the corpus says is reported with the day', async () => {
    const held = await importTexts(
      [await file('a.xml', toestand('2026-02-01', article('9b', '2026-02-01', 'Boete.')))],
      join(folder, 'law'),
    )
    const [row] = textReport(corpus, held).filter(({ article: id }) => id === 'opiumwet/9b')
    expect(row).toMatchObject({ from: '2026-01-01', finding: 'begins-otherwise', official: '2026-02-01' })
  })
})
