// Papers as a reader finds them: the same bytes each time, text that can be searched and read aloud, pages that say where they are.
import { rm, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf } from '../testing/read-pdf.ts'
import { makeTestFolder } from '../testing/test-folder.ts'
import { openTypesetter, type Paper, type Typesetter } from './typeset.ts'

let folder: string
let setter: Typesetter
let template: URL
beforeAll(async () => {
  folder = makeTestFolder()
  setter = openTypesetter()
  template = await aTemplate('list.typ', '= #given.title\n#ruled(("Naam", "Massa"), data.rows, align: (left, right))')
})
afterAll(async () => {
  await setter[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function aTemplate(name: string, body: string): Promise<URL> {
  const path = `${folder}/${name}`
  await writeFile(path, `#import "/house.typ": *\n#show: paper\n${body}\n`)
  return pathToFileURL(path)
}

const aPaper = (changes: Partial<Paper> = {}): Paper => ({
  template,
  data: { rows: [['Bedrocan', '250,000 g']] },
  language: 'nl',
  title: 'Ontvangstbewijs',
  author: 'Apotheek De Linde',
  foot: 'Bewijs evt_1',
  day: Temporal.PlainDate.from('2026-11-22'),
  ...changes,
})

describe('a paper', () => {
  test('is a PDF/A with its title, its author, its language and its text', async () => {
    const bytes = await setter.typeset(aPaper())
    const { pages, info } = await readPdf(bytes)
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain('Bedrocan 250,000 g')
    expect(pages[0]).toContain('bladzijde 1 van 1')
    expect(pages[0]).toContain('Bewijs evt_1')
    expect(info).toMatchObject({ Title: 'Ontvangstbewijs', Author: 'Apotheek De Linde', Language: 'nl' })
    expect(Buffer.from(bytes).toString('latin1')).toContain('pdfaid:part>2<')
  })

  test('is the same file when it is made again, and another file when its content differs', async () => {
    const [first, again, other] = await Promise.all([
      setter.typeset(aPaper()),
      setter.typeset(aPaper()),
      setter.typeset(aPaper({ foot: 'Bewijs evt_2' })),
    ])
    expect(Buffer.compare(first, again)).toBe(0)
    expect(Buffer.compare(first, other)).not.toBe(0)
  })

  test('repeats the head of its table on every page, and counts its pages in the reader’s language', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => [`Row ${at}`, `${at} mg`])
    const { pages } = await readPdf(await setter.typeset(aPaper({ language: 'en', data: { rows } })))
    expect(pages.length).toBeGreaterThan(2)
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('Naam Massa')
      expect(page).toContain(`page ${at + 1} of ${pages.length}`)
    }
  })

  test('prints data as they are: no sign of markup in a name becomes markup', async () => {
    const name = '#panic() $x^2$ *bold* <label> @ref \\ "quotes" // “Ω é ł”'
    const { pages } = await readPdf(await setter.typeset(aPaper({ data: { rows: [[name, '1 mg']] } })))
    expect(pages[0]).toContain(name)
  })

  test('tells the number of a sign the typeface lacks, and does not print an empty box', async () => {
    const { pages } = await readPdf(await setter.typeset(aPaper({ data: { rows: [['日 and 🌿', '1 mg']] } })))
    expect(pages[0]).toContain('[U+65E5] and [U+1F33F]')
  })

  test('holds the pictures it is given', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    const drawn = await aTemplate('drawn.typ', '#image("/box.svg", alt: "a box")')
    const bytes = await setter.typeset(aPaper({ template: drawn, files: { 'box.svg': Buffer.from(svg) } }))
    expect((await readPdf(bytes)).pages).toHaveLength(1)
  })
})

describe('the typesetter', () => {
  test('says what is wrong with a template, and goes on with the next paper', async () => {
    const broken = await aTemplate('broken.typ', '#nothing-of-this-name')
    await expect(setter.typeset(aPaper({ template: broken }))).rejects.toThrow(/does not compile.*unknown variable/)
    expect((await setter.typeset(aPaper())).length).toBeGreaterThan(1_000)
  })

  test('reads no file of the machine', async () => {
    const nosy = await aTemplate('nosy.typ', '#read("/etc/hostname")')
    await expect(setter.typeset(aPaper({ template: nosy }))).rejects.toThrow(/does not compile/)
  })

  test('refuses when too many wait, and prints what did', async () => {
    await using small = openTypesetter({ waitingMax: 1 })
    const both = [small.typeset(aPaper()), small.typeset(aPaper())]
    expect(() => small.typeset(aPaper())).toThrow('platform/typesetting-busy')
    for (const bytes of await Promise.all(both)) expect(bytes.length).toBeGreaterThan(1_000)
  })

  test('gives up a paper that takes too long, and says so', async () => {
    await using hasty = openTypesetter({ jobMsMax: 1 }) // Not even a thread starts within that.
    await expect(hasty.typeset(aPaper())).rejects.toThrow(/longer than 1 ms/)
  })

  test('lets its thread go when nobody prints, and starts another for the next paper', async () => {
    await using idle = openTypesetter({ idleMsMax: 1 })
    const first = await idle.typeset(aPaper())
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(Buffer.compare(first, await idle.typeset(aPaper()))).toBe(0)
  })
})
