// One endpoint: a line that opens to its parameters, its bodies, its refusals and an example. Not here: reading the document (openapi.ts, outline.ts).
import { useState } from 'react'
import { useLocale } from '../locale.tsx'
import { referenceMessages } from '../messages/reference.ts'
import { Disclosure } from '../parts/disclosure.tsx'
import { Scroller } from '../parts/scroller.tsx'
import type { ApiDocument, Operation, Parameter, Schema } from './openapi.ts'
import { exampleOf, kindOf, type OutlineRow, outlineOf } from './outline.ts'

type Props = { readonly operation: Operation; readonly document: ApiDocument }

export function OperationEntry({ operation, document }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Disclosure
      isOpen={isOpen}
      onToggle={setOpen}
      title={
        <span className="gr-operation-line">
          <span className={`gr-operation-method gr-operation-${operation.method.toLowerCase()}`}>
            {operation.method}
          </span>
          <code className="gr-operation-path">{operation.path}</code>
          <span className="gr-operation-summary">{operation.summary}</span>
        </span>
      }
    >
      {isOpen ? <OperationDetail operation={operation} document={document} /> : null}
    </Disclosure>
  )
}

function OperationDetail({ operation, document }: Props) {
  const { t } = useLocale(referenceMessages)
  const { description, parameters, body, answer, refusals } = operation
  return (
    <div className="gr-operation-detail">
      <div className="gr-stack">
        {description ? <p className="gr-prose">{description}</p> : null}
        {parameters.length > 0 ? <Parameters parameters={parameters} document={document} /> : null}
        {body ? <Shape title={t('reference.body')} schema={body} document={document} /> : null}
        <Example title={t('reference.try')} text={askOf(document, operation)} />
        <Refusals refusals={refusals} />
      </div>
      {answer.schema ? (
        <div className="gr-stack">
          <Shape title={`${t('reference.answer')} (${answer.status})`} schema={answer.schema} document={document} />
          <Example
            title={t('reference.example.answer')}
            text={JSON.stringify(exampleOf(document, answer.schema), null, 2)}
          />
        </div>
      ) : null}
    </div>
  )
}

function Parameters({ parameters, document }: { parameters: readonly Parameter[]; document: ApiDocument }) {
  const { t } = useLocale(referenceMessages)
  return (
    <section>
      <h3>{t('reference.parameters')}</h3>
      <ul className="gr-outline">
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <li key={`${place} ${name}`}>
            <code>{name}</code> <span className="gr-outline-kind">{schema ? kindOf(document, schema) : ''}</span>{' '}
            <span className="gr-muted gr-small">
              {t(`reference.in.${place}`)}
              {required ? `, ${t('reference.required')}` : ''}
            </span>
            {(description ?? schema?.description) ? (
              <p className="gr-muted">{description ?? schema?.description}</p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Shape({ title, schema, document }: { title: string; schema: Schema; document: ApiDocument }) {
  return (
    <section>
      <h3>{title}</h3>
      <p className="gr-outline-kind">{kindOf(document, schema)}</p>
      <Outline rows={outlineOf(document, schema)} />
    </section>
  )
}

function Outline({ rows }: { rows: readonly OutlineRow[] }) {
  const { t } = useLocale(referenceMessages)
  if (rows.length === 0) return null
  return (
    <ul className="gr-outline">
      {rows.map(({ name, kind, isRequired, description, below }) => (
        <li key={name}>
          <code>{name}</code> <span className="gr-outline-kind">{kind}</span>{' '}
          {isRequired ? null : <span className="gr-muted gr-small">{t('part.optional')}</span>}
          {description ? <p className="gr-muted">{description}</p> : null}
          <Outline rows={below} />
        </li>
      ))}
    </ul>
  )
}

function Example({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <h3>{title}</h3>
      <Scroller label={title}>
        <pre className="gr-example">{text}</pre>
      </Scroller>
    </section>
  )
}

function Refusals({ refusals }: Pick<Operation, 'refusals'>) {
  const { t } = useLocale(referenceMessages)
  const named = refusals.filter(({ codes }) => codes.length > 0)
  if (named.length === 0) return null
  return (
    <section>
      <h3>{t('reference.refusals')}</h3>
      <dl className="gr-refusals">
        {named.map(({ status, codes }) => (
          <div key={status}>
            <dt>{status}</dt>
            <dd>
              {codes.map((code) => (
                <a key={code} href={`/problems/${code}`}>
                  {code}
                </a>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The request on a command line, with required parameters filled in by an example. */
function askOf(document: ApiDocument, { method, path, parameters, body }: Operation): string {
  const value = ({ schema }: Parameter) => encodeURIComponent(String(schema ? exampleOf(document, schema) : 'text'))
  const filled = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((address, parameter) => address.replace(`{${parameter.name}}`, value(parameter)), path)
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map((parameter) => `${parameter.name}=${value(parameter)}`)
  const address = `${location.origin}${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}'${address}'`, `-H 'Accept: application/json'`]
  if (method !== 'GET') lines.push(`-H 'Authorization: Bearer …'`)
  if (body)
    lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(exampleOf(document, body), null, 2)}'`)
  return lines.join(' \\\n  ')
}
