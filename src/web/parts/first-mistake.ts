// Where a form that could not be sent puts its reader: the first field that says what is wrong. Not here: what is wrong; each form says that.
import { flushSync } from 'react-dom'

/** What fields say of themselves; React Aria writes the first on the whole of a field, an input of our own the second. */
const wrong = '[data-invalid], [aria-invalid="true"]'
/** What takes the keyboard in a field: not the hidden twin of a list of choices. */
const stops = ['input', 'textarea', 'select', 'button', '[role="spinbutton"]']
  .map((stop) => `${stop}:not([tabindex="-1"], [type="hidden"], :disabled)`)
  .join()

/** Shows what `tell` says is wrong in this form, and then brings the keyboard there. Where nothing is, it stays where it was. */
export function tellMistakes(form: Element | null, tell: () => void): void {
  flushSync(tell)
  const first = form?.querySelector(wrong)
  const stop = first?.matches(stops) ? first : first?.querySelector(stops)
  if (stop instanceof HTMLElement) stop.focus()
}
