// Which columns of a table are shown. Not here: the table; the screen keeps what is hidden, in the address or a saved view.
import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useLocale } from '../locale.tsx'
import { Icon } from './icon.tsx'
import './button.css'
import './menu.css'

type Props = {
  readonly columns: readonly { readonly id: string; readonly text: string; readonly isFixed?: boolean }[]
  readonly hidden: readonly string[]
  readonly onChange: (hidden: readonly string[]) => void
}

export function ColumnChoice({ columns, hidden, onChange }: Props) {
  const { t } = useLocale()
  const loose = columns.filter(({ isFixed }) => !isFixed)
  const shown = loose.filter(({ id }) => !hidden.includes(id)).map(({ id }) => id)
  return (
    <MenuTrigger>
      <AriaButton className="gr-button gr-button-secondary">
        {t('part.table.columns')}
        <Icon name="down" />
      </AriaButton>
      <Popover className="gr-popover" placement="bottom end">
        <AriaMenu
          className="gr-menu"
          selectionMode="multiple"
          selectedKeys={shown}
          onSelectionChange={(keys) =>
            onChange(loose.map(({ id }) => id).filter((id) => keys !== 'all' && !keys.has(id)))
          }
        >
          {loose.map(({ id, text }) => (
            <MenuItem key={id} id={id} textValue={text} className="gr-menu-item">
              {({ isSelected }) => (
                <>
                  <span className="gr-menu-mark">{isSelected ? <Icon name="check" /> : null}</span>
                  {text}
                </>
              )}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
