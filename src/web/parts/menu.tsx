// Actions behind one button. Not here: choices that stay chosen (select.tsx) and navigation (the shell).
import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Followed } from './followed.tsx'
import { Icon } from './icon.tsx'
import './button.css'
import './menu.css'

export type MenuAction = {
  readonly id: string
  readonly text: string
  readonly note?: string
  readonly isDisabled?: boolean
  readonly href?: string
}

type Props = {
  readonly label: string
  readonly actions: readonly MenuAction[]
  readonly onAction?: (id: string) => void
}

export function Menu({ label, actions, onAction }: Props) {
  return (
    <Followed>
      <MenuTrigger>
        <AriaButton className="gr-button gr-button-secondary">
          {label}
          <Icon name="down" />
        </AriaButton>
        <Popover className="gr-popover">
          <AriaMenu className="gr-menu" items={actions} onAction={(key) => onAction?.(String(key))}>
            {({ id, text, note, isDisabled, href }) => (
              <MenuItem
                id={id}
                textValue={text}
                className="gr-menu-item"
                isDisabled={isDisabled ?? false}
                {...(href ? { href } : {})}
              >
                <span>
                  {text}
                  {note ? <span className="gr-choice-note">{note}</span> : null}
                </span>
              </MenuItem>
            )}
          </AriaMenu>
        </Popover>
      </MenuTrigger>
    </Followed>
  )
}
