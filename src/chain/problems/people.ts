// Refusals about people, places and notices: witnesses, second signatures, rooms, what must be told. Not here: who may ask at all (asked.ts).
import { conflict, defineProblems, forbidden, invalid } from '#kernel'
import { type RoomUse, recordArticles } from '../contract.ts'

const useText: Record<RoomUse, { nl: string; en: string }> = {
  grow: { nl: 'telen', en: 'growing' },
  dry: { nl: 'drogen', en: 'drying' },
  store: { nl: 'opslag', en: 'storage' },
  waste: { nl: 'afval', en: 'waste' },
}

export const peopleProblems = defineProblems('chain', {
  'same-witness': invalid({
    title: { nl: 'Er zijn twee verschillende getuigen nodig.', en: 'Two different witnesses are needed.' },
    detail: () => ({ nl: 'Noem twee verschillende personeelsnummers.', en: 'Name two different staff numbers.' }),
  }),
  'same-counter': invalid({
    title: { nl: 'Een telling heeft twee verschillende mensen nodig.', en: 'A count needs two different people.' },
    detail: () => ({
      nl: 'Wie telt en wie meetekent zijn niet dezelfde. Noem twee verschillende personeelsnummers.',
      en: 'Who counts and who countersigns are not the same. Name two different staff numbers.',
    }),
    basis: recordArticles,
  }),
  'discovered-before': invalid({
    title: { nl: 'Ontdekt voordat het gebeurde kan niet.', en: 'It cannot be discovered before it happened.' },
    detail: () => ({
      nl: 'Zet het moment van ontdekken op of na het moment waarop het gebeurde.',
      en: 'Put the moment of discovery at or after the moment it happened.',
    }),
  }),
  'not-to-tell': conflict({
    title: { nl: 'Hiervan hoeft dit niet gemeld te worden.', en: 'This need not be told of this.' },
    detail: () => ({
      nl: 'Kies een verlies of diefstal die nog geldt, en wie daarvan moet weten.',
      en: 'Choose a loss or theft that still stands, and who must know of it.',
    }),
  }),
  'already-told': conflict({
    title: { nl: 'Deze melding is al vastgelegd.', en: 'This notice is on record already.' },
    detail: () => ({ nl: 'Er hoeft niets meer te gebeuren.', en: 'Nothing more needs to be done.' }),
  }),
  'unknown-premises': forbidden({
    title: {
      nl: 'Deze plaats staat op die dag niet in het register.',
      en: 'These premises are not in the register on that day.',
    },
    detail: () => ({
      nl: 'Controleer de plaats en de dag, of schrijf de plaats eerst in.',
      en: 'Check the premises and the day, or enter the premises in the register first.',
    }),
  }),
  'unknown-room': forbidden<{ room: string; fitting: readonly string[] }>({
    title: { nl: 'Deze kamer is hier niet aangewezen.', en: 'No such room is designated here.' },
    detail: ({ room, fitting }) => ({
      nl: `Op deze plaats is geen kamer of veld "${room}". ${fitting.length > 0 ? `Hiervoor aangewezen: ${fitting.join(', ')}.` : 'Hiervoor is geen enkele kamer aangewezen.'} Kies een andere, of vraag de autoriteit om een aanwijzing.`,
      en: `There is no room or field "${room}" at these premises. ${fitting.length > 0 ? `Designated for this: ${fitting.join(', ')}.` : 'No room at all is designated for this.'} Choose another, or ask the authority for a designation.`,
    }),
    basis: ['opiumwet/8a/2/c'],
  }),
  'room-not-designated': forbidden<{ room: string; use: RoomUse; fitting: readonly string[] }>({
    title: { nl: 'Deze kamer is hier niet voor aangewezen.', en: 'This room is not designated for this.' },
    detail: ({ room, use, fitting }) => ({
      nl: `"${room}" is niet aangewezen voor ${useText[use].nl}. ${fitting.length > 0 ? `Wel: ${fitting.join(', ')}.` : 'Geen enkele kamer is dat.'} Kies een andere, of vraag de autoriteit om een aanwijzing.`,
      en: `"${room}" is not designated for ${useText[use].en}. ${fitting.length > 0 ? `These are: ${fitting.join(', ')}.` : 'No room is.'} Choose another, or ask the authority for a designation.`,
    }),
    basis: ['opiumwet/8a/2/c'],
  }),
  'same-signer': forbidden({
    title: { nl: 'De tweede handtekening is van iemand anders.', en: 'The second signature is somebody else’s.' },
    detail: () => ({
      nl: 'U hebt het eerste zelf vastgelegd. Laat een collega met een eigen inlog tekenen, of een ambtenaar van de autoriteit.',
      en: 'You recorded the first yourself. Have a colleague sign with a login of their own, or an official of the authority.',
    }),
    basis: ['opiumwetbesluit/6', ...recordArticles],
  }),
  'signer-not-a-person': forbidden({
    title: { nl: 'Een programma kan niet meetekenen.', en: 'A program cannot sign.' },
    detail: () => ({
      nl: 'De tweede handtekening is van iemand die erbij was. Laat die persoon zelf inloggen.',
      en: 'The second signature is of somebody who was there. Have that person log in.',
    }),
    basis: recordArticles,
  }),
  'not-to-sign': conflict({
    title: { nl: 'Hier wordt geen tweede handtekening gevraagd.', en: 'No second signature is asked here.' },
    detail: () => ({
      nl: 'Deze gebeurtenis is al door twee mensen ondertekend, vraagt er geen twee, of is teruggenomen.',
      en: 'This event was signed by two people already, asks for no two, or was taken back.',
    }),
  }),
  'already-signed': conflict({
    title: { nl: 'Dit is al meegetekend.', en: 'This was countersigned already.' },
    detail: () => ({ nl: 'Er hoeft niets meer te gebeuren.', en: 'Nothing more needs to be done.' }),
  }),
  'not-that-count': conflict({
    title: {
      nl: 'Dit is een ander moment dan dat van de telling.',
      en: 'This is another moment than that of the count.',
    },
    detail: () => ({
      nl: 'Een vervolg op een telling staat op het moment van die telling. Telt u opnieuw, leg dan een nieuwe telling vast.',
      en: 'A follow-up stands at the moment of its count. If you count again, record a new count.',
    }),
  }),
})
