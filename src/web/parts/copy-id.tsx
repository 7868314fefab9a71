// An identifier one can read, and copy whole with one press. Not here: what it names.
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useLocale } from '../locale.tsx'
import { Icon } from './icon.tsx'
import { useToast } from './toast.tsx'
import './copy-id.css'

/** `what` as in "Copy the number of this batch"; `shown` when the whole is too long to read: a hash, a key. */
export function CopyId({ value, what, shown = value }: { value: string; what: string; shown?: string }) {
  const { t } = useLocale()
  const toast = useToast()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
    toast('positive', t('part.copied'))
  }
  return (
    <span className="gr-copy-id">
      <code>{shown}</code>
      <Button className="gr-copy-id-button" aria-label={t('part.copy', { what })} onPress={() => void copy()}>
        <Icon name={isCopied ? 'check' : 'copy'} />
      </Button>
    </span>
  )
}
