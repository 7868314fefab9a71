// Who sees which screens offered, and to which module an address belongs. Not here: what may be done; the server decides.
import { expect, test } from 'vitest'
import { loginAddress, placeToReturn } from './login-address.ts'
import { moduleOf, modules, modulesFor, screenOf } from './navigation.ts'

const offered = (...permissions: string[]) =>
  modulesFor(permissions).flatMap(({ screens }) => screens.map(({ href }) => href))

test('a visitor is offered what is public', () => {
  const screens = offered('law:check-substance', 'log:read-proof')
  expect(screens).toEqual(expect.arrayContaining(['/substances', '/substances/batch', '/verify', '/reference']))
  expect(screens).not.toContain('/batches')
})

test('one who may record one act is offered to record, and a reader only to read', () => {
  expect(offered('chain:read-batches')).toContain('/batches')
  expect(offered('chain:read-batches')).not.toContain('/record')
  expect(offered('chain:record:dry')).toContain('/record')
})

test('who only stops stock reads all events and is offered no file to bring in', () => {
  const screens = offered('chain:read-events', 'chain:record:hold')
  expect(screens).toContain('/events')
  expect(screens).not.toContain('/import')
  expect(offered('chain:record:count')).toContain('/import')
})

test('who countersigns is not offered to count, and who may recall is offered what to watch over', () => {
  const screens = offered('chain:record:countersign', 'chain:record:recall')
  expect(screens).toEqual(expect.arrayContaining(['/differences', '/quality', '/record']))
  expect(screens).not.toContain('/count')
})

test('a module leads to the first of its screens that is offered', () => {
  expect(modulesFor(['chain:release']).find(({ text }) => text === 'nav.chain')?.href).toBe('/record')
})

test.each([
  ['/batches/bat_1', 'nav.chain'],
  ['/record', 'nav.chain'],
  ['/batchesque', null],
  ['/', null],
])('%s belongs to %s', (path, module) => {
  expect(moduleOf(path)?.text ?? null).toBe(module)
})

test('of the screens above an address the nearest is the one it belongs to', () => {
  const { screens } = modules[0]!
  expect(screenOf('/substances/batch', screens)).toBe('/substances/batch')
  expect(screenOf('/substances/mdma', screens)).toBe('/substances')
  expect(screenOf('/elsewhere', screens)).toBeNull()
})

test('logging in returns to where you were, and never to another site', () => {
  const here = '/batches?q=a&status=wet'
  expect(placeToReturn(new URL(loginAddress(here), 'http://x').searchParams.get('to') ?? undefined)).toBe(here)
  expect(loginAddress('/login?to=%2Fx')).toBe('/login')
  for (const away of ['https://evil.example', '//evil.example', '/\\evil.example', '', undefined])
    expect(placeToReturn(away)).toBe('/')
})

test('an event and a shipment belong to the chain, and nothing else does by its first letters', () => {
  expect(moduleOf('/events/evt_1')?.text).toBe('nav.chain')
  expect(moduleOf('/shipments/shp_1')?.text).toBe('nav.chain')
  expect(moduleOf('/eventsandmore')).toBeNull()
})
