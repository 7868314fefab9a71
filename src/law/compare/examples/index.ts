// The worked examples: three questions people really asked of this law, each as a draft with the questions that show what it does.
// Not here: the law (corpus/). `grein generate` writes each to docs/reference/drafts, to download, change and open again.
import type { DraftExample } from '../contract.ts'
import { exportCeiling } from './export-ceiling.ts'
import { mdmaToListII } from './mdma-to-list-ii.ts'
import { nitazenes } from './nitazenes.ts'

export const draftExamples: readonly DraftExample[] = [mdmaToListII, exportCeiling, nitazenes]
