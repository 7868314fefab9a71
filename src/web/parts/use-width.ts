// How wide something is drawn, so that a picture keeps its letters at their size. The size of an element is not React's to know.
import { useEffect, useRef, useState } from 'react'

export function useWidth<Drawn extends Element>(atFirst: number) {
  const ref = useRef<Drawn>(null)
  const [width, setWidth] = useState(atFirst)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const watcher = new ResizeObserver(([entry]) => {
      const measured = Math.round(entry?.contentRect.width ?? 0)
      if (measured > 0) setWidth(measured)
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  return { ref, width }
}
