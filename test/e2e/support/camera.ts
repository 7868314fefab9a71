// A camera that plays what a test gives it: a picture as a film Chromium takes for its camera. Not here: what is read in it.
import { writeFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'

const [width, height] = [640, 480] as const

/** An SVG in the middle of a white table, as grey values; null: the dark. Drawn by the page's own browser, on a page without an address. */
export async function pictureOf(page: Page, svg: string | null): Promise<Uint8Array> {
  if (svg === null) return new Uint8Array(width * height).fill(16)
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  const grey = await page.evaluate(
    async ({ source, width, height }) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')
      if (!context) throw new Error('a canvas can be drawn on')
      context.fillStyle = 'white'
      context.fillRect(0, 0, width, height)
      context.imageSmoothingEnabled = false
      const side = 300
      context.drawImage(image, (width - side) / 2, (height - side) / 2, side, side)
      const { data } = context.getImageData(0, 0, width, height)
      return Array.from({ length: width * height }, (_, at) => data[at * 4] ?? 0)
    },
    { source, width, height },
  )
  return Uint8Array.from(grey, (value) => 16 + Math.round((value * 219) / 255)) // As video keeps light and dark.
}

/** A film of that one picture, over and over. */
export async function writeFilm(path: string, picture: Uint8Array): Promise<void> {
  const colours = new Uint8Array((width * height) / 2).fill(128) // None.
  const frame = Buffer.concat([Buffer.from('FRAME\n'), picture, colours])
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`)
  await writeFile(path, Buffer.concat([head, frame, frame, frame, frame]))
}

/** The flags with which Chromium takes the film for its camera, and lets any page of ours use it. */
export const cameraOf = (path: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${path}`,
]
