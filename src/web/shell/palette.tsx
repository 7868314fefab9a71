// Waits for Ctrl-K (or the search button) and loads the palette when it is first asked for. Not here: searching; see palette-dialog.tsx.
import { lazy, Suspense, useEffect, useState } from 'react'
import { paletteEvent } from './palette-request.ts'

const PaletteDialog = lazy(async () => ({ default: (await import('./palette-dialog.tsx')).PaletteDialog }))

export function Palette() {
  const [isOpen, setOpen] = useState(false)
  const [wasAsked, setAsked] = useState(false)
  useEffect(() => {
    const open = () => {
      setAsked(true)
      setOpen(true)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      open()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener(paletteEvent, open)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener(paletteEvent, open)
    }
  }, [])
  return wasAsked ? (
    <Suspense>
      <PaletteDialog isOpen={isOpen} onOpenChange={setOpen} />
    </Suspense>
  ) : null
}
