// What somebody meant by a figure that can be read in two ways, as buttons under its field. Not here: whether it can (#kernel), and the field.
import type { RefObject } from 'react'
import { useLocale } from '../locale.tsx'
import { twoWaysMessages } from '../messages/two-ways.ts'
import { Button } from './button.tsx'
import './two-ways.css'

type Props = {
  readonly ways: readonly string[]
  readonly onChoose: (way: string) => void
  readonly input: RefObject<HTMLInputElement | null>
}

export function TwoWays({ ways, onChoose, input }: Props) {
  const { t } = useLocale(twoWaysMessages)
  return (
    <fieldset className="gr-two-ways" aria-label={t('two.choose')}>
      {ways.map((way) => (
        <Button
          key={way}
          isCompact
          onPress={() => {
            onChoose(way)
            input.current?.focus() // The button goes; whoever pressed it goes on in the field.
          }}
        >
          {way}
        </Button>
      ))}
    </fieldset>
  )
}
