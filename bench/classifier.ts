// Structures judged a second, all lists, clauses and groups on, against native RDKit (Debian's python3-rdkit) doing as much of it as a
// toolkit alone can. Not here: reading files, and threads.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type Corpus, openClassifier } from '#law'
import { loadCorpus } from '#law/corpus'
import { interleave, type Promised, type Row } from './support.ts'

const acids = [
  ...[
    'O=C(%)c1ccccc1',
    'O=C(%)c1ccc(F)cc1',
    'O=C(%)C1CCCCC1',
    'O=C(%)c1ccc2[nH]ccc2c1',
    'O=C(%)Cc1ccc(Cl)cc1',
    'O=C(%)c1cccnc1',
  ],
  ...[
    'O=C(%)c1cnn(C)c1',
    'O=C(%)C1CCN(C(C)=O)CC1',
    'O=C(%)c1cc(OC)c(OC)c(OC)c1',
    'O=C(%)COc1ccccc1',
    'O=C(%)c1csc(C)n1',
  ],
  ...[
    'O=S(=O)(%)c1ccc(C)cc1',
    'O=C(%)CCc1nc2ccccc2s1',
    'O=C(%)c1ccc(-n2cccn2)cc1',
    'O=C(%)Nc1ccc(OC)cc1',
    'O=C(%)C1CC1',
  ],
]
const amines = [
  ...[
    'N9CCOCC9',
    'N9CCN(c8ccccc8)CC9',
    'NCc9ccco9',
    'Nc9ccc(Br)cc9',
    'N(C)Cc9ccncc9',
    'NC9CCCCC9',
    'NCCc9ccc(OC)c(OC)c9',
    'Nc9nccs9',
  ],
  ...[
    'NC(C)c9ccccc9',
    'N9CCC(C(=O)N)CC9',
    'NCCCN8CCOCC8',
    'Nc9cc(C)on9',
    'N9CCCC9c8cccnc8',
    'Nc9ccc8OCOc8c9',
    'NCC(=O)OCC',
    'N9CCc8ccccc8C9',
  ],
]

/** Drug-like amides, none of them listed, and every structure of the corpus: most of what is asked about is neither far nor near. */
function molecules(corpus: Corpus): readonly string[] {
  const made = acids.flatMap((acid) => amines.map((amine) => acid.replace('%', amine)))
  const listed = corpus.substances.flatMap(({ structure }) => structure?.smiles ?? [])
  return [...made, ...listed]
}

export const classifier: Promised = {
  name: 'Structures judged from SMILES text on one core, lists, closing clauses and groups on',
  async measure({ isQuick }) {
    const corpus = await loadCorpus(join(import.meta.dirname, '..', 'corpus'))
    const smiles = molecules(corpus)
    const days = { on: Temporal.PlainDate.from('2026-01-01'), knownOn: Temporal.PlainDate.from('2026-01-01') }
    const { classify } = openClassifier(corpus, days)
    const ours = async () => {
      const begin = process.cpuUsage()
      const turns = isQuick ? 5 : 100
      for (let turn = 0; turn < turns; turn++) for (const text of smiles) classify(text)
      const { user, system } = process.cpuUsage(begin)
      return (turns * smiles.length * 1e6) / (user + system)
    }
    await ours() // The first round compiles.
    if (nativeRate(smiles, 1) === null) return [rowOf(await ours(), null)]
    const found = await interleave(3, async () => nativeRate(smiles, isQuick ? 1 : 4) ?? Number.NaN, ours)
    return [rowOf(found.ours, null), rowOf(found.ours, found.limit)]
  },
}

function rowOf(ours: number, native: number | null): Row {
  const bar = native === null ? 30_000 : 5 * native
  return {
    what: native === null ? 'per second and core' : 'against native RDKit: parse, identity, mass and the same cores',
    ours: `${ours.toFixed(0)} a second`,
    limit: native === null ? 'no limit of this run' : `${native.toFixed(0)} a second`,
    ratio: native === null ? null : ours / native,
    bar: native === null ? '≥ 30,000; without python3-rdkit no ratio' : '≥ 5',
    holds: ours >= bar,
  }
}

/** What a toolkit does towards the same answer: parse, canonical form for the lists, mass for the limits, the cores of the groups. */
const script = `
import sys, time
from rdkit import Chem, RDLogger
from rdkit.Chem.Descriptors import MolWt
RDLogger.DisableLog('rdApp.*')
turns = int(sys.argv[1])
smiles = sys.stdin.read().split()
cores = [Chem.MolFromSmarts(s) for s in [
  '[#7]-[#6;X4]-[#6]-[#6,#7,#8,#16;R]', 'n1ccc2ccccc12', 'n1ncc2ccccc12', 'n1ccc2cccnc12', 'n1ncc2cccnc12', 'n1c2ccccc2c2ccccc12',
  'n1cnc2ccccc12', 'n1nccc1', 'O=c1ccn(-*)c2ccccc12', 'N1CCC(N)CC1', 'O=C(N)C1CNC2Cc3cnc4cccc(C2=C1)c34', 'O=C(O)C1C(O)CC2CCC1N2']]
listed = set()
begin = time.process_time()
n = 0
for turn in range(turns):
  for s in smiles:
    m = Chem.MolFromSmiles(s)
    n += 1
    if m is None: continue
    Chem.MolToSmiles(m, isomericSmiles=False) in listed
    MolWt(m)
    for core in cores: m.HasSubstructMatch(core)
print(n / (time.process_time() - begin))
`

/** Null where python3-rdkit is not installed: said by the row, never a failure. */
function nativeRate(smiles: readonly string[], turns: number): number | null {
  for (const python of ['python3', '/usr/bin/python3']) {
    const run = spawnSync(python, ['-c', script, String(turns)], { input: smiles.join('\n'), encoding: 'utf8' })
    if (run.status === 0) return Number(run.stdout)
  }
  return null
}
