// Makes of any picture the browser can read a plain JPEG of bounded size, without what a camera wrote beside it, and its hash. Not here:
// sending it, and what the server takes (chain/contract/photographs.ts).
import { photographSideMax, withoutMetadata } from '#chain/contract'

/** Sharp enough to read a scale on paper; a hundredth of what a phone keeps. */
const sideWanted = 1_600
const quality = 0.82

/** Null when this browser cannot read the file as a picture. */
export async function barePicture(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (bitmap === null) return null
  const scale = Math.min(1, Math.min(sideWanted, photographSideMax) / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const paint = canvas.getContext('2d')
  if (paint === null) return null
  paint.fillStyle = '#ffffff' // A see-through picture would become black.
  paint.fillRect(0, 0, canvas.width, canvas.height)
  paint.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  return drawn === null ? null : withoutMetadata(new Uint8Array(await drawn.arrayBuffer()))
}

export async function hexSha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
