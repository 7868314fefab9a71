// The camera, open until it has read a symbol or is closed. Loaded when somebody opens it. Not here: what the code names.
import { useEffect, useRef, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { scanMessages } from '../messages/scan.ts'
import { Alert } from './alert.tsx'
import { Dialog } from './dialog.tsx'
import { openDecoder } from './scan-decoder.ts'
import './scan-field.css'

type Props = { readonly onCode: (text: string) => void; readonly onClose: () => void }

export function ScanCamera({ onCode, onClose }: Props) {
  const { t } = useLocale(scanMessages)
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'starting' | 'looking' | 'denied' | 'absent'>('starting')
  const done = useRef(onCode)
  done.current = onCode

  useEffect(() => {
    const element = video.current
    if (!element) return
    const watching = new AbortController()
    watch(element, {
      signal: watching.signal,
      onLooking: () => setState('looking'),
      onCode: (text) => done.current(text),
    }).catch((error: unknown) => {
      if (watching.signal.aborted) return
      const isDenied = error instanceof DOMException && error.name === 'NotAllowedError'
      setState(isDenied ? 'denied' : 'absent')
    })
    return () => watching.abort()
  }, [])

  const isWrong = state === 'denied' || state === 'absent'
  return (
    <Dialog title={t('scan.camera.title')} isOpen onClose={onClose}>
      {isWrong ? <Alert tone="warning" title={t(`scan.camera.${state}`)} /> : null}
      <video
        ref={video}
        className="gr-scan-video"
        muted
        playsInline
        hidden={isWrong}
        aria-label={t('scan.camera.title')}
      />
      {isWrong ? null : <p role="status">{t(state === 'looking' ? 'scan.camera.hold' : 'scan.camera.starting')}</p>}
    </Dialog>
  )
}

/** Often enough to feel at once, seldom enough for an old phone. */
const lookEveryMs = 120

type Watching = { readonly signal: AbortSignal; onLooking(): void; onCode(text: string): void }

/** Shows the camera in `video` and looks until a symbol is read or somebody closes it; then the camera goes out. */
async function watch(video: HTMLVideoElement, { signal, onLooking, onCode }: Watching): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  })
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted) return stop()
  signal.addEventListener('abort', stop)
  video.srcObject = stream
  const [decode] = await Promise.all([openDecoder(), video.play()])
  onLooking()
  while (!signal.aborted) {
    const text = await decode(video)
    if (signal.aborted) return
    if (text !== null) {
      stop()
      return onCode(text)
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
