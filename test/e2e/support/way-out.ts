// Started before a house of a test (`--import`): the little of the world outside that it may reach. A call to a name below `outside.example`
// comes to the port it names on this machine, in the clear; all else goes the way it always goes, so that nothing in the house knows of it. Not
// here: certificates and addresses that are refused (src/platform/outgoing, src/chain/recall).
import dns from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

const isOutside = (host: string) => host.endsWith('.outside.example')

const lookUp = dns.lookup
const ask = https.request

type Answered = (answer: http.IncomingMessage) => void

// Node writes each of the two as many functions in one; these are the forms the house uses, and others are passed on as they came.
dns.lookup = ((host: string, options: { all: true }) =>
  isOutside(host)
    ? Promise.resolve([{ address: '93.184.215.14', family: 4 }]) // One that the world could reach.
    : lookUp(host, options)) as typeof dns.lookup
https.request = ((url: URL, options: http.RequestOptions, answered: Answered) => {
  if (!(url instanceof URL && isOutside(url.hostname))) return ask(url, options, answered)
  const { method, headers, signal } = options
  const here = { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, agent: false }
  return http.request(
    { ...here, ...(method && { method }), ...(headers && { headers }), ...(signal && { signal }) },
    answered,
  )
}) as typeof https.request

syncBuiltinESMExports()
