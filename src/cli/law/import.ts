// `grein law import`: official texts into the authority's own folder, and where corpus and text differ. Not here: reading XML (#law/corpus).
import { join, resolve } from 'node:path'
import { importTexts, type LawTexts, loadCorpus, TextFault, type TextRow, textReport } from '#law/corpus'
import { type Command, type Given, textIn } from '../command.ts'
import { Ending } from '../exit-codes.ts'
import { textsFolder } from '../folders.ts'
import { projectRoot } from '../project.ts'
import { configOf } from '../settings.ts'

export const lawImportCommand: Command = {
  name: 'law import',
  about: 'law-import.about',
  files: '<toestand.xml | manifest.xml>…',
  options: {
    data: { type: 'string', value: '<folder>', about: 'law-import.data' },
    out: { type: 'string', value: '<folder>', about: 'law-import.out' },
    format: { type: 'string', value: '<table|jsonl>', about: 'law-import.format' },
  },
  examples: [
    { line: 'grein law import BWBR0001941_2026-09-17_0.xml', about: 'law-import.example.one' },
    { line: 'grein law import manifest.xml BWBR0001941_*.xml', about: 'law-import.example.all' },
  ],
  async run(given) {
    const { files, say, terminal } = given
    if (files.length === 0) throw new Ending('usage', say('law-import.no-files'))
    const format = textIn(given, 'format') ?? 'table'
    if (format !== 'table' && format !== 'jsonl') throw new Ending('usage', say('law-import.wrong-format'))
    const folder = resolve(textIn(given, 'out') ?? textsFolder(configOf(given).dataFolder))
    // First the corpus: a corpus that is refused leaves the texts as they were.
    const corpus = await loadCorpus(join(projectRoot, 'corpus'))
    const texts = await taken(given, folder)
    const rows = textReport(corpus, texts)
    if (format === 'jsonl') {
      if (rows.length > 0) terminal.print(rows.map((row) => JSON.stringify(row)).join('\n'))
    } else {
      const lines = differing(rows, given)
      if (lines.length > 0) terminal.print(lines.join('\n'))
    }
    const count = (...findings: TextRow['finding'][]) => rows.filter(({ finding }) => findings.includes(finding)).length
    terminal.say(
      say('law-import.counts', {
        text: count('text', 'begins-otherwise', 'ends-otherwise'),
        missing: count('no-text'),
        elsewhere: count('not-imported'),
        differs: count('begins-otherwise', 'ends-otherwise'),
      }),
    )
    const articles = [...texts.values()].reduce((sum, file) => sum + file.articles.length, 0)
    terminal.say(say('law-import.kept', { folder, acts: texts.size, texts: articles }))
    return 'done'
  },
}

async function taken({ files, say }: Given, folder: string): Promise<LawTexts> {
  try {
    return await importTexts(files, folder)
  } catch (error) {
    if (error instanceof TextFault) throw new Ending('data', say('law-import.refused', { fault: error.message }))
    if (!(error instanceof Error && 'code' in error)) throw error
    const path = 'path' in error && typeof error.path === 'string' ? error.path : ''
    if (files.includes(path)) throw new Ending('absent', say('law-import.absent', { file: path }))
    throw new Ending('cannotWrite', say('law-import.cannot-write', { folder, what: String(error.code) }))
  }
}

/** What somebody must look at; an article that has its text says nothing. */
function differing(rows: readonly TextRow[], { say }: Given): readonly string[] {
  return rows.flatMap(({ article, from, until, finding, official }) => {
    if (finding === 'text') return []
    const period = `${from} – ${until ?? ''}`.padEnd(23)
    return [
      `${article.padEnd(28)}  ${period}  ${say(`law-import.finding.${finding}`)}${official ? ` ${official}` : ''}`,
    ]
  })
}
