// What designated rooms and one day in a room say. Not here: the plan itself (pictures.ts).
import { defineMessages, text } from '#kernel'

export const roomMessages = defineMessages({
  'rooms.use.grow': { nl: 'telen', en: 'growing' },
  'rooms.use.dry': { nl: 'drogen', en: 'drying' },
  'rooms.use.store': { nl: 'opslag', en: 'storage' },
  'rooms.use.waste': { nl: 'afval', en: 'waste' },
  'rooms.uses': text<{ uses: string }>({ nl: ({ uses }) => `voor ${uses}`, en: ({ uses }) => `for ${uses}` }),
  'rooms.field': text<{ room: string }>({ nl: ({ room }) => `Veld ${room}`, en: ({ room }) => `Field ${room}` }),
  'rooms.undesignated': { nl: 'niet aangewezen', en: 'not designated' },
  'rooms.unknown': {
    nl: 'De autoriteit heeft hier geen kamers aangewezen. De namen zijn die van de teler.',
    en: 'The authority has designated no rooms here. The names are the grower’s own.',
  },
  'rooms.designated': {
    nl: 'De autoriteit heeft aangewezen waarvoor elke kamer is. Wat ergens anders gebeurt, wordt geweigerd.',
    en: 'The authority has designated what each room is for. What is done elsewhere is refused.',
  },
  'rooms.since': { nl: 'In deze kamer sinds', en: 'In this room since' },
  'rooms.mass': { nl: 'Er ligt', en: 'There lies' },
  'rooms.designate': { nl: 'Kamer aanwijzen', en: 'Designate a room' },
  'rooms.designate.text': {
    nl: 'Wat u hier vastlegt geldt vanaf de dag die u noemt, en komt in de plaats van een eerdere aanwijzing van dezelfde kamer. Zonder doel is de kamer vanaf dan gesloten.',
    en: 'What you record here holds from the day you name, and takes the place of an earlier designation of the same room. For nothing, the room is closed from then on.',
  },
  'rooms.designate.place': { nl: 'Op welke locatie?', en: 'At which premises?' },
  'rooms.designate.name': { nl: 'Naam of nummer', en: 'Name or number' },
  'rooms.designate.kind': { nl: 'Kamer of veld', en: 'Room or field' },
  'rooms.designate.kind.room': { nl: 'kamer', en: 'room' },
  'rooms.designate.kind.field': { nl: 'veld', en: 'field' },
  'rooms.designate.uses': { nl: 'Waarvoor?', en: 'What for?' },
  'rooms.designate.from': { nl: 'Vanaf', en: 'From' },
  'rooms.designate.missing': { nl: 'Vul dit in.', en: 'Fill this in.' },
  'rooms.designate.record': { nl: 'Aanwijzing vastleggen', en: 'Record the designation' },
  'rooms.designate.done': { nl: 'De aanwijzing is vastgelegd', en: 'The designation is on record' },
  'room.day': { nl: 'Op welke dag?', en: 'On which day?' },
  'room.handed.title': { nl: 'Overgedragen aan anderen', en: 'Passed on to others' },
  'room.day.all': { nl: 'Alle dagen', en: 'All days' },
  'room.day.what': text<{ on: string }>({
    nl: ({ on }, { day }) => `Wat stond hier op ${day(on)}, en waar ging het heen?`,
    en: ({ on }, { day }) => `What stood here on ${day(on)}, and where did it go?`,
  }),
  'room.never.title': { nl: 'Hier stond nog niets', en: 'Nothing stood here yet' },
  'room.never.text': {
    nl: 'Zodra er iets in deze kamer komt, leest u hier waar het heen ging. Kent u deze kamer niet, kijk dan bij alle kamers.',
    en: 'As soon as something comes into this room, you read here where it went. If you do not know this room, look at all rooms.',
  },
  'room.day.none': text<{ on: string }>({
    nl: ({ on }, { day }) => `Op ${day(on)} stond hier niets.`,
    en: ({ on }, { day }) => `On ${day(on)} nothing stood here.`,
  }),
})
