// The thread that typesets: Typst with our fonts and the house style, one paper at a time. Not here: what a paper says.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { TypesetAnswer, TypesetJob } from './typeset.ts'

const port = parentPort! // This file is only ever a thread.
const { resolve } = createRequire(import.meta.url)
const faces = ['400Regular', '400Regular_Italic', '600SemiBold']
/** All a template can read: this folder, and what is put in it for one paper without touching the disk. */
const workspace = fileURLToPath(new URL('./typst/', import.meta.url))
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [
    {
      fontBlobs: faces.map((face) =>
        readFileSync(resolve(`@expo-google-fonts/source-sans-3/${face}/SourceSans3_${face}.ttf`)),
      ),
    },
  ],
})

port.on('message', (job: TypesetJob) => {
  port.postMessage(answerTo(job))
})

function answerTo({ paper, template, files }: TypesetJob): TypesetAnswer {
  try {
    return { ok: true, bytes: setIn(paper, template, files) }
  } catch (error) {
    const missing = missingSigns(detailOf(error))
    if (missing.size === 0) return { ok: false, detail: detailOf(error) }
    return answerTo({ paper: spelledOut(paper, missing), template, files })
  }
}

function setIn(paper: string, template: string, files: TypesetJob['files']): Uint8Array<ArrayBuffer> {
  compiler.resetShadow()
  const given = { ...files, 'paper.json': Buffer.from(paper), 'main.typ': Buffer.from(template) }
  for (const [name, bytes] of Object.entries(given)) compiler.mapShadow(`${workspace}${name}`, Buffer.from(bytes))
  // A-2a: kept readable for decades, and read aloud in the right order.
  const bytes = compiler.pdf({ mainFilePath: `${workspace}main.typ`, resetRead: true }, { pdfStandard: 'a-2a' })
  compiler.evictCache(2) // What the last two papers left is kept: the house style and the fonts, not every table ever set.
  return new Uint8Array(bytes)
}

/** Signs our typeface lacks (a name in Chinese): PDF/A refuses an empty box, and so do we; their number is told instead. */
function missingSigns(message: string): ReadonlySet<string> {
  const found = message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)
  return new Set(
    [...found].flatMap(([, text]) => [
      ...text!.replace(/\\u\{([0-9a-f]+)\}/giu, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16))),
    ]),
  )
}

function spelledOut(paper: string, missing: ReadonlySet<string>): string {
  return [...paper]
    .map((sign) =>
      missing.has(sign) ? `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]` : sign,
    )
    .join('')
}

/** The library's errors keep what Typst said in `code`, and an empty message. */
function detailOf(error: unknown): string {
  const { code = '', message = '' } = error as { readonly code?: unknown; readonly message?: unknown } // Asked, not believed.
  return `${message} ${code}`.trim()
}
