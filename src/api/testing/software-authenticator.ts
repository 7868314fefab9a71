// A passkey made of node's own cryptography, for tests: what a security key does, without the key. Not for production code.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

type Wishes = {
  readonly origin?: string
  readonly rpId?: string
  /** Whether the person proved themselves to the key, by finger or PIN. */
  readonly isVerified?: boolean
  readonly counter?: number
}

const isPresent = 0x01
const isUserVerified = 0x04
const hasCredential = 0x40

export class SoftwareAuthenticator {
  readonly id = randomBytes(32).toString('base64url')
  counter = 1
  readonly #privateKey: KeyObject
  readonly #cosePublicKey: Buffer

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#privateKey = privateKey
    // CBOR: { 1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y }
    this.#cosePublicKey = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
  }

  /** The answer of `navigator.credentials.create`, attestation "none". */
  enrol(challenge: string, wishes: Wishes = {}) {
    const credentialId = Buffer.from(this.id, 'base64url')
    const authData = Buffer.concat([
      this.#head(wishes, hasCredential),
      Buffer.alloc(16), // no maker
      Buffer.from([0, credentialId.length]),
      credentialId,
      this.#cosePublicKey,
    ])
    // CBOR: { fmt: "none", attStmt: {}, authData: bytes }
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
      Buffer.from([0x58, authData.length]),
      authData,
    ])
    const clientDataJSON = clientData('webauthn.create', challenge, wishes)
    return this.#answer({
      clientDataJSON: clientDataJSON.toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['usb'],
    })
  }

  /** The answer of `navigator.credentials.get`; the counter rises with each. */
  show(challenge: string, wishes: Wishes = {}) {
    this.counter += 1
    const authData = this.#head(wishes, 0)
    const clientDataJSON = clientData('webauthn.get', challenge, wishes)
    const signed = Buffer.concat([authData, createHash('sha256').update(clientDataJSON).digest()])
    return this.#answer({
      clientDataJSON: clientDataJSON.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#privateKey).toString('base64url'),
    })
  }

  #head({ rpId = 'localhost', isVerified = true, counter = this.counter }: Wishes, flags: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const allFlags = flags | isPresent | (isVerified ? isUserVerified : 0)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([allFlags]), count])
  }

  #answer(response: Record<string, unknown>) {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response }
  }
}

function clientData(type: string, challenge: string, { origin = 'http://localhost:8080' }: Wishes): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}
