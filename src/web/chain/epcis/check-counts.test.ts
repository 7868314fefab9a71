// The screen says how many events would be captured, however many faults there are. Not here: reading documents (src/chain/epcis).
import { expect, test } from 'vitest'
import type { EpcisCheck } from '#chain/contract'
import { countsOf } from './check-counts.ts'

const fault = (pointer: string) => ({ pointer, code: 'not-time', detail: 'x' })
const inEvent = (place: number) => fault(`/epcisBody/eventList/${place}/eventTime`)
const foresee = (eventIndex: number, isRefused = false) => ({
  ...{ eventIndex, eventID: `urn:x:${eventIndex}`, type: 'ObjectEvent', act: null, mass: 'none' as const },
  refusal: isRefused ? { type: '/problems/x', title: 'x', detail: 'x' } : null,
})
const check = (more: Partial<EpcisCheck>): EpcisCheck => ({
  ...{ valid: false, events: 0, faults: [], faultCount: 0, faultyEvents: 0, remarks: [], mass: [], foreseen: [] },
  ...more,
})

test('of more faults than are told, every event at fault is left out of what is captured', () => {
  const faults = Array.from({ length: 200 }, (_, place) => inEvent(place))
  const found = countsOf(
    check({
      events: 310,
      faults,
      faultCount: 900,
      faultyEvents: 300,
      foreseen: [...Array(10).keys()].map((at) => foresee(300 + at)),
    }),
  )
  expect(found).toEqual({ refused: 0, isWhole: true, isSound: false, right: 10, isForeseenWhole: true })
})

test('of more events than were looked up, it is the most there may be', () => {
  const foreseen = [...Array(200).keys()].map((at) => foresee(at, at < 5))
  const found = countsOf(check({ valid: true, events: 1_000, foreseen }))
  expect(found).toEqual({ refused: 5, isWhole: true, isSound: false, right: 995, isForeseenWhole: false })
})

test('with a fault of the document itself there is nothing to keep', () => {
  const found = countsOf(check({ events: 1, faults: [fault('/schemaVersion')], faultCount: 1, foreseen: [foresee(0)] }))
  expect(found).toMatchObject({ isWhole: false, isSound: false })
})
