// The tables of identity as SQL has them. Not here: any query.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kernel'
import type { Assurance } from './claims.ts'

type Moment = ColumnType<Instant, Instant, Instant>
type MaybeMoment = ColumnType<Instant | null, Instant | null | undefined, Instant | null>

export type IdentityTables = {
  'platform.person': {
    authority_id: string
    user_id: string
    issuer: string
    subject: string
    name: string
    seen_at: Moment
  }
  'platform.login_attempt': {
    authority_id: string
    state_sha256: Buffer
    browser_sha256: Buffer
    nonce: string
    code_verifier: string
    return_to: string
    expires_at: Moment
  }
  'platform.session': {
    authority_id: string
    session_id: string
    token_sha256: Buffer
    previous_token_sha256: Generated<Buffer | null>
    rotated_at: MaybeMoment
    csrf_token: string
    user_id: string
    party_id: string | null
    party_name: string | null
    roles: string[]
    wall: string
    assurance: Assurance
    agent: string
    started_at: Moment
    last_seen_at: Moment
    expires_at: Moment
    stepped_up_at: MaybeMoment
    ended_at: MaybeMoment
  }
  'platform.passkey': {
    authority_id: string
    credential_id: string
    user_id: string
    public_key: Buffer
    counter: bigint
    transports: string[]
    name: string
    is_synced: boolean
    created_at: Moment
    last_used_at: MaybeMoment
  }
  'platform.passkey_challenge': {
    authority_id: string
    session_id: string
    purpose: 'enrol' | 'confirm'
    challenge: string
    expires_at: Moment
  }
  'platform.machine_client': {
    authority_id: string
    client_id: string
    party_id: string
    name: string
    jwks: ColumnType<unknown, string, string>
    roles: string[]
    scopes: string[]
    created_at: Moment
    keys_at: MaybeMoment
    withdrawn_at: MaybeMoment
  }
  'platform.client_assertion': { authority_id: string; client_id: string; jti_sha256: Buffer; expires_at: Moment }
  'platform.access_token': {
    authority_id: string
    token_sha256: Buffer
    client_id: string
    scopes: string[]
    expires_at: Moment
  }
}
