// The texts of the scan field and its camera. Not here: what a screen does with what was scanned.
import { defineMessages, text } from '#kernel'

export const scanMessages = defineMessages({
  'scan.label': { nl: 'Scan of typ een partij', en: 'Scan or type a batch' },
  'scan.help': {
    nl: 'Scan het etiket, of typ de naam of het nummer en druk op Enter.',
    en: 'Scan the label, or type the name or number and press Enter.',
  },
  'scan.find': { nl: 'Zoek', en: 'Find' },
  'scan.camera': { nl: 'Camera', en: 'Camera' },
  'scan.searching': { nl: 'Zoeken', en: 'Searching' },
  'scan.found': text<{ name: string }>({ nl: ({ name }) => `Gevonden: ${name}`, en: ({ name }) => `Found: ${name}` }),
  'scan.shipment': text<{ party: string; isIncoming: boolean }>({
    nl: ({ party, isIncoming }) => (isIncoming ? `zending van ${party}` : `zending naar ${party}`),
    en: ({ party, isIncoming }) => (isIncoming ? `shipment from ${party}` : `shipment to ${party}`),
  }),
  'scan.none': text<{ code: string }>({
    nl: ({ code }) => `Niets gevonden bij ${code}. Misschien is de partij niet van u, of is het een ander etiket.`,
    en: ({ code }) => `Nothing found for ${code}. The batch may not be yours, or it is another label.`,
  }),
  'scan.faulty': {
    nl: 'Deze code is beschadigd: een cijfer klopt niet. Scan opnieuw, of typ de naam van de partij.',
    en: 'This code is damaged: a digit is wrong. Scan again, or type the name of the batch.',
  },
  'scan.transport': {
    nl: 'Dit is het nummer van een doos of pallet. Scan het etiket van de partij zelf.',
    en: 'This is the number of a box or pallet. Scan the label of the batch itself.',
  },
  'scan.choose': { nl: 'Welke bedoelt u?', en: 'Which one do you mean?' },
  'scan.camera.title': { nl: 'Scannen met de camera', en: 'Scan with the camera' },
  'scan.camera.hold': {
    nl: 'Houd het vierkante vlakje op het etiket stil voor de camera.',
    en: 'Hold the square symbol on the label still before the camera.',
  },
  'scan.camera.starting': { nl: 'De camera start', en: 'The camera is starting' },
  'scan.camera.denied': {
    nl: 'Uw browser mag de camera niet gebruiken. Sta het toe in de instellingen van de browser, of typ de naam van de partij.',
    en: 'Your browser may not use the camera. Allow it in the settings of the browser, or type the name of the batch.',
  },
  'scan.camera.absent': {
    nl: 'Er is geen camera die werkt. Typ de naam van de partij, of gebruik een scanner.',
    en: 'There is no camera that works. Type the name of the batch, or use a scanner.',
  },
})
