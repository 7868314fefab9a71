// Under which article a holder keeps what it records of its stock. Pure. Not here: the articles themselves (corpus), and what the record says.
import type { PartyKind } from '#licensing'

/**
 * Pharmacists, and doctors and vets who dispense, keep it by decree; whoever has an exemption keeps it because the exemption says so.
 * @basis opiumwetbesluit/7 opiumwet/8a/2/f
 */
export function recordBasis(kind: PartyKind): string {
  return kind === 'pharmacy' ? 'opiumwetbesluit/7' : 'opiumwet/8a/2/f'
}
