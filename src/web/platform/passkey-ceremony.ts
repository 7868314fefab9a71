// Makes and shows passkeys: the options from the API, the browser's own window, the answer to the API. Not here: what is asked around it.

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import type { Session } from '#platform/contract'
import type { useSend } from '../queries.ts'

/** The person closed the browser's window, or it waited too long; not a fault. */
export class CeremonyStopped extends Error {
  override readonly name = 'CeremonyStopped'
}

export class PasskeysUnsupported extends Error {
  override readonly name = 'PasskeysUnsupported'
}

type Send = ReturnType<typeof useSend>

export async function addPasskey(send: Send, name: string): Promise<void> {
  const { startRegistration } = await ceremonies()
  const optionsJSON = await send<PublicKeyCredentialCreationOptionsJSON>('/v1/passkeys/options', { body: {} })
  const response = await startRegistration({ optionsJSON }).catch(stopped)
  await send('/v1/passkeys', { body: { name, response } })
}

/** The session as it is after the passkey was shown. */
export async function showPasskey(send: Send): Promise<Session> {
  const { startAuthentication } = await ceremonies()
  const optionsJSON = await send<PublicKeyCredentialRequestOptionsJSON>('/v1/session/step-up/options', { body: {} })
  const response = await startAuthentication({ optionsJSON }).catch(stopped)
  return send<Session>('/v1/session/step-up', { body: { response } })
}

/** Loaded when first used: most people on most days show no passkey. */
async function ceremonies() {
  const library = await import('@simplewebauthn/browser')
  if (!library.browserSupportsWebAuthn()) throw new PasskeysUnsupported('no WebAuthn here')
  return library
}

function stopped(error: unknown): never {
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) {
    throw new CeremonyStopped('stopped by the person or the clock')
  }
  throw error
}
