// What the batch screen knows and does: a table given, its columns, a run, and a page of its rows. Not here: how it looks, and judging.
import { useEffect, useRef, useState } from 'react'
import { type BatchFormat, type BatchVerdict, isTable, noCounts, type Table, type TableRefusal } from '#law/batch'
import { type Engine, EngineFault, openEngine } from './engine.ts'
import type { DaysAsked, LawOpened, Ran, RunProgress, ShownPage } from './messages-between.ts'

export type Given = { readonly file: File; readonly head: Table | TableRefusal; readonly structure: string | null }
export type Phase =
  | { readonly kind: 'giving' }
  | { readonly kind: 'given'; readonly given: Given }
  | { readonly kind: 'running'; readonly given: Given; readonly on: string; readonly progress: RunProgress }
  | { readonly kind: 'done'; readonly given: Given; readonly on: string; readonly ran: Ran }

export type Shown = { readonly verdict: BatchVerdict | null; readonly from: number; readonly page: ShownPage | null }
export type Batch = {
  readonly law: LawOpened | 'loading' | 'failed'
  readonly phase: Phase
  readonly fault: string | null
  readonly shown: Shown
  /** The part of a download that is made; null when none is. */
  readonly making: number | null
  loadLaw(): void
  give(file: File, structure?: string | null): void
  change(table: Table): void
  forget(): void
  run(on: string | null): void
  stop(): void
  show(verdict: BatchVerdict | null, from: number): void
  download(format: BatchFormat): void
}

export const pageRows = 50

const today = () => Temporal.Now.plainDateISO('Europe/Amsterdam').toString()
const daysOf = (on: string | null): DaysAsked => ({ on: on ?? today(), knownOn: today() })

export function useBatch(): Batch {
  const [law, setLaw] = useState<Batch['law']>('loading')
  const [phase, setPhase] = useState<Phase>({ kind: 'giving' })
  const [fault, setFault] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown>({ verdict: null, from: 0, page: null })
  const [making, setMaking] = useState<number | null>(null)
  const engine = useEngine()

  /** A missing line is told where the law is; anything else is a fault of ours. */
  const failed = (error: unknown) => {
    if (error instanceof EngineFault && error.isOffline) setLaw('failed')
    else if (!(error instanceof EngineFault && error.message === 'stopped'))
      setFault(error instanceof Error ? error.message : String(error))
  }
  const loadLaw = () => {
    setLaw('loading')
    engine().ask('open', daysOf(null)).then(setLaw, failed)
  }
  const show = async (verdict: BatchVerdict | null, from: number) => {
    setShown((before) => ({ verdict, from, page: before.verdict === verdict ? before.page : null }))
    const page = await engine().ask('page', { verdict, from, count: pageRows })
    setShown((now) => (now.verdict === verdict && now.from === from ? { verdict, from, page } : now))
  }
  const give = async (file: File, structure: string | null = null) => {
    const head = await engine().ask('head', { file, wish: { kind: kindOf(file.name), structure, id: null } })
    setPhase({ kind: 'given', given: { file, head, structure } })
  }
  const run = async (on: string | null) => {
    if (phase.kind === 'giving' || !isTable(phase.given.head)) return
    const { given } = phase
    const days = daysOf(on)
    setPhase({ kind: 'running', given, on: days.on, progress: { counts: noCounts(), part: 0, seconds: 0 } })
    const note = (progress: RunProgress) => setPhase({ kind: 'running', given, on: days.on, progress })
    try {
      setLaw(await engine().ask('open', days))
      const ran = await engine().ask('run', { file: given.file, table: phase.given.head, ...days }, note)
      setPhase({ kind: 'done', given, on: days.on, ran })
      // What most people came for stands first.
      await show(ran.counts.controlled > 0 ? 'controlled' : null, 0)
    } catch (error) {
      setPhase({ kind: 'given', given })
      throw error
    }
  }
  const download = async (format: BatchFormat) => {
    if (phase.kind !== 'done') return
    setMaking(0)
    try {
      const blob = await engine().ask('download', { format }, ({ part }) => setMaking(part))
      save(blob, `${phase.given.file.name.replace(/(\.(csv|tsv|txt|smi|sdf?|gz))+$/i, '')}-${phase.on}.${format}`)
    } finally {
      setMaking(null)
    }
  }
  const safely = (work: () => Promise<void>) => {
    setFault(null)
    work().catch(failed)
  }

  // The law is fetched when the screen opens, so that the line may go before a file comes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens.
  useEffect(loadLaw, [])

  return {
    ...{ law, phase, fault, shown, making, loadLaw },
    give: (file, structure) => safely(() => give(file, structure)),
    change: (head) => phase.kind === 'given' && setPhase({ kind: 'given', given: { ...phase.given, head } }),
    forget: () => {
      setFault(null)
      setPhase({ kind: 'giving' })
    },
    run: (on) => safely(() => run(on)),
    stop: () => safely(async () => void (await engine().ask('stop', {}))),
    show: (verdict, from) => safely(() => show(verdict, from)),
    download: (format) => safely(() => download(format)),
  }
}

/** One worker as long as the screen is open. */
function useEngine(): () => Engine {
  const held = useRef<Engine | null>(null)
  useEffect(
    () => () => {
      held.current?.[Symbol.dispose]()
      held.current = null
    },
    [],
  )
  return () => {
    held.current ??= openEngine()
    return held.current
  }
}

function kindOf(name: string) {
  const plain = name.replace(/\.gz$/i, '')
  if (/\.(csv|tsv)$/i.test(plain)) return 'csv'
  if (/\.(smi|smiles|ism)$/i.test(plain)) return 'smiles'
  return /\.(sdf?|mol)$/i.test(plain) ? 'sdf' : null
}

/** The browser's own way to keep a file. */
function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
