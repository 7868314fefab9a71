// The texts of the start page: what waits for you, and the page for who is not logged in.
import { defineMessages, text } from '#kernel'

export const startMessages = defineMessages({
  'start.title': { nl: 'Wat er te doen is', en: 'What there is to do' },
  'start.today': text<{ day: string; party: string }>({
    nl: ({ day, party }) => `${day} · ${party}`,
    en: ({ day, party }) => `${day} · ${party}`,
  }),
  'start.waiting': { nl: 'Uw werk wordt opgehaald', en: 'Fetching your work' },
  'start.all': text<{ count: number }>({
    nl: ({ count }, { number }) => `Bekijk alle ${number(count)}`,
    en: ({ count }, { number }) => `See all ${number(count)}`,
  }),
  'start.events': { nl: 'Bekijk alle gebeurtenissen', en: 'See all events' },
  'start.more': text<{ count: number }>({
    nl: ({ count }, { number }) => `en nog ${number(count)}`,
    en: ({ count }, { number }) => `and ${number(count)} more`,
  }),
  'start.empty.title': { nl: 'Er wacht niets op u', en: 'Nothing is waiting for you' },
  'start.empty.text': {
    nl: 'Hier komt te staan wat u moet doen: zendingen om te ontvangen, partijen om vrij te geven, termijnen die aflopen. Het dringendste bovenaan.',
    en: 'What you have to do will appear here: shipments to receive, batches to release, terms that end. The most pressing first.',
  },
  'start.empty.batches': { nl: 'Bekijk de partijen', en: 'See the batches' },
  'start.due.today': { nl: 'vandaag', en: 'today' },
  'start.due.tomorrow': { nl: 'morgen', en: 'tomorrow' },
  'start.due.in': text<{ days: number }>({
    nl: ({ days }) => `over ${days} dagen`,
    en: ({ days }) => `in ${days} days`,
  }),
  'start.due.late': text<{ days: number }>({
    nl: ({ days }) => (days === 1 ? '1 dag te laat' : `${days} dagen te laat`),
    en: ({ days }) => (days === 1 ? '1 day late' : `${days} days late`),
  }),
  'start.due.on': text<{ on: string }>({ nl: ({ on }, { day }) => day(on), en: ({ on }, { day }) => day(on) }),

  'work.recall-notices': { nl: 'Terugroepacties om te bevestigen', en: 'Recalls to acknowledge' },
  'work.recall-notices.why': {
    nl: 'Zeg dat u het bericht hebt ontvangen; daarna staat er wat u moet doen.',
    en: 'Say that you received the notice; then it tells you what to do.',
  },
  'work.recalls-open': { nl: 'Terugroepacties die lopen', en: 'Recalls under way' },
  'work.recalls-open.why': {
    nl: 'Nog niet iedereen heeft gezegd dat het bericht is ontvangen.',
    en: 'Not everyone has said yet that the notice was received.',
  },
  'work.shipments-to-receive': { nl: 'Zendingen om te ontvangen', en: 'Shipments to receive' },
  'work.shipments-to-receive.why': {
    nl: 'Weeg wat er is aangekomen. Een verschil meldt u binnen drie werkdagen.',
    en: 'Weigh what arrived. Report a difference within three working days.',
  },
  'work.shipments-on-the-way': { nl: 'Zendingen onderweg', en: 'Shipments on the way' },
  'work.shipments-on-the-way.why': {
    nl: 'Verzonden, en door de ontvanger nog niet gewogen.',
    en: 'Sent, and not yet weighed by the receiver.',
  },
  'work.batches-to-release': { nl: 'Partijen om vrij te geven', en: 'Batches to release' },
  'work.batches-to-release.why': {
    nl: 'De uitslagen zijn binnen. Beslis: vrijgeven of afkeuren.',
    en: 'The results are in. Decide: release or reject.',
  },
  'work.samples-to-test': { nl: 'Monsters om te onderzoeken', en: 'Samples to test' },
  'work.samples-to-test.why': {
    nl: 'Zonder uitslag kan de partij niet worden vrijgegeven.',
    en: 'Without results the batch cannot be released.',
  },
  'work.harvest-clocks': { nl: 'Oogsten met een aflopende termijn', en: 'Harvests whose term is ending' },
  'work.harvest-clocks.why': {
    nl: 'Binnen vier maanden na de oogst leveren aan de minister of vernietigen.',
    en: 'Deliver to the Minister or destroy within four months after the harvest.',
  },
  'work.batches-to-dry': { nl: 'Oogsten om te drogen', en: 'Harvests to dry' },
  'work.batches-to-dry.why': {
    nl: 'Nat gewogen, nog niet droog teruggewogen.',
    en: 'Weighed wet, not yet weighed back dry.',
  },
  'work.batches-to-process': { nl: 'Partijen om te bewerken', en: 'Batches to process' },
  'work.batches-to-process.why': {
    nl: 'Gedroogd, nog niet getrimd of gegranuleerd.',
    en: 'Dried, not yet trimmed or granulated.',
  },
  'work.batches-to-hand-over': { nl: 'Partijen om over te dragen', en: 'Batches to hand over' },
  'work.batches-to-hand-over.why': {
    nl: 'Klaar voor levering aan de minister, zak voor zak gewogen.',
    en: 'Ready for delivery to the Minister, weighed bag by bag.',
  },
  'work.waste-to-destroy': { nl: 'Afval om te vernietigen', en: 'Waste to destroy' },
  'work.waste-to-destroy.why': {
    nl: 'Met twee getuigen, en vooraf gewogen.',
    en: 'With two witnesses, weighed beforehand.',
  },
  'work.rejected-to-destroy': { nl: 'Afgekeurde partijen om te vernietigen', en: 'Rejected batches to destroy' },
  'work.rejected-to-destroy.why': {
    nl: 'Afgekeurd: deze partijen mogen nergens meer heen.',
    en: 'Rejected: these batches may not go anywhere.',
  },
  'work.on-hold': { nl: 'Tegengehouden partijen', en: 'Batches on hold' },
  'work.on-hold.why': {
    nl: 'Niets gaat weg tot de blokkade is opgeheven of de partij is vernietigd.',
    en: 'Nothing leaves until the hold is lifted or the batch destroyed.',
  },
  'work.differences-open': { nl: 'Open verschillen', en: 'Open differences' },
  'work.differences-open.why': {
    nl: 'Gewogen en geboekt verschillen. Verklaar het verschil of meld het.',
    en: 'What was weighed and what was booked differ. Explain the difference, or report it.',
  },
  'work.exemptions-ending': { nl: 'Ontheffingen die aflopen', en: 'Exemptions that end' },
  'work.exemptions-ending.why': { nl: 'Daarna is de handeling verboden.', en: 'After that day the act is prohibited.' },
  'work.expiring-stock': { nl: 'Voorraad die verloopt', en: 'Stock that expires' },
  'work.expiring-stock.why': {
    nl: 'Verkoop of vernietig deze voor de datum.',
    en: 'Sell or destroy it before its date.',
  },
  'work.stock-to-dispense': { nl: 'Voorraad om af te leveren', en: 'Stock to dispense' },
  'work.stock-to-dispense.why': { nl: 'Vrijgegeven en in de apotheek.', en: 'Released, and in the pharmacy.' },
  'work.stock-to-pack': { nl: 'Partijen om te verpakken', en: 'Batches to pack' },
  'work.stock-to-pack.why': { nl: 'Vrijgegeven, en nog niet verpakt.', en: 'Released, and not yet packed.' },
  'work.denials': { nl: 'Geweigerde handelingen', en: 'Refused actions' },
  'work.denials.why': {
    nl: 'Iemand probeerde iets wat diens rol niet toestaat.',
    en: 'Someone tried what their role does not allow.',
  },
  'work.recent-events': { nl: 'Laatst vastgelegd', en: 'Recorded last' },
  'work.recent-events.why': { nl: 'De nieuwste gebeurtenissen die u mag zien.', en: 'The newest events you may see.' },

  'did.plant': { nl: 'geplant', en: 'planted' },
  'did.harvest': { nl: 'geoogst', en: 'harvested' },
  'did.dry': { nl: 'gedroogd', en: 'dried' },
  'did.process': { nl: 'bewerkt', en: 'processed' },
  'did.hand-over': { nl: 'overgedragen aan de minister', en: 'handed over to the Minister' },
  'did.sample': { nl: 'bemonsterd', en: 'sampled' },
  'did.test': { nl: 'onderzocht', en: 'tested' },
  'did.release': { nl: 'vrijgegeven of afgekeurd', en: 'released or rejected' },
  'did.assay': { nl: 'gehalte geboekt', en: 'content posted' },
  'did.irradiate': { nl: 'bestraald', en: 'irradiated' },
  'did.pack': { nl: 'verpakt', en: 'packed' },
  'did.ship': { nl: 'verzonden', en: 'sent' },
  'did.receive': { nl: 'ontvangen', en: 'received' },
  'did.export': { nl: 'uitgevoerd', en: 'exported' },
  'did.dispense': { nl: 'ter hand gesteld', en: 'dispensed' },
  'did.destroy': { nl: 'vernietigd', en: 'destroyed' },
  'did.lose': { nl: 'verloren of gestolen', en: 'lost or stolen' },
  'did.hold': { nl: 'tegengehouden', en: 'put on hold' },
  'did.lift': { nl: 'vrijgelaten', en: 'let go' },
  'did.settle-difference': { nl: 'verschil afgesloten', en: 'difference settled' },
  'did.correct': { nl: 'gecorrigeerd', en: 'corrected' },

  'landing.title': { nl: 'Elke korrel telt', en: 'Every grain counts' },
  'landing.lead': {
    nl: 'Grein houdt bij wat de wet over een stof zegt, wie er wat mee mag, en waar elke milligram is: van plant tot patiënt. Iedereen kan het controleren.',
    en: 'Grein keeps what the law says about a substance, who may do what with it, and where every milligram is: from plant to patient. Anyone can check it.',
  },
  'landing.check.title': { nl: 'Valt deze stof onder de Opiumwet?', en: 'Is this substance under the Opium Act?' },
  'landing.check.text': {
    nl: 'Typ een naam, een CAS-nummer of een structuur (SMILES). U krijgt de lijst, het artikel en de datum.',
    en: 'Type a name, a CAS number or a structure (SMILES). You get the list, the article and the date.',
  },
  'landing.check.label': { nl: 'Naam, CAS-nummer of SMILES', en: 'Name, CAS number or SMILES' },
  'landing.check.do': { nl: 'Controleer', en: 'Check' },
  'landing.verify.title': { nl: 'Klopt dit bewijs?', en: 'Is this proof sound?' },
  'landing.verify.text': {
    nl: 'Hebt u een bewijsbestand gekregen? Uw eigen browser rekent het na. Wij krijgen het niet te zien.',
    en: 'Were you given a proof file? Your own browser recomputes it. We never see it.',
  },
  'landing.verify.do': { nl: 'Bewijs controleren', en: 'Check a proof' },
  'landing.api.title': { nl: 'Sluit uw eigen systeem aan', en: 'Connect your own system' },
  'landing.api.text': {
    nl: 'Alles wat u hier ziet, komt uit een open API. Elke weigering noemt het artikel.',
    en: 'All you see here comes from an open API. Every refusal names the article.',
  },
  'landing.api.do': { nl: 'Bekijk de API', en: 'See the API' },
  'landing.login.title': { nl: 'Werkt u in de keten?', en: 'Do you work in the chain?' },
  'landing.login.text': {
    nl: 'Telers, laboratoria, verpakkers, apothekers en toezichthouders zien na het inloggen wat er voor hen te doen is.',
    en: 'Growers, laboratories, packers, pharmacists and inspectors see what there is to do for them after logging in.',
  },
  'landing.login.demo': { nl: 'In deze demo kunt u zijn:', en: 'In this demo you can be:' },
})
