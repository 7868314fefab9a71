// A sentence of the catalogue in which numbers are links: the sentence is asked with a mark where each number stands. Not here: the texts.
import { Children, Fragment, type ReactNode } from 'react'

/** Of the private use area: in no text of ours. */
const firstMark = 0xe000

type Props = {
  /** Gets a mark for each child, in their order; where the sentence has the mark, the child stands. */
  readonly say: (first: string, second: string, third: string, fourth: string) => string
  readonly children: ReactNode
}

export function SaidWith({ say, children }: Props) {
  const links = Children.toArray(children)
  const mark = (place: number) => String.fromCharCode(firstMark + place)
  return say(mark(0), mark(1), mark(2), mark(3))
    .split(/([\ue000-\ue003])/)
    .map((part, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name, and never change places.
      <Fragment key={place}>{links.find((_, index) => mark(index) === part) ?? part}</Fragment>
    ))
}
