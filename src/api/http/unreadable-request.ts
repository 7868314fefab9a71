// The answer to bytes that are no HTTP request: written straight to the socket, for there is no request to answer. Not here: anything else.
import type { Socket } from 'node:net'
import { answerTo, problemMediaType, refused } from './problem.ts'
import { apiProblems } from './problems.ts'

const reasons: Record<number, string> = { 400: 'Bad Request', 431: 'Request Header Fields Too Large' }

export function answerBadRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const problem = apiProblems[error.code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'request-unreadable']
  const { status, body } = answerTo(refused(problem, {}), { locale: 'en', traceId: '' })
  const text = JSON.stringify(body)
  socket.end(
    [
      `HTTP/1.1 ${status} ${reasons[status]}`,
      `Content-Type: ${problemMediaType}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      'Connection: close',
      '',
      text,
    ].join('\r\n'),
  )
}
