// Passing news: what was just done, spoken once, gone after a while or when closed. Not here: anything the reader must act on; that is an alert.
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { signOf, type Tone } from './alert.tsx'
import { Icon } from './icon.tsx'
import './toast.css'

type Toast = { readonly id: number; readonly tone: Tone; readonly text: string }
type Shelf = {
  readonly toasts: readonly Toast[]
  readonly show: (tone: Tone, text: string) => void
  readonly drop: (id: number) => void
}

const ToastContext = createContext<Shelf | null>(null)

/** Long enough to read two lines; someone who needs longer finds the same fact on the screen itself. */
const shownForMs = 7_000
/** More than these at once is noise: the oldest goes. */
const toastsMax = 3

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const drop = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), [])
  const show = useCallback(
    (tone: Tone, text: string) => {
      const id = Math.trunc(performance.now() * 1_000)
      setToasts((shown) => [...shown, { id, tone, text }].slice(-toastsMax))
      setTimeout(() => drop(id), shownForMs)
    },
    [drop],
  )
  const shelf = useMemo(() => ({ toasts, show, drop }), [toasts, show, drop])
  return <ToastContext value={shelf}>{children}</ToastContext>
}

/** `toast('positive', t('chain.record.done'))` */
export function useToast(): Shelf['show'] {
  return useShelf().show
}

function useShelf(): Shelf {
  const shelf = use(ToastContext)
  if (!shelf) throw new Error('ToastProvider is missing above this component')
  return shelf
}

export function Toasts() {
  const { t } = useLocale()
  const { toasts, drop } = useShelf()
  return (
    <section className="gr-toasts" aria-label={t('shell.toasts')}>
      <div role="status" className="gr-toasts-list">
        {toasts.map(({ id, tone, text }) => (
          <ToastCard key={id} tone={tone} text={text} onClose={() => drop(id)} />
        ))}
      </div>
    </section>
  )
}

export function ToastCard({ tone, text, onClose }: { tone: Tone; text: string; onClose: () => void }) {
  const { t } = useLocale()
  return (
    <div className={`gr-toast gr-toast-${tone}`}>
      <Icon name={signOf[tone]} />
      <p>
        <span className="gr-sr-only">{t(`sign.${tone}`)}: </span>
        {text}
      </p>
      <button type="button" className="gr-toast-close" onClick={onClose}>
        <Icon name="cross" />
        <span className="gr-sr-only">{t('part.close')}</span>
      </button>
    </div>
  )
}
