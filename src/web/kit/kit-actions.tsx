// Buttons, links, menus and windows on show. `open` names the one that is open: two at once would hide each other.
import { useLocale } from '../locale.tsx'
import { kitMessages } from '../messages/kit.ts'
import { Button, type ButtonLook } from '../parts/button.tsx'
import { ColumnChoice } from '../parts/column-choice.tsx'
import { CopyId } from '../parts/copy-id.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Disclosure } from '../parts/disclosure.tsx'
import { KeyboardHint } from '../parts/keyboard-hint.tsx'
import { Link } from '../parts/link.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Menu } from '../parts/menu.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { Shelf, type ShownState, Specimen } from './specimen.tsx'

const looks: readonly ButtonLook[] = ['primary', 'secondary', 'quiet', 'danger']
const pointed: readonly ShownState[] = ['rest', 'hovered', 'focused', 'pressed']

export function KitActions({ isDialogOpen, onDialog }: { isDialogOpen: boolean; onDialog: (isOpen: boolean) => void }) {
  const { t } = useLocale(kitMessages)
  const words = {
    primary: t('kit.save'),
    secondary: t('kit.filter'),
    quiet: t('kit.details'),
    danger: t('kit.destroy'),
  }
  return (
    <>
      {looks.map((look) => (
        <Shelf key={look} name={`Button ${look}`}>
          {pointed.map((state) => (
            <Specimen key={state} state={state}>
              <Button look={look}>{words[look]}</Button>
            </Specimen>
          ))}
          <Specimen state="disabled">
            <Button look={look} isDisabled>
              {words[look]}
            </Button>
          </Specimen>
          <Specimen state="pending">
            <Button look={look} isPending>
              {words[look]}
            </Button>
          </Specimen>
        </Shelf>
      ))}
      <Shelf name="Link">
        {pointed.slice(0, 3).map((state) => (
          <Specimen key={state} state={state}>
            <Link href="/kit">{t('kit.details')}</Link>
          </Specimen>
        ))}
        <Specimen>
          <LinkButton href="/kit">{t('kit.details')}</LinkButton>
        </Specimen>
      </Shelf>
      <Shelf name="Menu">
        <Specimen>
          <Menu
            label={t('kit.batch')}
            actions={[
              { id: 'details', text: t('kit.details') },
              { id: 'destroy', text: t('kit.destroy'), isDisabled: true },
            ]}
          />
        </Specimen>
        <Specimen>
          <ColumnChoice
            columns={[
              { id: 'batch', text: t('kit.batch') },
              { id: 'mass', text: t('kit.mass') },
            ]}
            hidden={['mass']}
            onChange={() => undefined}
          />
        </Specimen>
        <Specimen>
          <Button onPress={() => onDialog(true)}>{t('kit.dialog')}</Button>
        </Specimen>
      </Shelf>
      <Dialog
        title={t('kit.dialog')}
        isOpen={isDialogOpen}
        onClose={() => onDialog(false)}
        actions={<Button look="danger">{t('kit.destroy')}</Button>}
      >
        <p>{t('kit.dialog.text')}</p>
      </Dialog>
      <Shelf name="Tabs" isWide>
        <Tabs
          label={t('kit.batch')}
          chosen="stock"
          onChoose={() => undefined}
          tabs={[
            { id: 'stock', text: t('kit.stock'), panel: () => <p>{t('kit.more.text')}</p> },
            { id: 'events', text: t('kit.events'), count: '12', panel: () => null },
          ]}
        />
        <div>
          <Disclosure title={t('kit.more')}>{t('kit.more.text')}</Disclosure>
          <Disclosure title={t('kit.more')} isOpen>
            {t('kit.more.text')}
          </Disclosure>
        </div>
      </Shelf>
      <Shelf name="CopyId">
        <Specimen>
          <CopyId value="bat_0198f1c2-0000-7000-8000-000000000031" what={t('kit.batch')} shown="bat_0198f1c2…0031" />
        </Specimen>
        <Specimen>
          <KeyboardHint keys={['Ctrl', 'Enter']}>{t('kit.keys')}</KeyboardHint>
        </Specimen>
      </Shelf>
    </>
  )
}
