// Parts of one thing, one at a time; which one stands in the address, so the screen keeps it. Not here: navigation between things.
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import './tabs.css'

export type TabPart = {
  readonly id: string
  readonly text: string
  readonly count?: string
  readonly panel: () => ReactNode
}

type Props = {
  readonly label: string
  readonly tabs: readonly TabPart[]
  /** The first, where none is called so: an address may be old, or mistyped. */
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

export function Tabs({ label, tabs, chosen, onChoose }: Props) {
  const open = tabs.find(({ id }) => id === chosen) ?? tabs[0]
  return (
    <AriaTabs className="gr-tabs" selectedKey={open?.id ?? chosen} onSelectionChange={(key) => onChoose(String(key))}>
      <TabList className="gr-tabs-list" aria-label={label}>
        {tabs.map(({ id, text, count }) => (
          <Tab key={id} id={id} className="gr-tab">
            {text}
            {count === undefined ? null : <span className="gr-tab-count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, panel }) => (
        <TabPanel key={id} id={id} className="gr-tab-panel">
          {panel()}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
