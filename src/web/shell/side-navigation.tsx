// The screens of the module you are in, with how much there is in each; on a small screen all modules, behind the menu button.
import { useLocale } from '../locale.tsx'
import { Anchor } from '../parts/anchor.tsx'
import { useCounts } from './counts.ts'
import { type Module, moduleOf, screenOf } from './navigation.ts'
import { useModules } from './use-modules.ts'
import './side-navigation.css'

export function SideNavigation({ path, isOpen }: { path: string; isOpen: boolean }) {
  const { t } = useLocale()
  const modules = useModules()
  const here = moduleOf(path, modules)
  return (
    <nav id="side" className="gr-side" aria-label={t('shell.side')} data-open={isOpen}>
      <div className="gr-side-inner">
        {modules.map((module) => (
          <ModuleScreens key={module.href} module={module} path={path} isHere={module === here || here === null} />
        ))}
      </div>
    </nav>
  )
}

function ModuleScreens({ module, path, isHere }: { module: Module; path: string; isHere: boolean }) {
  const { t, number } = useLocale()
  const counts = useCounts()
  const current = screenOf(path, module.screens)
  return (
    <div className="gr-side-module" data-here={isHere}>
      <p className="gr-side-title">{t(module.text)}</p>
      <ul>
        {module.screens.map(({ href, text, count, part }, index, all) => {
          const found = count ? counts[count] : null
          return (
            <li key={href} data-apart={index > 0 && part !== all[index - 1]?.part}>
              <Anchor className="gr-side-link" href={href} isCurrent={href === current}>
                {t(text)}
                {found === null || found === undefined ? null : <span className="gr-side-count">{number(found)}</span>}
              </Anchor>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
