// Which key does what, for who sees it. Not here: listening to the key.
import './keyboard-hint.css'

export function KeyboardHint({ keys, children }: { keys: readonly string[]; children: string }) {
  return (
    <span className="gr-keys">
      {keys.map((key) => (
        <kbd key={key} className="gr-keycap">
          {key}
        </kbd>
      ))}
      {children}
    </span>
  )
}
