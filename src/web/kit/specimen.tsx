// One part on show, with the name of its state; a state that comes from a pointer or a key is put on by its attribute.
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocale } from '../locale.tsx'
import { kitMessages } from '../messages/kit.ts'

export type ShownState = 'rest' | 'hovered' | 'focused' | 'pressed' | 'disabled' | 'pending' | 'invalid' | 'filled'

/** What React Aria sets on a part in that state. */
const attributeOf: Partial<Record<ShownState, string>> = {
  hovered: 'data-hovered',
  focused: 'data-focus-visible',
  pressed: 'data-pressed',
}

/** `on` finds the piece that carries the state, where it is not the part's outermost. */
export function Specimen({ state = 'rest', on, children }: { state?: ShownState; on?: string; children: ReactNode }) {
  const { t } = useLocale(kitMessages)
  const stage = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const attribute = attributeOf[state]
    const piece = on ? stage.current?.querySelector(on) : stage.current?.firstElementChild
    if (attribute) piece?.setAttribute(attribute, 'true')
  }, [state, on])
  return (
    <div className="gr-specimen">
      <span className="gr-specimen-state">{t(`kit.${state}`)}</span>
      <div ref={stage} className="gr-specimen-stage">
        {children}
      </div>
    </div>
  )
}

/** The states of one part, side by side. */
export function Shelf({ name, children, isWide = false }: { name: string; children: ReactNode; isWide?: boolean }) {
  return (
    <section className="gr-shelf" id={name.toLowerCase()} aria-label={name}>
      <h2>{name}</h2>
      <div className={isWide ? 'gr-shelf-items gr-shelf-wide' : 'gr-shelf-items'}>{children}</div>
    </section>
  )
}
