// Under which name a cookie goes on which address, and what is read of what comes back.
import { expect, test } from 'vitest'
import { cookieNames, readCookie, writeCookie } from './cookies.ts'

test.each([
  ['https://grein.example.org', '__Host-grein', true],
  ['http://localhost:8080', '__Host-grein', true],
  ['http://127.0.0.1:8080', '__Host-grein', true],
  ['http://192.168.1.20:8080', 'grein', false],
  ['http://localhost.example.org', 'grein', false],
])('%s: %s', (address, session, isSecure) => {
  expect(cookieNames(new URL(address))).toMatchObject({ session, isSecure })
})

test('a cookie is for us alone: no script, no other site, no other host', () => {
  const names = cookieNames(new URL('https://grein.example.org'))
  expect(writeCookie(names.session, 'x', names)).toBe('__Host-grein=x; Path=/; HttpOnly; SameSite=Lax; Secure')
  expect(writeCookie(names.session, '', names, 0)).toContain('Max-Age=0')
})

test.each([
  [undefined, null],
  ['', null],
  ['a=1', '1'],
  ['b=2; a=1', '1'],
  ['aa=1; ba=1', null],
  ['a=1; a=2', null],
  ['a==', '='],
])('%s → %s', (header, value) => {
  expect(readCookie(header, 'a')).toBe(value)
})
