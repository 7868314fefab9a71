// The texts of who is a qualified person. Not here: releasing (quality.ts).
import { defineMessages, text } from '#kernel'

export const appointmentMessages = defineMessages({
  'appoint.title': { nl: 'Bevoegde personen', en: 'Qualified persons' },
  'appoint.lead': {
    nl: 'Wie een partij mag vrijgeven, en van wanneer tot wanneer. Niemand benoemt zichzelf.',
    en: 'Who may release a batch, and from when until when. Nobody appoints themselves.',
  },
  'appoint.list': { nl: 'Benoemingen', en: 'Appointments' },
  'appoint.none': {
    nl: 'Er is niemand benoemd. Dan kan niemand vrijgeven.',
    en: 'Nobody is appointed. Then nobody can release.',
  },
  'appoint.person': { nl: 'Persoon', en: 'Person' },
  'appoint.somebody': { nl: 'Deze persoon', en: 'This person' },
  'appoint.unnamed': { nl: 'Heeft nog niet ingelogd', en: 'Has not logged in yet' },
  'appoint.from': { nl: 'Vanaf', en: 'From' },
  'appoint.until': { nl: 'Tot', en: 'Until' },
  'appoint.until.none': { nl: 'onbepaald', en: 'no end' },
  'appoint.until.help': { nl: 'Op deze dag is de bevoegdheid voorbij.', en: 'On this day the capacity is over.' },
  'appoint.state': { nl: 'Stand', en: 'Status' },
  'appoint.stands': { nl: 'Bevoegd', en: 'Qualified' },
  'appoint.later': { nl: 'Nog niet begonnen', en: 'Not begun yet' },
  'appoint.over': { nl: 'Voorbij', en: 'Over' },
  'appoint.ended': { nl: 'Beëindigd', en: 'Ended' },
  'appoint.new': { nl: 'Iemand benoemen', en: 'Appoint somebody' },
  'appoint.who': { nl: 'Wie?', en: 'Who?' },
  'appoint.who.help': {
    nl: 'Beslissers van uw organisatie die hier eerder inlogden. Staat iemand er niet bij, laat die dan eerst inloggen.',
    en: 'Decision-makers of your organisation who logged in here before. If somebody is not there, have them log in first.',
  },
  'appoint.who.needed': { nl: 'Kies een persoon.', en: 'Choose a person.' },
  'appoint.from.needed': { nl: 'Kies een dag.', en: 'Choose a day.' },
  'appoint.do': { nl: 'Benoemen', en: 'Appoint' },
  'appoint.done': text<{ name: string }>({
    nl: ({ name }) => `${name} is benoemd.`,
    en: ({ name }) => `${name} is appointed.`,
  }),
  'appoint.end': { nl: 'Benoeming beëindigen', en: 'End the appointment' },
  'appoint.end.of': text<{ name: string }>({
    nl: ({ name }) => `Benoeming van ${name} beëindigen`,
    en: ({ name }) => `End the appointment of ${name}`,
  }),
  'appoint.end.unnamed': text<{ number: string }>({
    nl: ({ number }) => `Benoeming beëindigen van …${number}, die nog niet inlogde`,
    en: ({ number }) => `End the appointment of …${number}, who has not logged in yet`,
  }),
  'appoint.end.help': {
    nl: 'Wat al vrijgegeven is, blijft vrijgegeven.',
    en: 'What was released stays released.',
  },
  'appoint.end.done': { nl: 'De benoeming is beëindigd.', en: 'The appointment has ended.' },
})
