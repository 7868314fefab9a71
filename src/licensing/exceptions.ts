// What the Opium Act itself allows without an exemption, as dated rows. Not here: exemptions (registers) and prescriptions.
import type { LawAct, ListName } from '#law/contract'
import type { PartyKind } from './contract.ts'
import type { Purpose } from './facts.ts'

export type LegalException = {
  readonly article: string
  readonly kinds: readonly PartyKind[] | 'all'
  readonly acts: readonly LawAct[]
  readonly purposes: readonly Purpose[]
  /** Which substances it reaches: a list as a whole, or those named. */
  readonly substances: {
    readonly lists: readonly ListName[]
    readonly except: readonly string[]
    readonly named: readonly string[]
  }
  readonly from: string
  readonly until: string | null
}

/** Hemp, hashish and hemp oil: the State's monopoly of Ow 8h–8i. Keys of the corpus. */
const hemp = ['hennep', 'hasjiesj', 'hennepolie'] as const

// Owb annex 1 a: the list I substances a doctor may prescribe; b: all of list II except hashish.
const annex1OfListI = [
  'acetylmethadol',
  'alfacetylmethadol',
  'alfentanil',
  'amfetamine',
  'bezitramide',
  'cocaine',
  'codeine',
  'dexamfetamine',
  'dextromoramide',
  'dextropropoxyfeen',
  'difenoxylaat',
  'dihydrocodeine',
  'ethylmorfine',
  'fentanyl',
  'ghb',
  'hydrocodon',
  'hydromorfon',
  'metamfetamine',
  'metamfetamine-racemaat',
  'methadon',
  'methylfenidaat',
  'morfine',
  'nicomorfine',
  'opium',
  'oxycodon',
  'pethidine',
  'piritramide',
  'remifentanil',
  'secobarbital',
  'sufentanil',
  'tapentadol',
  'tetrahydrocannabinol',
] as const
const designated = { lists: ['II'], except: ['hasjiesj'], named: annex1OfListI } as const

export const legalExceptions: readonly LegalException[] = [
  {
    article: 'opiumwet/5/1/a',
    kinds: ['pharmacy'],
    acts: ['prepare', 'process', 'sell', 'supply', 'transport', 'have'],
    purposes: ['medicinal-supply'],
    substances: designated,
    from: '2003-03-17',
    until: null,
  },
  {
    article: 'opiumwet/5/2',
    kinds: ['institution'],
    acts: ['supply', 'transport', 'have'],
    purposes: ['medicinal-supply'],
    substances: designated,
    from: '2003-03-17',
    until: null,
  },
  {
    article: 'opiumwet/8i/5',
    kinds: ['authority'],
    acts: ['import', 'export', 'sell', 'supply', 'transport', 'have'],
    purposes: ['medicinal-supply', 'quality-control', 'research', 'product-development', 'export'],
    substances: { lists: [], except: [], named: hemp },
    from: '2003-03-17',
    until: null,
  },
  {
    article: 'opiumwet/5/4',
    kinds: 'all',
    acts: ['transport'],
    purposes: ['medicinal-supply', 'quality-control', 'research', 'product-development', 'export'],
    substances: { lists: ['I', 'II'], except: [], named: [] },
    from: '2003-03-17',
    until: null,
  },
]
