// The words of the CBV, whole, and our own, that tell one act from another. Not here: which act has which (table.ts).
import { ownWord } from './names.ts'

const cbv = 'https://ref.gs1.org/cbv/'

export const bizSteps = {
  commissioning: `${cbv}BizStep-commissioning`,
  sampling: `${cbv}BizStep-sampling`,
  inspecting: `${cbv}BizStep-inspecting`,
  accepting: `${cbv}BizStep-accepting`,
  packing: `${cbv}BizStep-packing`,
  shipping: `${cbv}BizStep-shipping`,
  voidShipping: `${cbv}BizStep-void_shipping`,
  receiving: `${cbv}BizStep-receiving`,
  dispensing: `${cbv}BizStep-dispensing`,
  destroying: `${cbv}BizStep-destroying`,
  holding: `${cbv}BizStep-holding`,
  reserving: `${cbv}BizStep-reserving`,
  counting: `${cbv}BizStep-stock_taking`,
  cycleCounting: `${cbv}BizStep-cycle_counting`,
  harvesting: ownWord('harvesting'),
  trimmingWet: ownWord('trimming-wet'),
  drying: ownWord('drying'),
  handingOver: ownWord('handing-over'),
  irradiating: ownWord('irradiating'),
  losing: ownWord('losing'),
  splitting: ownWord('splitting'),
  extracting: ownWord('extracting'),
  assaying: ownWord('assaying'),
  refusing: ownWord('refusing'),
  freeing: ownWord('freeing'),
  usingInPractice: ownWord('using-in-practice'),
  administering: ownWord('administering'),
  seizing: ownWord('seizing'),
  countersigning: ownWord('countersigning'),
  notifyingLoss: ownWord('notifying-loss'),
  designating: ownWord('designating'),
  storing: `${cbv}BizStep-storing`,
  granting: ownWord('granting'),
  methods: { trim: ownWord('trimming'), granulate: ownWord('granulating'), blend: ownWord('blending') },
} as const
export const dispositions = {
  conformant: `${cbv}Disp-conformant`,
  nonConformant: `${cbv}Disp-non_conformant`,
  recalled: `${cbv}Disp-recalled`,
} as const
export const transactions = {
  despatchAdvice: `${cbv}BTT-desadv`,
  order: `${cbv}BTT-po`,
  returnAuthorisation: `${cbv}BTT-rma`,
  possessingParty: `${cbv}SDT-possessing_party`,
  location: `${cbv}SDT-location`,
  exportPermit: ownWord('export-authorisation'),
  importPermit: ownWord('import-certificate'),
  returnShipment: ownWord('return-shipment'),
  signedEvent: ownWord('signed-event'),
  lossEvent: ownWord('loss-event'),
} as const
/** An act that has no word of its own in the CBV or above: its kind is the step. */
export const actStep = (kind: string) => ownWord(`act:${kind}`)
