// A drawing area for a structure, from openchemlib, loaded only when someone draws. Not here: reading the structure; the server does.
import { CanvasEditor, Molecule } from 'openchemlib'
import { useEffect, useRef, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Button } from '../parts/button.tsx'

export function StructureEditor({ start, onUse }: { start: string | null; onUse: (smiles: string) => void }) {
  const { t } = useLocale(lawMessages)
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<CanvasEditor | null>(null)
  const [isEmpty, setEmpty] = useState(false)
  useEffect(() => {
    if (!place.current) return
    const opened = new CanvasEditor(place.current)
    editor.current = opened
    const begun = start === null ? null : readSmiles(start)
    if (begun) opened.setMolecule(begun)
    return () => {
      editor.current = null
      opened.destroy()
    }
  }, [start])
  const use = () => {
    const drawn = editor.current?.getMolecule()
    if (!drawn || drawn.getAllAtoms() === 0) setEmpty(true)
    else onUse(drawn.toIsomericSmiles())
  }
  return (
    <div className="gr-law-drawing">
      <div ref={place} className="gr-law-canvas" role="application" aria-label={t('law.draw.label')} />
      <div className="gr-law-form-do">
        <Button look="primary" onPress={use}>
          {t('law.draw.use')}
        </Button>
      </div>
      <p className="gr-help">{t('law.draw.help')}</p>
      {isEmpty ? (
        <p className="gr-error" role="alert">
          {t('law.draw.empty')}
        </p>
      ) : null}
    </div>
  )
}

/** The typed structure to begin with; an unreadable one begins with an empty sheet, for the field already says what is wrong. */
function readSmiles(smiles: string): Molecule | null {
  try {
    return smiles.includes('\n') ? Molecule.fromMolfile(smiles) : Molecule.fromSmiles(smiles)
  } catch {
    return null
  }
}
