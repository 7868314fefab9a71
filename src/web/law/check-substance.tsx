// The substance or structure that was asked about, as facts. Not here: what the law says of it.
import { useQuery } from '@tanstack/react-query'
import type { SubstanceAnswer, SubstanceCard } from '#law/contract'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Facts } from '../parts/facts.tsx'
import { DrawnSvg } from '../parts/molecule.tsx'
import { MoleculeSlot } from '../parts/molecule-slot.tsx'
import { pictureOf } from './picture-of.ts'
import type { Answered } from './queries.ts'

export function Substance({ answer, madeAt }: Answered) {
  const { t, locale } = useLocale(lawMessages)
  const { substance, structure, drawing } = answer
  const name = substance ? (locale === 'nl' ? substance.nameNl : substance.nameEn) : null
  const isAboutStructure = substance === null || substance.kind === 'compound'
  return (
    <section className="gr-law-substance">
      <h2>{t('law.substance')}</h2>
      {isAboutStructure ? (
        <Picture {...{ drawing, madeAt }} label={name === null ? t('law.drawn.asked') : t('law.drawn', { name })} />
      ) : null}
      <Facts facts={substance ? cardFacts(substance) : structureFacts()} />
    </section>
  )

  function cardFacts(card: SubstanceCard) {
    const none = <span className="gr-muted">{t('law.none')}</span>
    const isCompound = card.kind === 'compound'
    return [
      { name: t('law.kind'), value: t(`law.kind.${card.kind}`) },
      ...(card.inn ? [{ name: t('law.inn'), value: card.inn }] : []),
      ...(card.synonyms.length > 0 ? [{ name: t('law.names'), value: card.synonyms.join(' · ') }] : []),
      ...(isCompound ? [{ name: t('law.cas'), value: card.cas.length > 0 ? card.cas.join(', ') : none }] : []),
      ...(isCompound ? [{ name: t('law.formula'), value: card.formula ? <Formula text={card.formula} /> : none }] : []),
      ...(card.molarMass ? [{ name: t('law.mass'), value: <MolarMass value={card.molarMass} /> }] : []),
      { name: t('law.treaty'), value: card.treaty ? t('law.treaty.is', spoken(card.treaty)) : none },
      ...(card.smiles ? [{ name: t('law.smiles'), value: <code className="gr-law-code">{card.smiles}</code> }] : []),
      ...(card.inchiKey
        ? [{ name: t('law.inchikey'), value: <code className="gr-law-code">{card.inchiKey}</code> }]
        : []),
    ]
  }

  function structureFacts() {
    const smiles = structure?.smiles ?? (drawing?.structure.includes('\n') ? null : drawing?.structure)
    return [
      ...(smiles ? [{ name: t('law.smiles'), value: <code className="gr-law-code">{smiles}</code> }] : []),
      ...(structure?.inchiKey
        ? [{ name: t('law.inchikey'), value: <code className="gr-law-code">{structure.inchiKey}</code> }]
        : []),
    ]
  }
}

function spoken({ convention, schedule, alsoScheduleIV = false, certainty }: NonNullable<SubstanceCard['treaty']>) {
  return { convention, schedule, alsoIV: alsoScheduleIV, isCertain: certainty === 'certain' }
}

type PictureProps = Pick<Answered, 'madeAt'> & { drawing: SubstanceAnswer['drawing']; label: string }

function Picture({ drawing, madeAt, label }: PictureProps) {
  const drawn = useQuery(pictureOf(drawing, madeAt))
  if (drawing !== null && drawn.isPending) return <MoleculeSlot label={label} drawing="waiting" />
  const molecule = drawn.data ?? null
  return <MoleculeSlot label={label} drawing={molecule && <DrawnSvg svg={molecule.svg} width={molecule.width} />} />
}

/** C11H15NO2 with its numbers where chemists expect them. */
function Formula({ text }: { text: string }) {
  return (
    <span>
      {text.split(/(\d+)/).map((piece, place) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a formula never move.
        /^\d+$/.test(piece) ? <sub key={place}>{piece}</sub> : <span key={place}>{piece}</span>,
      )}
    </span>
  )
}

function MolarMass({ value }: { value: number }) {
  const { number } = useLocale(lawMessages)
  return <span>{number(value, 2)} g/mol</span>
}
