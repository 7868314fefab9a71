// What forbids somebody something in the software whatever their role, each rule with what helps: where the list of refusals leads. Not here: the
// rules themselves (src/platform/access), and the law.
import { useLocale } from '../locale.tsx'
import { denialMessages } from '../messages/denials.ts'
import { ruleMessages } from '../messages/rules.ts'
import { Facts } from '../parts/facts.tsx'
import { Page } from '../shell/page.tsx'
import { rules } from './denial-words.ts'

const texts = { ...denialMessages, ...ruleMessages }

export function RulesScreen() {
  const { t } = useLocale(texts)
  return (
    <Page title={t('rules.title')} lead={t('rules.lead')} crumbs={[{ text: t('denials.title'), href: '/denials' }]}>
      <section id="forbidden" className="gr-panel gr-stack-tight">
        <h2>{t('denials.reason.forbidden')}</h2>
        <Facts facts={[{ name: t('rules.helps'), value: t('rules.help.forbidden') }]} />
      </section>
      {rules.map((rule) => (
        <section key={rule} id={rule} className="gr-panel gr-stack-tight">
          <h2>{t(`denials.rule.${rule}`)}</h2>
          <Facts
            facts={[
              { name: t('rules.helps'), value: t(`rules.help.${rule}`) },
              { name: t('rules.name'), value: <code>{rule}</code> },
            ]}
          />
        </section>
      ))}
    </Page>
  )
}
