// How the published profile asks premises and parties to be named: by GLN as Digital Link or EPC URN, or by our own id. Not here: reading
// those names (places/forms.ts), check digits, which no pattern tells, and whose number it is.

const ours = 'urn:uuid:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'
const link = (words: string) => `https?://[^/?#]+(/[^?#]*)?/(${words})/[0-9]{13}([/?#].*)?`
/** Twelve digits in all, of which six to twelve are the company prefix. */
const urnOf = (scheme: string) => `urn:epc:id:${scheme}:(?=[0-9.]{13}([.]|$))[0-9]{6,12}[.][0-9]{0,6}`

const place = `^(${ours}|urn:grein:epcis:room:.+|${link('414|gln')}|${urnOf('sgln')}[.].+)$`
/** Before EPCIS 2.0 a party went by the number of a place. */
const party = `^(${ours}|${link('417|party|414|gln')}|${urnOf('pgln')}|${urnOf('sgln')}[.].+)$`

const located = { type: 'object', properties: { id: { $ref: '#/$defs/place' } } }
const typed = (types: readonly string[]) => ({
  required: ['type'],
  properties: { type: { enum: types.flatMap((type) => [type, `https://ref.gs1.org/cbv/SDT-${type}`]) } },
})
/** The type of an element says whether it is a place or a party; a type of somebody's own says neither. */
const linked = (name: 'source' | 'destination') => ({
  type: 'array',
  items: {
    allOf: [
      // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema.
      { if: typed(['location']), then: { properties: { [name]: { $ref: '#/$defs/place' } } } },
      {
        if: typed(['possessing_party', 'owning_party']),
        // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema.
        then: { properties: { [name]: { $ref: '#/$defs/party' } } },
      },
    ],
  },
})

export const placeSchemas = {
  place: {
    type: 'string',
    description:
      'Premises by GLN, as Digital Link (414) or SGLN, with a room of them as extension (254), or by our id as urn:uuid.',
    pattern: place,
  },
  party: {
    type: 'string',
    description: 'A party by GLN, as Digital Link (417) or PGLN, or by our id as urn:uuid.',
    pattern: party,
  },
  places: {
    type: 'object',
    properties: {
      readPoint: located,
      bizLocation: located,
      sourceList: linked('source'),
      destinationList: linked('destination'),
    },
  },
}

const extended = {
  properties: { id: { type: 'string', pattern: '(/254/.+|:sgln:[0-9]+[.][0-9]*[.](?!0$).+|:room:.+)$' } },
}
/** Instead of the room's name. */
export const roomsOfPlaces = (['readPoint', 'bizLocation'] as const).map((at) => ({
  required: [at],
  properties: { [at]: { required: ['id'], ...extended } },
}))
