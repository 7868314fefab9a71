// The key a write is sent under: the same for the same content until it succeeded, so an impatient press, or a passkey shown in between, is one
// write. Not here: sending it (queries.ts).
import { useRef } from 'react'
import { newId } from '#kernel'

export function useContentKey() {
  const sent = useRef({ content: '', key: '' })
  return {
    keyFor(content: unknown): string {
      const said = JSON.stringify(content)
      if (sent.current.content !== said) sent.current = { content: said, key: newId('step') }
      return sent.current.key
    },
    /** After it succeeded: the same content is a new write from now on. */
    forget(): void {
      sent.current = { content: '', key: '' }
    },
  }
}
