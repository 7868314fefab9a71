// A certificate as a printed page: words, order and places of its numbers. Not here: what it says (certificates.ts) and typesetting.
import { formatDecimal, type Locale, legalDayOf, translator, writerIn } from '#kernel'
import type { Paper } from '#platform'
import { type CertificateView, type ComparedRow, unitText } from '../contract.ts'
import { addressCode } from '../labels/symbols.ts'
import { certificateTexts } from './certificate-texts.ts'

type Printing = {
  readonly view: CertificateView
  readonly locale: Locale
  readonly publicUrl: URL
  /** Whose certificate it is. */
  readonly author: string
  readonly nameOf: (analyte: string, locale: Locale) => string
}

export async function certificatePaper({ view, locale, publicUrl, author, nameOf }: Printing): Promise<Paper> {
  const t = translator(certificateTexts, locale)
  const write = writerIn(locale)
  const { certificate } = view
  const decimal = (text: string) => formatDecimal(text, locale)
  const withUnit = (text: string | null, unit: string) => (text === null ? '–' : `${decimal(text)} ${unitText(unit)}`)
  const limits = ({ min, max, unit }: ComparedRow) =>
    min === null
      ? `≤ ${withUnit(max, unit)}`
      : max === null
        ? `≥ ${withUnit(min, unit)}`
        : `${decimal(min)}–${withUnit(max, unit)}`
  /** A number of another basis than the limit says so itself. */
  const measured = ({ value, uncertainty, unit, of, measuredOf, isBelow }: ComparedRow) => {
    const said =
      value === null || uncertainty === null || isBelow
        ? `${isBelow ? '<\u00a0' : ''}${withUnit(value, unit)}`
        : `${decimal(value)} ± ${withUnit(uncertainty, unit)}`
    return value === null || measuredOf === null || measuredOf === of
      ? said
      : `${said}, ${t(`certificate.of.${measuredOf}`)}`
  }
  const row = (one: ComparedRow) => [
    [nameOf(one.analyte, locale), one.method, t(`certificate.of.${one.of}`)].filter((part) => part !== null).join(', '),
    limits(one),
    measured(one),
    withUnit(one.compared, one.unit),
    t(`certificate.verdict.${one.verdict}`),
  ]
  /** What a reader of this very paper must know first: that it counts no more. */
  const standing = () => {
    if (view.state === 'withdrawn') return t('certificate.withdrawn')
    const newer = view.versions.filter(({ state, version }) => state === 'issued' && version > certificate.version)
    const last = newer.toSorted((a, b) => b.version - a.version)[0]
    return last
      ? t('certificate.replaced', {
          version: last.version,
          at: legalDayOf(Temporal.Instant.from(last.at)).toString(),
        })
      : null
  }
  const isDried = certificate.specification.some(({ of }) => of === 'dried')
  const address = new URL(`/certificates/${encodeURIComponent(view.number)}`, publicUrl).href
  const check = checkAddress(view, publicUrl)
  const day = Temporal.Instant.from(certificate.releasedAt).toZonedDateTimeISO('Europe/Amsterdam').toPlainDate()
  return {
    template: new URL('./certificate.typ', import.meta.url),
    language: locale,
    title: t('certificate.title', { number: view.number }),
    author,
    foot: t('certificate.foot', { number: view.number, version: certificate.version, hash: view.sha256.slice(0, 16) }),
    day,
    data: {
      subtitle: `${certificate.product.name} · ${t('certificate.batch', { name: certificate.batch.name })}`,
      stands: standing(),
      facts: [
        [t('certificate.fact.number'), `${view.number}, ${t('certificate.version', { version: certificate.version })}`],
        [t('certificate.fact.tested'), testedOn(certificate.specification).map(write.day).join(' – ')],
        [t('certificate.fact.released'), write.day(day.toString())],
        [t('certificate.fact.by'), certificate.releasedBy.capacity ? t('certificate.by.qualified') : author],
        [
          t('certificate.fact.expires'),
          certificate.expiresOn ? write.day(certificate.expiresOn) : t('certificate.none'),
        ],
        [
          t('certificate.fact.public'),
          certificate.publicUntil ? write.day(certificate.publicUntil) : t('certificate.none'),
        ],
      ],
      head: ['analyte', 'limit', 'result', 'compared', 'verdict'].map((column) =>
        t(`certificate.column.${column as 'limit'}`),
      ),
      rows: certificate.specification.map(row),
      label: certificate.label.map(row),
      unlimitedHead: ['test', 'judged', 'result'].map((column) => t(`certificate.column.${column as 'test'}`)),
      unlimited: certificate.unlimited.map(({ test, conforms, value, unit, isBelow }) => [
        t(`certificate.test.${test}`),
        conforms === null
          ? t('certificate.judged.not')
          : conforms
            ? t('certificate.judged.conforms')
            : t('certificate.judged.unfit'),
        value === null ? '–' : `${isBelow ? '<\u00a0' : ''}${withUnit(value, unit ?? '')}`,
      ]),
      words: {
        specification: t('certificate.specification'),
        rule: t(isDried ? 'certificate.rule' : 'certificate.rule.as-is'),
        label: t('certificate.label'),
        labelNote: t('certificate.labelNote'),
        unlimited: t('certificate.unlimited'),
        unlimitedNote: t('certificate.unlimitedNote'),
        verify: t('certificate.verify'),
        scan: t('certificate.scan'),
      },
      proof: [
        [t('certificate.fact.address'), address],
        [t('certificate.fact.hash'), view.sha256],
        [t('certificate.fact.leaf'), view.leafIndex === null ? t('certificate.leaf.waiting') : `${view.leafIndex}`],
        [t('certificate.fact.how'), t('certificate.how')],
      ],
      code: { file: `/${codeFile}`, alt: check },
    },
    files: { [codeFile]: Buffer.from(await addressCode(check)) },
  }
}

const codeFile = 'check.svg'

/** Where a browser fetches the proof of this very version and recomputes it itself. */
export function checkAddress({ number, certificate: { version } }: CertificateView, publicUrl: URL): string {
  const address = new URL('/verify', publicUrl)
  address.search = new URLSearchParams({ certificate: number, version: `${version}` }).toString()
  return address.href
}

/** The first and the last day a test of it was made; one where they are the same. */
function testedOn(rows: readonly ComparedRow[]): readonly string[] {
  const days = rows
    .flatMap(({ testedAt }) => (testedAt === null ? [] : legalDayOf(Temporal.Instant.from(testedAt)).toString()))
    .sort()
  return [...new Set([days[0], days.at(-1)])].flatMap((day) => day ?? [])
}
