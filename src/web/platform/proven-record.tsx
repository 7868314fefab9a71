// A proven record in words: what was done, when, with how much, and with which result; what was hashed stands beneath it, whole. Not here: reading it
// (record-said.ts), and whether it is proven (proof-outcome.tsx).
import { unitText } from '#chain/contract'
import { formatDecimal } from '#kernel'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { verifyMessages } from '../messages/verify.ts'
import { Disclosure } from '../parts/disclosure.tsx'
import { type Fact, Facts } from '../parts/facts.tsx'
import { recordSaid, type Said, type SaidResult } from './record-said.ts'

const texts = { ...chainMessages, ...verifyMessages }
type Key = keyof typeof texts

export function ProvenRecord({ record, isOpen = false }: { record: string; isOpen?: boolean }) {
  const { t } = useLocale(texts)
  const said = recordSaid(record)
  return (
    <>
      {said === null ? null : <SaidFacts said={said} />}
      {said !== null && said.act === null ? <p className="gr-muted">{t('verify.said.later')}</p> : null}
      <Disclosure title={t('verify.record')} isOpen={isOpen && said === null}>
        <pre className="gr-proof-record">{spacedOut(record)}</pre>
      </Disclosure>
    </>
  )
}

/** "Hand over to the Minister, 27-10-2026 10:34"; null for a record that is none that is known here. */
export function useRecordTitle() {
  const { t, instant } = useLocale(texts)
  return (record: string | null) => {
    const said = recordSaid(record)
    if (said === null) return null
    return [said.act === null ? t('verify.said.certificate') : actText(said.act, t), said.at && instant(said.at)]
      .filter((part) => part !== null && part !== '')
      .join(', ')
  }
}

const isKey = (key: string): key is Key => Object.hasOwn(texts, key)
/** An act of a later version of ours has no words here; its own is shown. */
const actText = (act: string, t: (key: Key) => string) => {
  const key = `act.${act}`
  return isKey(key) ? t(key) : act
}

function SaidFacts({ said }: { said: Said }) {
  const words = useLocale(texts)
  const { t, instant, mass } = words
  const word = (key: string, else_: string) => (isKey(key) ? (t as (key: Key) => string)(key) : else_) // Without arguments: names alone.
  const fact = (name: string, value: string | null): Fact[] => (value === null || value === '' ? [] : [{ name, value }])
  return (
    <Facts
      facts={[
        ...fact(
          t('verify.said.what'),
          said.act === null ? t('verify.said.certificate') : word(`act.${said.act}`, said.act),
        ),
        ...fact(t('verify.said.number'), said.certificate),
        ...fact(t('verify.said.verdict'), said.verdict && word(`verify.said.verdict.${said.verdict}`, said.verdict)),
        ...fact(t('verify.said.when'), said.at && instant(said.at)),
        ...fact(t('verify.said.product'), said.product),
        ...fact(t('verify.said.batches'), said.batches.join(', ')),
        ...said.masses.map(({ field, eachMg }) => ({
          name: word(`verify.said.${field}`, field),
          value: eachMg.map((massMg) => mass(massMg)).join(' + '),
        })),
        ...said.results.map((result) => ({
          name: word(`analyte.${result.analyte}`, result.analyte),
          value: <Result result={result} />,
        })),
      ]}
    />
  )
}

function Result({ result: { value, unit, min, max, verdict } }: { result: SaidResult }) {
  const { t, locale } = useLocale(texts)
  const said = (text: string) => formatDecimal(text, locale)
  const limits =
    min === null
      ? max === null
        ? null
        : `≤ ${said(max)}`
      : max === null
        ? `≥ ${said(min)}`
        : `${said(min)}–${said(max)}`
  const judged = verdict === 'inside' || verdict === 'outside' ? t(`verify.said.${verdict}`) : null
  return `${said(value)} ${unitText(unit)}${limits === null ? '' : ` (${limits})`}${judged === null ? '' : `, ${judged}`}`
}

/** JSON for reading, where spaces are all that is added; anything else (a number written `1.10`, a name twice, no JSON at all) stands as it came. */
export function spacedOut(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text
  } catch {
    return text
  }
}
