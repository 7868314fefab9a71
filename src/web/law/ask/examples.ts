// Twelve questions with an answer one can check by hand, one press away. Pure. Not here: their answers.
import type { ExemptionHeld } from '#law/contract'
import type { askMessages } from '../../messages/ask.ts'
import type { AskSearch } from './question.ts'

type Title = Extract<keyof typeof askMessages, `ask.example.${string}`>
export type Example = { readonly title: Title; readonly asked: AskSearch }

const on = '2026-06-01'
const exemption: ExemptionHeld = {
  number: 'V-1',
  acts: ['import'],
  substances: ['morfine'],
  lists: ['I'],
  purposes: ['medicinal-supply'],
  premises: [],
  ground: 'opiumwet/8/1/a',
  from: '2026-05-01',
  until: '2026-10-01',
  perCase: true,
  massMgMax: '10000000',
}

export const examples: readonly Example[] = [
  {
    title: 'ask.example.1',
    asked: {
      who: 'private-person',
      act: 'have',
      sub: 'MDMA hydrochloride',
      form: 'substance',
      for: 'own-use',
      on,
      f: 'intent:yes',
    },
  },
  {
    title: 'ask.example.2',
    asked: { who: 'company', act: 'sell', sub: '3-MMC', form: 'substance', for: 'trade', on: '2024-06-01' },
  },
  {
    title: 'ask.example.3',
    asked: {
      who: 'company',
      act: 'sell',
      sub: 'CC(NC)C(=O)c1ccccc1Cl',
      form: 'substance',
      for: 'trade',
      where: 'web-shop',
      on: '2025-07-01',
      f: 'intent:yes',
    },
  },
  {
    title: 'ask.example.4',
    asked: {
      who: 'active-substance-trader',
      act: 'import',
      sub: 'CC(NC(C)(C)C)C(=O)c1cccc(Cl)c1',
      form: 'substance',
      for: 'trade',
      on,
      f: 'registration:no',
    },
  },
  {
    title: 'ask.example.5',
    asked: {
      who: 'pharmacist',
      act: 'supply',
      sub: 'methylfenidaat',
      form: 'medicine',
      for: 'medicinal-supply',
      where: 'pharmacy',
      on,
      f: 'normal-practice:yes,valid-prescription:yes',
    },
  },
  {
    title: 'ask.example.6',
    asked: {
      who: 'vet',
      act: 'prepare',
      sub: 'pentobarbital',
      form: 'preparation',
      for: 'veterinary',
      on,
      f: 'normal-practice:yes,lawfully-obtained:yes',
    },
  },
  {
    title: 'ask.example.7',
    asked: {
      who: 'private-person',
      act: 'export',
      sub: 'hennep',
      form: 'plant',
      for: 'own-use',
      mass: '10000',
      on,
      f: 'intent:yes',
    },
  },
  {
    title: 'ask.example.8',
    asked: {
      who: 'farmer',
      act: 'grow',
      sub: 'hennep',
      form: 'plant',
      for: 'fibre-or-seed',
      where: 'open-ground',
      on,
      f: 'recipient:other',
    },
  },
  {
    title: 'ask.example.9',
    asked: {
      who: 'medicine-wholesaler',
      act: 'import',
      sub: 'morfine',
      form: 'substance',
      for: 'medicinal-supply',
      mass: '10000000',
      on,
      x: JSON.stringify([exemption]),
    },
  },
  {
    title: 'ask.example.10',
    asked: {
      who: 'researcher',
      act: 'import',
      sub: 'CC(NC)C(=O)c1ccccc1Cl',
      form: 'substance',
      for: 'research',
      mass: '10',
      on,
    },
  },
  {
    title: 'ask.example.11',
    asked: {
      who: 'contract-grower',
      act: 'export',
      sub: 'hennep',
      form: 'plant',
      for: 'export',
      on,
      f: 'on-behalf-of-minister:no',
    },
  },
  {
    title: 'ask.example.12',
    asked: {
      who: 'institution',
      inst: 'hospital',
      act: 'have',
      sub: 'MDMA',
      form: 'medicine',
      for: 'clinical-trial',
      where: 'institution',
      on,
      f: 'trial-approved:yes,lawfully-obtained:yes',
    },
  },
]
