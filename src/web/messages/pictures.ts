// The texts of flows, the national picture, the ledger, rooms and the day. Not here: batches and events (chain.ts), recalls (recall.ts).
import { defineMessages, text } from '#kernel'

const nl = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

const isCalledRoom = (room: string) => /kamer|room/i.test(room)

export const pictureMessages = defineMessages({
  'flow.title': { nl: 'Waar alles heen ging', en: 'Where it all went' },
  'flow.lead': {
    nl: 'Materiaal in een periode: van wie het kwam, naar wie het ging, en wat er aan beide einden stond.',
    en: 'Material in a period: from whom it came, to whom it went, and what stood at both ends.',
  },
  'flow.holder': { nl: 'Houder', en: 'Holder' },
  'flow.everyone': { nl: 'Heel het land', en: 'The whole country' },
  'flow.from': { nl: 'Vanaf', en: 'From' },
  'flow.until': { nl: 'Tot en met', en: 'Through' },
  'flow.reading': text<{ opening: string; came: string; went: string; closing: string }>({
    nl: ({ opening, came, went, closing }) =>
      `Er stond ${opening}; er kwam ${came} bij en er ging ${went} af; er staat ${closing}.`,
    en: ({ opening, came, went, closing }) =>
      `It began with ${opening}; ${came} came in and ${went} went out; it ends with ${closing}.`,
  }),
  'flow.none.title': { nl: 'In deze periode bewoog niets', en: 'Nothing moved in this period' },
  'flow.none.text': {
    nl: 'Kies een langere periode, of een andere houder.',
    en: 'Choose a longer period, or another holder.',
  },
  'flow.turned.title': { nl: 'Deze periode eindigt voor zij begint', en: 'This period ends before it begins' },
  'flow.turned.text': {
    nl: 'Kies een laatste dag die niet voor de eerste ligt.',
    en: 'Choose a last day that is not before the first.',
  },
  'flow.node.opening': { nl: 'stond er', en: 'stood there' },
  'flow.node.closing': { nl: 'staat er', en: 'stands there' },
  'flow.node.unseen': { nl: 'uit het zicht', en: 'out of sight' },
  'flow.node.difference': { nl: 'verschil', en: 'difference' },
  'flow.table.from': { nl: 'Van', en: 'From' },
  'flow.table.to': { nl: 'Naar', en: 'To' },
  'flow.table.mass': { nl: 'Massa', en: 'Mass' },
  'flow.table.events': { nl: 'Gebeurtenissen', en: 'Events' },
  'flow.events': text<{ count: number }>({
    nl: ({ count }) => nl(count, 'gebeurtenis', 'gebeurtenissen'),
    en: ({ count }) => nl(count, 'event', 'events'),
  }),
  'flow.band': text<{ mass: string; count: number }>({
    nl: ({ mass, count }) => `${mass} in ${nl(count, 'gebeurtenis', 'gebeurtenissen')}, de nieuwste eerst.`,
    en: ({ mass, count }) => `${mass} in ${nl(count, 'event', 'events')}, the newest first.`,
  }),
  'flow.came': { nl: 'Wat erbij kwam', en: 'What came in' },
  'flow.went': { nl: 'Wat eraf ging', en: 'What went out' },
  'flow.bands': text<{ mass: string; count: number }>({
    nl: ({ mass, count }) => `${mass} in ${nl(count, 'baan', 'banen')}; elke baan opent haar gebeurtenissen.`,
    en: ({ mass, count }) => `${mass} in ${nl(count, 'band', 'bands')}; each opens its events.`,
  }),
  'flow.band.when': { nl: 'Wanneer', en: 'When' },
  'flow.band.what': { nl: 'Wat', en: 'What' },
  'flow.band.batches': { nl: 'Partijen', en: 'Batches' },
  'ledger.only': { nl: 'Alleen', en: 'Only' },
  'ledger.goods': { nl: 'voorraad en onderweg', en: 'stock and under way' },
  'class.authority': { nl: 'de minister', en: 'the Minister' },
  'class.grower': { nl: 'telers', en: 'growers' },
  'class.laboratory': { nl: 'laboratoria', en: 'laboratories' },
  'class.irradiator': { nl: 'bestralers', en: 'irradiators' },
  'class.packer': { nl: 'verpakkers', en: 'packers' },
  'class.wholesaler': { nl: 'groothandels', en: 'wholesalers' },
  'class.pharmacy': { nl: 'apotheken', en: 'pharmacies' },
  'class.institution': { nl: 'instellingen', en: 'institutions' },
  'class.carrier': { nl: 'vervoerders', en: 'carriers' },
  'class.foreign-buyer': { nl: 'afnemers in het buitenland', en: 'buyers abroad' },
  'national.title': { nl: 'Voorraad en stroom in het land', en: 'Stock and flow in the country' },
  'national.title.own': { nl: 'Onze voorraad en stroom', en: 'Our stock and flow' },
  'national.lead': {
    nl: 'Voorraad, stroom, opbrengst en verlies, uit iedere verplaatsing opgeteld. Ieder getal opent wat erachter zit.',
    en: 'Stock, flow, yield and loss, added up from every movement. Every number opens what is behind it.',
  },
  'national.stock': { nl: 'Voorraad nu', en: 'Stock now' },
  'national.stock.reading': text<{ total: string; most: string; share: string }>({
    nl: ({ total, most, share }) => `${total} in het land; ${share} ervan bij ${most}.`,
    en: ({ total, most, share }) => `${total} in the country; ${share} of it with ${most}.`,
  }),
  'national.stock.reading.own': text<{ total: string }>({
    nl: ({ total }) => `U hebt nu ${total}.`,
    en: ({ total }) => `You hold ${total} now.`,
  }),
  'national.holder': { nl: 'Bij', en: 'With' },
  'national.total': { nl: 'Samen', en: 'Together' },
  'national.total.months': text<{ count: number }>({
    nl: ({ count }) => `Samen, ${nl(count, 'maand', 'maanden')}`,
    en: ({ count }) => `Together, ${nl(count, 'month', 'months')}`,
  }),
  'national.supply': { nl: 'Aanbod en vraag per maand', en: 'Supply and demand by month' },
  'national.supply.own': text<{ what: string }>({
    nl: ({ what }) => `${what.charAt(0).toUpperCase()}${what.slice(1)}, per maand`,
    en: ({ what }) => `${what.charAt(0).toUpperCase()}${what.slice(1)}, by month`,
  }),
  'national.supply.reading': text<{
    released: string
    dispensed: string
    exported: string
    balance: 'more' | 'less' | 'even'
  }>({
    nl: ({ released, dispensed, exported, balance }) =>
      `${released} vrijgegeven tegen ${dispensed} ter hand gesteld en ${exported} uitgevoerd: ${balance === 'more' ? 'de voorraad groeit' : balance === 'less' ? 'de voorraad slinkt' : 'in evenwicht'}.`,
    en: ({ released, dispensed, exported, balance }) =>
      `${released} released against ${dispensed} dispensed and ${exported} exported: ${balance === 'more' ? 'stocks grow' : balance === 'less' ? 'stocks shrink' : 'in balance'}.`,
  }),
  'national.month': { nl: 'Maand', en: 'Month' },
  'national.now': { nl: 'loopt nog', en: 'under way' },
  'national.released': { nl: 'Vrijgegeven', en: 'Released' },
  'national.dispensed': { nl: 'Ter hand gesteld', en: 'Dispensed' },
  'national.exported': { nl: 'Uitgevoerd', en: 'Exported' },
  'national.flow': { nl: 'Stroom per maand', en: 'Flow by month' },
  'national.flow.earlier': { nl: 'Eerdere maanden', en: 'Earlier months' },
  'national.flow.reading': {
    nl: 'Alles wat in de keten kwam en eruit ging. Gegroeid is nat gewogen; het meeste daarvan is vocht.',
    en: 'All that came into the chain and left it. Grown is weighed wet; most of that is moisture.',
  },
  'what.grown': { nl: 'gegroeid (nat)', en: 'grown (wet)' },
  'what.handed-over': { nl: 'overgedragen', en: 'handed over' },
  'what.released': { nl: 'vrijgegeven', en: 'released' },
  'what.dispensed': { nl: 'ter hand gesteld', en: 'dispensed' },
  'what.exported': { nl: 'uitgevoerd', en: 'exported' },
  'what.destroyed': { nl: 'vernietigd', en: 'destroyed' },
  'what.consumed-in-test': { nl: 'in onderzoek', en: 'in tests' },
  'what.moisture': { nl: 'vocht', en: 'moisture' },
  'what.processing-loss': { nl: 'bewerkings\u00adverlies', en: 'processing loss' },
  'what.lost': { nl: 'verloren', en: 'lost' },
  'what.stolen': { nl: 'gestolen', en: 'stolen' },
  'national.harvests': { nl: 'Opbrengst per oogst', en: 'Yield per harvest' },
  'national.harvests.all': text<{ count: number; growers: number; asking: number }>({
    nl: ({ count, growers, asking }) =>
      `${nl(count, 'oogst', 'oogsten')}${growers === 1 ? '' : ` van ${growers} telers`}. ${asking === 0 ? 'Geen wijkt af.' : `${nl(asking, 'oogst wijkt', 'oogsten wijken')} af; ${growers === 1 ? 'van welk product' : 'bij wie'}, staat bovenaan.`}`,
    en: ({ count, growers, asking }) =>
      `${nl(count, 'harvest', 'harvests')}${growers === 1 ? '' : ` of ${growers} growers`}. ${asking === 0 ? 'None differs.' : `${nl(asking, 'harvest differs', 'harvests differ')}; ${growers === 1 ? 'of which product' : 'whose'} stands first.`}`,
  }),
  'national.harvests.line': text<{ count: number; mean: string | null }>({
    nl: ({ count, mean }) =>
      `${nl(count, 'oogst', 'oogsten')}, ${mean === null ? 'nog niet droog' : `gemiddeld ${mean}`}`,
    en: ({ count, mean }) =>
      `${nl(count, 'harvest', 'harvests')}, ${mean === null ? 'not dry yet' : `${mean} on average`}`,
  }),
  'national.harvests.asking': text<{ count: number }>({
    nl: ({ count }) => `${count} ${count === 1 ? 'wijkt' : 'wijken'} af`,
    en: ({ count }) => `${count} ${count === 1 ? 'differs' : 'differ'}`,
  }),
  'national.harvests.of': text<{ name: string; product: string }>({
    nl: ({ name, product }) => `Opbrengst per oogst van ${product}, ${name}`,
    en: ({ name, product }) => `Yield per harvest of ${product}, ${name}`,
  }),
  'national.own': text<{ signalled: number; lower: string; upper: string; baseline: number | null }>({
    nl: ({ signalled, lower, upper, baseline }) =>
      `Naar eigen gewoonte van deze teler met dit product ${lower}–${upper}${baseline === null ? '' : ` (voorlopig, tot ${baseline} oogsten)`}: ${signalled === 0 ? 'geen oogst wijkt af.' : `${nl(signalled, 'oogst wijkt', 'oogsten wijken')} af. Zie de tabel, en vraag waarom.`}`,
    en: ({ signalled, lower, upper, baseline }) =>
      `By this grower’s own habit with this product ${lower}–${upper}${baseline === null ? '' : ` (provisional, until ${baseline} harvests)`}: ${signalled === 0 ? 'no harvest differs.' : `${nl(signalled, 'harvest differs', 'harvests differ')}. See the table, and ask why.`}`,
  }),
  'national.own.lines': {
    nl: 'De gestreepte lijnen zijn de eigen gewoonte van deze teler met dit product.',
    en: 'The dashed lines are this grower’s own habit with this product.',
  },
  'national.own.column': { nl: 'Tegen eigen gewoonte', en: 'Against its own habit' },
  'national.harvests.reading': text<{ count: number; outside: number; mean: string }>({
    nl: ({ count, outside, mean }) =>
      `${nl(count, 'oogst', 'oogsten')}; gedroogd bleef gemiddeld ${mean} over. ${outside === 0 ? 'Alle binnen de verwachting.' : `${nl(outside, 'oogst valt', 'oogsten vallen')} buiten de verwachting.`}`,
    en: ({ count, outside, mean }) =>
      `${nl(count, 'harvest', 'harvests')}; on average ${mean} was left after drying. ${outside === 0 ? 'All as expected.' : `${nl(outside, 'harvest is', 'harvests are')} outside what was expected.`}`,
  }),
  'national.harvest': { nl: 'Oogst', en: 'Harvest' },
  'national.harvested': { nl: 'Geoogst', en: 'Harvested' },
  'national.wet': { nl: 'Nat', en: 'Wet' },
  'national.dried': { nl: 'Gedroogd', en: 'Dried' },
  'national.yield': { nl: 'Opbrengst', en: 'Yield' },
  'national.bulk': { nl: 'Bulk', en: 'Bulk' },
  'national.waste': { nl: 'Afval', en: 'Waste' },
  'national.loss': { nl: 'Verlies', en: 'Loss' },
  'national.expected': { nl: 'Verwachting', en: 'Expectation' },
  'national.inside': { nl: 'binnen', en: 'inside' },
  'national.outside': { nl: 'buiten', en: 'outside' },
  'national.waiting': { nl: 'nog bezig', en: 'not done yet' },
  'national.band': text<{ min: string; max: string }>({
    nl: ({ min, max }) => `Tussen de lijnen de verwachting: ${min}–${max} blijft over.`,
    en: ({ min, max }) => `Between the lines the expectation: ${min}–${max} is left.`,
  }),
  'national.rounded': {
    nl: '≈ is afgerond. Het precieze gewicht ziet u als u het getal aanwijst, of opent.',
    en: '≈ is rounded. Point at the number, or open it, to see the exact weight.',
  },
  'national.counts': {
    nl: 'Elk getal telt alles mee wat tot nu toe is vastgelegd, ook wat zojuist binnenkwam.',
    en: 'Every number counts all that is recorded until now, also what came in a moment ago.',
  },
  'ledger.title': { nl: 'Grootboek', en: 'Ledger' },
  'ledger.lead': {
    nl: 'Iedere milligram staat op precies één rekening. Open een rekening voor haar verplaatsingen, een verplaatsing voor haar gebeurtenis.',
    en: 'Every milligram is in exactly one account. Open an account for its movements, a movement for its event.',
  },
  'ledger.of': { nl: 'Grootboek', en: 'Ledger' },
  'ledger.kind': { nl: 'Soort rekening', en: 'Kind of account' },
  'ledger.kind.all': { nl: 'alle', en: 'all' },
  'ledger.kind.stock': { nl: 'voorraad', en: 'stock' },
  'ledger.kind.transit': { nl: 'onderweg', en: 'in transit' },
  'ledger.kind.difference': { nl: 'verschil', en: 'difference' },
  'ledger.kind.allowance': {
    nl: 'afroep, invoer- of uitvoerontheffing, of hoeveelheid',
    en: 'call-off, permit or quantity',
  },
  'ledger.kind.world': { nl: 'buiten de keten', en: 'outside the chain' },
  'ledger.state': { nl: 'Toestand', en: 'State' },
  'ledger.batch': { nl: 'Partij', en: 'Batch' },
  'ledger.holder': { nl: 'Houder', en: 'Holder' },
  'ledger.place': { nl: 'Waar', en: 'Where' },
  'ledger.amount': { nl: 'Saldo', en: 'Balance' },
  'ledger.movements': { nl: 'Verplaatsingen', en: 'Movements' },
  'ledger.total': text<{ accounts: number }>({
    nl: ({ accounts }) => `op ${nl(accounts, 'rekening', 'rekeningen')}`,
    en: ({ accounts }) => `in ${nl(accounts, 'account', 'accounts')}`,
  }),
  'ledger.total.chain': {
    nl: 'in de keten. Wat de keten verliet staat hieronder ook, en telt niet mee.',
    en: 'in the chain. What left it stands below too, and does not count.',
  },
  'ledger.none.title': { nl: 'Hier staat niets', en: 'Nothing stands here' },
  'ledger.none.text': { nl: 'Kies minder filters.', en: 'Choose fewer filters.' },
  'ledger.clear': { nl: 'Alle filters weg', en: 'Clear all filters' },
  'ledger.empty': { nl: 'Ook lege rekeningen', en: 'Empty accounts too' },
  'ledger.material_mg': { nl: 'materiaal', en: 'material' },
  'ledger.dried_mg': { nl: 'gedroogd', en: 'dried' },
  'ledger.allowance_mg': { nl: 'wat nog mag', en: 'what is still allowed' },
  'ledger.limit_mg': { nl: 'gebruikt van hoeveelheden', en: 'used of quantities' },
  'ledger.thc_ug': { nl: 'THC', en: 'THC' },
  'ledger.cbd_ug': { nl: 'CBD', en: 'CBD' },
  'ledger.mdma_base_ug': { nl: 'MDMA-base', en: 'MDMA base' },
  'ledger.plant_pieces': { nl: 'planten', en: 'plants' },
  'account.title': { nl: 'Rekening', en: 'Account' },
  'account.opened': { nl: 'Geopend', en: 'Opened' },
  'account.when': { nl: 'Wanneer', en: 'When' },
  'account.what': { nl: 'Gebeurtenis', en: 'Event' },
  'account.other': { nl: 'Van of naar', en: 'From or to' },
  'account.amount': { nl: 'Verplaatsing', en: 'Movement' },
  'account.after': { nl: 'Saldo erna', en: 'Balance after' },
  'rooms.title': { nl: 'Kamers', en: 'Rooms' },
  'rooms.lead': {
    nl: 'Wat er per kamer groeit, hoe lang al, en waar alles uit die kamer heen ging.',
    en: 'What grows in each room, for how long, and where all of that room went.',
  },
  'rooms.none.title': { nl: 'Geen kamers', en: 'No rooms' },
  'rooms.none.text': {
    nl: 'Een kamer staat hier zodra de autoriteit haar aanwijst, of er een kweekpartij in is vastgelegd.',
    en: 'A room stands here once the authority designates it, or a plant lot was recorded in it.',
  },
  // Some are called a room already, in whichever language their grower speaks.
  'rooms.room': text<{ room: string }>({
    nl: ({ room }) => (isCalledRoom(room) ? room : `Kamer ${room}`),
    en: ({ room }) => (isCalledRoom(room) ? room : `Room ${room}`),
  }),
  'rooms.plants': text<{ count: number }>({
    nl: ({ count }) => nl(count, 'plant', 'planten'),
    en: ({ count }) => nl(count, 'plant', 'plants'),
  }),
  'rooms.days': text<{ count: number }>({
    nl: ({ count }) => nl(count, 'dag', 'dagen'),
    en: ({ count }) => nl(count, 'day', 'days'),
  }),
  'rooms.empty': { nl: 'leeg', en: 'empty' },
  'rooms.held': { nl: 'geblokkeerd', en: 'on hold' },
  'rooms.picture.of': text<{ rooms: number; plants: string; free: number }>({
    nl: ({ rooms, plants, free }) => `${nl(rooms, 'kamer', 'kamers')}, ${plants}, ${free} leeg.`,
    en: ({ rooms, plants, free }) => `${nl(rooms, 'room', 'rooms')}, ${plants}, ${free} empty.`,
  }),
  'rooms.lot': { nl: 'Partij', en: 'Batch' },
  'rooms.where': { nl: 'Kamer', en: 'Room' },
  'rooms.cultivar': { nl: 'Cultivar', en: 'Cultivar' },
  'rooms.planted': { nl: 'Geplant', en: 'Planted' },
  'rooms.standing': { nl: 'Planten nu', en: 'Plants now' },
  'rooms.age': { nl: 'Dagen oud', en: 'Days old' },
  'rooms.stands': { nl: 'Materiaal op deze locatie', en: 'Material at these premises' },
  'rooms.batches': text<{ count: number }>({
    nl: ({ count }) => nl(count, 'partij', 'partijen'),
    en: ({ count }) => nl(count, 'batch', 'batches'),
  }),
  'room.fate': { nl: 'Waar ging deze kamer heen?', en: 'Where did this room go?' },
  'room.fate.reading': text<{ total: string; lots: number; main: string }>({
    nl: ({ total, lots, main }) => `${total} nat geoogst uit ${nl(lots, 'kweekpartij', 'kweekpartijen')}: ${main}.`,
    en: ({ total, lots, main }) => `${total} harvested wet from ${nl(lots, 'lot', 'lots')}: ${main}.`,
  }),
  'room.fate.none': { nl: 'Uit deze kamer is nog niets geoogst.', en: 'Nothing was harvested from this room yet.' },
  'fate.free': { nl: 'in voorraad', en: 'in stock' },
  'fate.gone-before': { nl: 'vocht, verlies en vernietigd', en: 'moisture, loss and destroyed' },
  'room.handed': { nl: 'overgedragen aan anderen', en: 'passed on to others' },
  'room.lots': { nl: 'Partijen in deze kamer', en: 'Batches in this room' },
  'room.trace': { nl: 'Waarheen', en: 'Where to' },
  'room.trace.of': text<{ name: string }>({ nl: ({ name }) => `Volg ${name}`, en: ({ name }) => `Follow ${name}` }),
  'room.share': { nl: 'Aandeel', en: 'Share' },
  'room.part': { nl: 'Waar', en: 'Where' },
  'room.mass': { nl: 'Massa', en: 'Mass' },
  'day.title': { nl: 'Mijn dag', en: 'My day' },
  'day.lead': {
    nl: 'Scan wat u in handen heeft, of begin bovenaan.',
    en: 'Scan what is in your hands, or begin at the top.',
  },
  'day.lead.visit': {
    nl: 'Scan op locatie wat u in handen krijgt: van wie het is, waar het vandaan komt, en of het moet worden geblokkeerd. Daaronder staat wat nu te laat is.',
    en: 'On a visit, scan what you are handed: whose it is, where it came from, and whether it must be stopped. Below it stands what is late now.',
  },
  'day.scan': {
    nl: 'Scan of typ een partij, pot, zending of bestelling',
    en: 'Scan or type a batch, a jar, a shipment or an order',
  },
  'day.nothing.title': { nl: 'Alles is gedaan', en: 'All is done' },
  'day.nothing.text': {
    nl: 'Er wacht niets op u. Scan iets om het te bekijken.',
    en: 'Nothing waits for you. Scan something to look at it.',
  },
  'day.found.open': { nl: 'Bekijken', en: 'Look at it' },
  'day.found.record': { nl: 'Iets vastleggen', en: 'Record something' },
  'day.found.stop': { nl: 'Blokkeren of terugroepen', en: 'Hold or recall it' },
  'day.found.plants': { nl: 'Welke planten zitten hierin?', en: 'Which plants are in this?' },
  'day.found.send': { nl: 'Verzenden', en: 'Send it' },
  'day.found.receive': { nl: 'Ontvangen', en: 'Receive it' },
  'day.clocks': { nl: 'Termijnen die lopen', en: 'Terms that run' },
  'one.recall-notices': { nl: 'Terugroepactie om te bevestigen', en: 'Recall to acknowledge' },
  'one.recalls-open': { nl: 'Terugroepactie die loopt', en: 'Recall under way' },
  'one.shipments-to-receive': { nl: 'Zending om te ontvangen', en: 'Shipment to receive' },
  'one.quality-cases': { nl: 'Uitslag buiten de specificatie', en: 'Result outside the specification' },
  'one.orders-to-send': { nl: 'Bestelformulier om te verzenden', en: 'Order form to send' },
  'one.stability-pulls': { nl: 'Monster van stabiliteitsonderzoek', en: 'Sample of a stability study' },
  'one.releases-ending': { nl: 'Vrijgave die afloopt', en: 'Release that ends' },
  'one.batches-to-release': { nl: 'Partij om vrij te geven', en: 'Batch to release' },
  'one.harvest-clocks': { nl: 'Oogst waarvan de termijn afloopt', en: 'Harvest whose term is ending' },
  'one.on-hold': { nl: 'Geblokkeerde partij', en: 'Batch on hold' },
  'one.differences-open': { nl: 'Open verschil', en: 'Open difference' },
  'one.halves-open': { nl: 'Omzetting waarvan een deel ontbreekt', en: 'Transformation with a part missing' },
  'one.exemptions-ending': { nl: 'Ontheffing die afloopt', en: 'Exemption that ends' },
  'day.more': text<{ count: number }>({ nl: ({ count }) => `en nog ${count}`, en: ({ count }) => `and ${count} more` }),
})
