// The texts of the field that asks for a room. Not here: those of the plan of rooms (rooms.ts).
import { defineMessages, text } from '#kernel'

export const roomFieldMessages = defineMessages({
  'room.field.free': {
    nl: 'De autoriteit heeft hier geen kamers aangewezen. Schrijf de naam zoals u die gebruikt.',
    en: 'The authority has designated no rooms here. Write the name as you use it.',
  },
  'room.field.where': {
    nl: 'Kies eerst waar het gebeurt; dan ziet u hier de kamers van die locatie.',
    en: 'Choose first where it happens; then you see the rooms of those premises here.',
  },
  'room.field.help': text<{ uses: string }>({
    nl: ({ uses }) => `Aangewezen voor ${uses}.`,
    en: ({ uses }) => `Designated for ${uses}.`,
  }),
  'room.field.here': { nl: 'staat hier nu', en: 'stands here now' },
  'room.field.lots': text<{ lots: number }>({
    nl: ({ lots }) => (lots === 0 ? 'nu leeg' : lots === 1 ? '1 partij' : `${lots} partijen`),
    en: ({ lots }) => (lots === 0 ? 'empty now' : lots === 1 ? '1 batch' : `${lots} batches`),
  }),
  'room.field.plan': { nl: 'Alle kamers en waarvoor ze zijn', en: 'All rooms and what they are for' },
  'room.field.none': text<{ uses: string }>({
    nl: ({ uses }) => `Op deze locatie is geen kamer aangewezen voor ${uses}.`,
    en: ({ uses }) => `No room at these premises is designated for ${uses}.`,
  }),
  'room.field.none.way': {
    nl: 'Vraag de autoriteit om een aanwijzing (Opiumwet, artikel 8a, tweede lid, onder c). Tot dan kan het hier niet.',
    en: 'Ask the authority for a designation (Opium Act, article 8a(2)(c)). Until then it cannot be done here.',
  },
})
