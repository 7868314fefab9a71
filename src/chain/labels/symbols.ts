// The symbols on a label or a paper, as SVG: a GS1 DataMatrix, a QR code with a Digital Link, and one with any address. Not here: what they say
// (kernel/gs1.ts).
import { groupSeparator, type PackCode, writeElements, writeLink } from '#kernel'

/** Two megabytes of every barcode there is: loaded with the first label, not when the house starts. */
const drawing = () => import('bwip-js/node')

/** FNC1 first says "this is GS1's"; behind a variable field it is ASCII 29's place. The library writes it `^FNC1`; no sign of GS1's is a `^`. */
export async function dataMatrix(code: PackCode): Promise<string> {
  const { toSVG } = await drawing()
  return toSVG({ bcid: 'datamatrix', text: dataMatrixText(code), parsefnc: true })
}

export function dataMatrixText(code: PackCode): string {
  return `^FNC1${writeElements(code).replaceAll(groupSeparator, '^FNC1')}`
}

/** For people with a phone; what it says is the same, as an address. */
export async function linkCode(code: PackCode): Promise<string> {
  const { toSVG } = await drawing()
  return toSVG({ bcid: 'qrcode', text: writeLink(code) })
}

/** An address to open with a phone, off a paper. */
export async function addressCode(href: string): Promise<string> {
  const { toSVG } = await drawing()
  return toSVG({ bcid: 'qrcode', text: href })
}
