// Waits for Ctrl-K (or the search button) and loads the palette when it is first asked for. Not here: searching; see palette-dialog.tsx.
import { useEffect, useState } from 'react'
import { useFetched } from '../parts/use-fetched.ts'
import { paletteEvent } from './palette-request.ts'

const loadDialog = async () => (await import('./palette-dialog.tsx')).PaletteDialog

export function Palette() {
  const [isOpen, setOpen] = useState(false)
  const [Dialog, fetchDialog] = useFetched(loadDialog)
  useEffect(() => {
    const open = async () => setOpen(await fetchDialog())
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      void open()
    }
    document.addEventListener('keydown', onKey)
    const onAsked = () => void open()
    document.addEventListener(paletteEvent, onAsked)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener(paletteEvent, onAsked)
    }
  }, [fetchDialog])
  return Dialog ? <Dialog isOpen={isOpen} onOpenChange={setOpen} /> : null
}
