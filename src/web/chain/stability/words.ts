// How states and places of a study are shown. Pure. Not here: the texts (messages/stability.ts).
import type { PointState, StudyState } from '#chain/contract'
import { stabilityMessages } from '../../messages/stability.ts'
import type { BadgeTone } from '../../parts/badge.tsx'
import { texts as qualityTexts } from '../quality/words.ts'

export const texts = { ...qualityTexts, ...stabilityMessages }

export const stateTone: Record<StudyState, BadgeTone> = { running: 'info', concluded: 'positive', stopped: 'neutral' }
export const pointTone: Record<PointState, BadgeTone> = {
  ...{ planned: 'neutral', due: 'warning', overdue: 'negative', pulled: 'info', done: 'positive' },
}
