// How a button looks, shared by what is a button and what is a link. Not here: either of the two.
import './button.css'

/** One primary a screen; `quiet` inside tables and panels; `danger` where something ends that cannot be undone. */
export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonLooks = { readonly look?: ButtonLook | undefined; readonly isCompact?: boolean | undefined }

export function buttonClass({ look = 'secondary', isCompact = false }: ButtonLooks): string {
  return `gr-button gr-button-${look}${isCompact ? ' gr-button-compact' : ''}`
}
