// A photograph for tests: eight points by eight, black, drawn by a browser; and what a phone writes beside one. Only for tests.

/** A whole JPEG of 285 bytes, without metadata. */
export const smallPhotograph = new Uint8Array(
  Buffer.from(
    [
      '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1R',
      'V19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj',
      'Y2NjY2NjY2NjY2NjY2P/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAA',
      'AAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJ+AD//Z',
    ].join(''),
    'base64',
  ),
)

/** The same picture with a segment put in after its start: `marker` is the segment's second byte. */
export function withSegment(photograph: Uint8Array, marker: number, content: string): Uint8Array {
  const body = new TextEncoder().encode(content)
  const length = body.length + 2
  const segment = [0xff, marker, length >> 8, length & 0xff, ...body]
  return Uint8Array.from([...photograph.subarray(0, 2), ...segment, ...photograph.subarray(2)])
}
