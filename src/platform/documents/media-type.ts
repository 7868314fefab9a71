// What bytes are, by looking at them: the few kinds of file that belong in a dossier. Not here: what a file is called, and viruses.

export const mediaTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/json',
  'application/xml',
  'text/csv',
  'text/plain',
] as const
export type MediaType = (typeof mediaTypes)[number]

const startsWith = (bytes: Uint8Array, ...start: readonly number[]) => start.every((byte, at) => bytes[at] === byte)
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))

/** Whether the bytes are what they are said to be; a picture that calls itself a PDF is neither. */
export function isOfType(bytes: Uint8Array, mediaType: MediaType): boolean {
  switch (mediaType) {
    case 'application/pdf':
      return startsWith(bytes, ...ascii('%PDF-')) && endOf(bytes, 1024).includes('%%EOF')
    case 'image/png':
      return startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, ...ascii('IHDR'))
    case 'image/jpeg':
      return startsWith(bytes, 0xff, 0xd8, 0xff) && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9
    case 'application/json':
      return isJson(bytes)
    case 'application/xml':
      return isXml(bytes)
    case 'text/csv':
    case 'text/plain':
      return readText(bytes) !== null
    default:
      return mediaType satisfies never
  }
}

/** The text, if it is UTF-8 without control characters other than tab and line ends. */
function readText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a text file never has.
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) ? null : text
  } catch {
    return null
  }
}

function isJson(bytes: Uint8Array): boolean {
  const text = readText(bytes)
  if (text === null) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Looks like XML and declares no entities: a document that makes its reader fetch or expand things is refused. */
function isXml(bytes: Uint8Array): boolean {
  const text = readText(bytes)?.trim()
  return (
    text !== undefined &&
    /^<(\?xml[\s?]|[A-Za-z_])/.test(text) &&
    text.endsWith('>') &&
    !/<!(DOCTYPE|ENTITY)/i.test(text)
  )
}

function endOf(bytes: Uint8Array, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, bytes.length - length)))
}
