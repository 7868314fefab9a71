// Reads a symbol out of a moving picture: with what the browser brings, else with ZXing, fetched only then. Not here: the camera.

/** The text of the first symbol in view, FNC1 as ASCII 29, or null. */
export type Decode = (video: HTMLVideoElement) => Promise<string | null>

/** What browsers have of it; TypeScript's library does not know it yet. */
type Detector = { detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]> }
type DetectorClass = {
  new (options: { formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

const formats = ['data_matrix', 'qr_code', 'code_128'] as const

export async function openDecoder(): Promise<Decode> {
  return (await ofBrowser()) ?? (await ofZxing())
}

async function ofBrowser(): Promise<Decode | null> {
  const Class = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector // Absent in half of the browsers.
  if (!Class) return null
  const known = await Class.getSupportedFormats().catch((): readonly string[] => [])
  if (!formats.every((format) => known.includes(format))) return null
  const detector = new Class({ formats })
  return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue ?? null
}

async function ofZxing(): Promise<Decode> {
  const [{ prepareZXingModule, readBarcodes }, { default: wasm }] = await Promise.all([
    import('zxing-wasm/reader'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ])
  // From our own server: the library would ask a network of others.
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (!context || video.videoWidth === 0) return null
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    context.drawImage(video, 0, 0)
    const picture = context.getImageData(0, 0, canvas.width, canvas.height)
    const [found] = await readBarcodes(picture, {
      formats: ['DataMatrix', 'QRCode', 'Code128'],
      textMode: 'Plain',
      maxNumberOfSymbols: 1,
    })
    return found?.isValid ? found.text : null
  }
}
