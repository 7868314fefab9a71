// The proof as a tree one walks with the arrow keys, and beside it what the chosen step rests on. Not here: the readable page (reasons.tsx).
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import { type Decision, type ProofNode, type ProofTree, proofTree } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Badge, type BadgeTone } from '../../parts/badge.tsx'
import { Icon } from '../../parts/icon.tsx'
import { FactsUsed } from './facts-used.tsx'
import { Cited, Clauses } from './reasons.tsx'

export function ProofTreeView({ decision: { proof } }: { decision: Decision }) {
  const { t } = useLocale(askMessages)
  const [chosen, setChosen] = useState<string | null>(proof[0]?.id ?? null)
  const node = proof.find(({ id }) => id === chosen) ?? null
  return (
    <div className="gr-ask-proof">
      <div className="gr-stack-tight">
        <p className="gr-small gr-muted">{t('ask.tree.help')}</p>
        <Tree
          className="gr-ask-tree"
          aria-label={t('ask.tree')}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={chosen === null ? [] : [chosen]}
          onSelectionChange={(keys) => {
            if (keys !== 'all') setChosen(String([...keys][0] ?? chosen))
          }}
          defaultExpandedKeys={proof.map(({ id }) => id)}
        >
          {proofTree(proof).map((one) => (
            <Branch key={one.id} node={one} />
          ))}
        </Tree>
      </div>
      {node ? <Chosen node={node} /> : null}
    </div>
  )
}

function Branch({ node }: { node: ProofTree }) {
  const { t, locale } = useLocale(askMessages)
  const title = node.title[locale]
  return (
    <TreeItem id={node.id} textValue={`${title}, ${stateOf(node, t)}`} className="gr-ask-tree-item">
      <TreeItemContent>
        {({ hasChildItems, isExpanded, level }) => (
          <span className={`gr-ask-tree-row gr-ask-level-${Math.min(level, 6)}`}>
            {hasChildItems ? (
              <Button slot="chevron" className="gr-ask-chevron">
                <Icon name={isExpanded ? 'down' : 'right'} />
              </Button>
            ) : (
              <span className="gr-ask-chevron" />
            )}
            <Badge tone={toneOf(node)} {...(node.truth === 'false' ? { sign: 'cross' as const } : {})}>
              {stateOf(node, t)}
            </Badge>
            <span className="gr-ask-tree-title">{title}</span>
            <span className="gr-muted gr-small gr-nowrap">{node.citations[0]?.short}</span>
          </span>
        )}
      </TreeItemContent>
      {node.children.map((child) => (
        <Branch key={child.id} node={child} />
      ))}
    </TreeItem>
  )
}

type Say = ReturnType<typeof useLocale<typeof askMessages>>['t']

function stateOf({ stands, defeatedBy, truth }: ProofNode, t: Say): string {
  if (stands) return t('ask.stands')
  if (defeatedBy.length > 0) return t('ask.defeated')
  if (truth === 'false') return t('ask.not-met')
  return truth === 'true' ? t('ask.open') : t(`ask.truth.${truth}`)
}

/** Its sign says whether the step holds; green is kept for what permits. */
function toneOf({ stands, defeatedBy, truth }: ProofNode): BadgeTone {
  if (stands) return 'info'
  return truth === 'false' || defeatedBy.length > 0 ? 'neutral' : 'warning'
}

function Chosen({ node }: { node: ProofNode }) {
  const { t, locale } = useLocale(askMessages)
  const { kind, title, sentence, citations, version, clauses, facts } = node
  return (
    <section className="gr-panel gr-stack-tight" aria-label={t('ask.tree.step')} aria-live="polite">
      <p className="gr-small gr-muted">{t(`ask.kind.${kind}`)}</p>
      <h3>{title[locale]}</h3>
      <p>{sentence[locale]}</p>
      <p>
        <Cited citations={citations} />
      </p>
      <p className="gr-small gr-muted">
        {t('ask.tree.version', { from: version.from, until: version.until, known: version.knownOn })}
      </p>
      {clauses.length > 0 ? (
        <>
          <h4>{t('ask.clauses')}</h4>
          <Clauses clauses={clauses} />
        </>
      ) : null}
      {facts.length > 0 ? <FactsUsed facts={facts} /> : null}
    </section>
  )
}
