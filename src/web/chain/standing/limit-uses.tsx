// What an act would use of limits, before it is recorded: of how much, what was used, what it becomes and what is left. Not here: what it moves.
import type { LimitUse } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { standingMessages } from '../../messages/standing.ts'
import { Link } from '../../parts/link.tsx'
import { LimitDays } from './limit-words.tsx'

export function LimitUses({ limits }: { limits: readonly LimitUse[] }) {
  const { t, mass } = useLocale(standingMessages)
  if (limits.length === 0) return null
  return (
    <section className="gr-stack-tight" aria-labelledby="limit-uses">
      <h3 id="limit-uses">{t('limits.uses')}</h3>
      <ul className="gr-plain-list">
        {limits.map(({ exemption, condition, from, through, maxMassMg, beforeMassMg, afterMassMg }) => (
          <li key={`${exemption.exemptionId} ${condition}`}>
            <Link href={`/exemptions/${exemption.exemptionId}`}>
              {t('limits.of', { exemption: exemption.number, condition })}
            </Link>{' '}
            <span className="gr-muted">
              <LimitDays limit={{ from, through }} />
            </span>
            <br />
            {t('limits.use', {
              max: mass(maxMassMg),
              before: mass(beforeMassMg),
              after: mass(afterMassMg),
              left: mass(`${BigInt(maxMassMg) - BigInt(afterMassMg)}`),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
