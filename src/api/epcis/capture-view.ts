// A capture as the standard shows it, in the reader's language. Not here: doing it.
import { type CaptureRow, epcisProblems, findCapture } from '#chain'
import type { CaptureJob } from '#chain/contract'
import { type Locale, refuseNow } from '#kernel'
import type { Actor, Tx } from '#platform'
import { statusOf } from '../http/problem.ts'

export const isCaptureId = (text: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)

/** The capture at an address; what is not there and what is another's look the same. */
export async function needCapture(tx: Tx, actor: Actor, params: Readonly<Record<string, string>>): Promise<CaptureRow> {
  const id = params['captureID'] ?? ''
  const row = isCaptureId(id) ? await findCapture(tx, actor.authorityId, id) : null
  return row ?? refuseNow(epcisProblems['unknown-capture'], {})
}

export function jobOf(row: CaptureRow, locale: Locale): CaptureJob {
  const { captureId, createdAt, finishedAt, success, behaviour, errors, eventCount, doneCount } = row
  return {
    captureID: captureId,
    createdAt: createdAt.toString(),
    ...(finishedAt === null ? {} : { finishedAt: finishedAt.toString() }),
    running: finishedAt === null,
    success,
    captureErrorBehaviour: behaviour,
    errors: errors.map(({ code, kind, title, detail, pointer, place, reference }) => ({
      type: `/problems/${code}`,
      title: title[locale],
      status: statusOf({ code, kind }),
      detail: detail[locale],
      pointer,
      eventIndex: place,
      ...(reference === undefined ? {} : { instance: reference }),
    })),
    eventCount,
    doneCount,
  }
}
