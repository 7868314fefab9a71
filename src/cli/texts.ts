// Everything the commands say, in Dutch and English. Not here: refusals of the rooms, which bring their own text.
import { retentionStopTexts } from '#chain/contract'
import { defineMessages, text } from '#kernel'
import { classifyTexts } from './classify/texts.ts'
import { epcisTexts } from './epcis/texts.ts'
import { lawDiffTexts } from './law/diff-texts.ts'
import { lawTexts } from './law/texts.ts'
import { mayTexts } from './may/texts.ts'
import { registersTexts } from './registers/texts.ts'
import { witnessTexts } from './witness/texts.ts'

export const texts = defineMessages({
  ...classifyTexts,
  ...lawDiffTexts,
  ...epcisTexts,
  ...lawTexts,
  ...mayTexts,
  ...registersTexts,
  ...retentionStopTexts,
  ...witnessTexts,
  'help.usage': { nl: 'Gebruik: grein <commando> [opties]', en: 'Usage: grein <command> [options]' },
  'help.about': {
    nl: 'Grein: het open registratiesysteem voor middelen van de Opiumwet.',
    en: 'Grein: the open system of record for controlled substances.',
  },
  'help.commands': { nl: 'Commando’s', en: 'Commands' },
  'help.options': { nl: 'Opties', en: 'Options' },
  'help.more': {
    nl: 'Meer over één commando: grein <commando> --help',
    en: 'More about one command: grein <command> --help',
  },
  'help.settings': {
    nl: 'Instellingen staan in de omgeving (DATABASE_URL, GREIN_…): zie docs/reference/configuration.md.',
    en: 'Settings are in the environment (DATABASE_URL, GREIN_…): see docs/reference/configuration.md.',
  },
  'help.examples': { nl: 'Voorbeelden', en: 'Examples' },
  'help.option.help': { nl: 'deze uitleg', en: 'this help' },
  'help.option.version': { nl: 'de versie', en: 'the version' },

  'serve.about': {
    nl: 'start de server: database, schermen en API op één adres',
    en: 'start the server: database, screens and API on one address',
  },
  'serve.demo': {
    nl: 'vul een lege database met de demowereld en bied de personages aan',
    en: 'fill an empty database with the demo world and offer its people',
  },
  'serve.port': { nl: 'luister op deze poort (8080)', en: 'listen on this port (8080)' },
  'serve.data': { nl: 'de gegevensmap (.grein)', en: 'the data folder (.grein)' },
  'migrate.about': {
    nl: 'breng de database naar de vorm van deze versie, en stop',
    en: 'bring the database to the shape of this version, and stop',
  },
  'demo.about': {
    nl: 'vul een lege database met de demowereld, en stop',
    en: 'fill an empty database with the demo world, and stop',
  },
  'demo.years': { nl: 'aantal jaren geschiedenis (1)', en: 'years of history (1)' },
  'demo.scale': {
    nl: 'grootte van de keten; 1 is heel Nederland',
    en: 'size of the chain; 1 is all of the Netherlands',
  },
  'demo.seed': {
    nl: 'een tekst; dezelfde tekst geeft dezelfde wereld',
    en: 'any text; the same text gives the same world',
  },
  'verify.about': {
    nl: 'controleer een bewijs zonder server (bestand, of - voor de invoer), of de eigen database',
    en: 'check a proof without a server (a file, or - for the input), or one’s own database',
  },
  'verify.key': {
    nl: 'vertrouw alleen deze sleutel (C2SP verifier key); mag vaker',
    en: 'trust only this key (C2SP verifier key); may be repeated',
  },
  'verify.witness': {
    nl: 'eis dat deze getuige heeft meegetekend (C2SP); mag vaker',
    en: 'demand that this witness co-signed (C2SP); may be repeated',
  },
  'verify.valid-set': text<{ count: number; name: string; size: number; origin: string; part: number; parts: number }>({
    nl: ({ count, name, size, origin, part, parts }, write) =>
      `Het bewijs klopt: ${write.number(count)} gebeurtenissen van ${name}${parts > 1 ? ` (deel ${part} van ${parts})` : ''} staan in het logboek ${origin} van ${write.number(size)} regels. Dat er niets is weggelaten, laat een bestand niet zien; reken daarvoor het hele logboek na.`,
    en: ({ count, name, size, origin, part, parts }, write) =>
      `The proof holds: ${write.number(count)} events of ${name}${parts > 1 ? ` (part ${part} of ${parts})` : ''} are in the log ${origin} of ${write.number(size)} entries. That nothing was left out, a file does not show; recompute the whole log for that.`,
  }),
  'verify.unnamed': text<{ name: string }>({
    nl: ({ name }) =>
      `Dat deze partij “${name}” heet, zegt alleen het opschrift van het bestand; in de gegevens staat geen naam.`,
    en: ({ name }) =>
      `That this batch is called “${name}” is the word of the file’s heading alone; no record gives it a name.`,
  }),
  'verify.witnessed': text<{ name: string; at: string }>({
    nl: ({ name, at }, write) => `Getuige ${name} tekende mee op ${write.instant(at)}.`,
    en: ({ name, at }, write) => `Witness ${name} co-signed on ${write.instant(at)}.`,
  }),
  'verify.log': { nl: 'reken het hele transparantielogboek na', en: 'recompute the whole transparency log' },
  'verify.ledger': {
    nl: 'reken het hele grootboek na, met het logboek: elk record, elk saldo; na een onderbreking gaat het verder',
    en: 'recompute the whole ledger with its log: every record, every balance; goes on after an interruption',
  },
  'verify.balance': {
    nl: 'tel elk saldo op uit zijn verplaatsingen, zonder records en logboek: in seconden',
    en: 'add up every balance from its movements, without records and log: in seconds',
  },
  'verify.checkpoint': {
    nl: 'een ondertekende stand die elders is bewaard; het logboek moet ermee kloppen; mag vaker',
    en: 'a signed checkpoint that was kept elsewhere; the log must agree with it; may be repeated',
  },
  'verify.again': {
    nl: 'begin opnieuw, ook als een eerdere keer onderbroken is',
    en: 'begin anew, also when an earlier run was cut off',
  },
  'verify.goes-on': text<{ path: string; at: string }>({
    nl: ({ path, at }, write) =>
      `Gaat verder met wat op ${write.instant(at)} begon (${path}); wat toen is bekeken, wordt niet opnieuw bekeken. Met --again begint het opnieuw.`,
    en: ({ path, at }, write) =>
      `Goes on with what began at ${write.instant(at)} (${path}); what was looked at then is not looked at again. With --again it begins anew.`,
  }),
  'verify.none-elsewhere': {
    nl: 'Let op: er is geen stand van elders naast gelegd. Wie de hele database én de sleutel heeft, kan ook het logboek herschrijven; leg er met --checkpoint een stand naast die elders is bewaard.',
    en: 'Note: no checkpoint from elsewhere was held beside it. Whoever has the whole database and the key can rewrite the log too; give one that was kept elsewhere with --checkpoint.',
  },
  'passkeys.about': {
    nl: 'vergeet de toegangssleutels van wie de laatste kwijt is; daarna voegt die persoon een nieuwe toe',
    en: 'forget the passkeys of who lost the last one; that person then adds a new one',
  },
  'passkeys.whose': {
    nl: 'Noem één persoon, met het kenmerk onder "Profiel en sessies": usr_….',
    en: 'Name one person, by the reference under "Profile and sessions": usr_….',
  },
  'passkeys.none': {
    nl: 'Deze persoon heeft hier geen toegangssleutel. Vergelijk het kenmerk; er is niets veranderd.',
    en: 'This person has no passkey here. Compare the reference; nothing was changed.',
  },
  'passkeys.forgotten': text<{ count: number }>({
    nl: ({ count }, write) =>
      `${write.number(count)} ${count === 1 ? 'toegangssleutel' : 'toegangssleutels'} vergeten. De eerste nieuwe vraagt geen oude.`,
    en: ({ count }, write) =>
      `${write.number(count)} ${count === 1 ? 'passkey' : 'passkeys'} forgotten. The first new one asks for no old one.`,
  }),
  'history.about': {
    nl: 'zet de deur voor historie een tijd open, of sluit haar: dan mag wat lang geleden is worden vastgelegd',
    en: 'open the door for history for a while, or close it: then what is long past may be recorded',
  },
  'history.hours': { nl: 'hoe lang zij open blijft (12)', en: 'how long it stays open (12)' },
  'history.close': { nl: 'sluit haar nu', en: 'close it now' },
  'history.authority': {
    nl: 'van welke autoriteit, als er meer zijn',
    en: 'of which authority, when there are several',
  },
  'history.open': text<{ authority: string; hours: number }>({
    nl: ({ authority, hours }) =>
      `De deur voor historie van ${authority} staat ${hours} uur open. Wat er door gaat, is voor altijd als ingevoerd gemerkt.`,
    en: ({ authority, hours }) =>
      `The door for history of ${authority} is open for ${hours} hours. What goes through it is marked as imported for ever.`,
  }),
  'history.closed': text<{ authority: string }>({
    nl: ({ authority }) => `De deur voor historie van ${authority} is dicht.`,
    en: ({ authority }) => `The door for history of ${authority} is closed.`,
  }),
  'history.which': {
    nl: 'Zeg van welke autoriteit, met --authority aut_… of GREIN_AUTHORITY: deze database heeft er geen of meer dan een.',
    en: 'Say of which authority, with --authority aut_… or GREIN_AUTHORITY: this database has none, or more than one.',
  },
  'retention.about': {
    nl: 'wat niet langer bewaard mag worden, en wat gewist is opnieuw wissen na het terugzetten van een back-up',
    en: 'what may no longer be kept, and erasing again what was erased after a restore',
  },
  'retention.events': { nl: 'noem iedere gebeurtenis', en: 'name every event' },
  'retention.keep': {
    nl: 'schrijf wat gewist is (nummers en artikelen) in een nieuw bestand, om naast de back-ups te bewaren',
    en: 'write what was erased (numbers and articles) to a new file, to keep beside the backups',
  },
  'retention.replay': {
    nl: 'wis opnieuw wat in dat bestand staat: na het terugzetten van een back-up',
    en: 'erase again what is in that file: after a restore',
  },
  'retention.one': {
    nl: 'Kies één van --events, --keep en --replay.',
    en: 'Choose one of --events, --keep and --replay.',
  },
  'retention.taken': text<{ path: string }>({
    nl: ({ path }) => `${path} is er al. Noem een nieuw bestand; er is niets geschreven.`,
    en: ({ path }) => `${path} is there already. Name a new file; nothing was written.`,
  }),
  'retention.unreadable': text<{ path: string; authority: string }>({
    nl: ({ path, authority }) =>
      `${path} is geen lijst van wat ${authority} heeft gewist. Neem het bestand dat grein retention --keep voor deze autoriteit schreef.`,
    en: ({ path, authority }) =>
      `${path} is no list of what ${authority} erased. Take the file that grein retention --keep wrote for this authority.`,
  }),
  'retention.due': text<{ due: number; before: string; months: number; basis: string; oldest: string | null }>({
    nl: ({ due, before, months, basis, oldest }, write) =>
      `${write.number(due)} gebeurtenissen van vóór ${before} mogen worden gewist (${months} maanden; ${basis})${oldest === null ? '' : `; de oudste is van ${oldest}`}. Twee mensen van de autoriteit besluiten daarover, op het scherm Bewaartermijnen.`,
    en: ({ due, before, months, basis, oldest }, write) =>
      `${write.number(due)} events of before ${before} may be erased (${months} months; ${basis})${oldest === null ? '' : `; the oldest is of ${oldest}`}. Two people of the authority decide about them, on the screen Retention.`,
  }),
  'retention.waiting': text<{ what: string; count: number }>({
    nl: ({ what, count }, write) => `wacht op ${what}\t${write.number(count)}`,
    en: ({ what, count }, write) => `waits for ${what}\t${write.number(count)}`,
  }),
  'retention.kept': text<{ path: string; count: number }>({
    nl: ({ path, count }, write) => `${write.number(count)} besluiten staan in ${path}. Bewaar het bij iedere back-up.`,
    en: ({ path, count }, write) => `${write.number(count)} decisions are in ${path}. Keep it with every backup.`,
  }),
  'retention.again': text<{ count: number; lists: number }>({
    nl: ({ count, lists }, write) =>
      `${write.number(count)} gebeurtenissen opnieuw gewist, van ${write.number(lists)} besluiten.`,
    en: ({ count, lists }, write) => `${write.number(count)} events erased again, of ${write.number(lists)} decisions.`,
  }),
  'export.about': {
    nl: 'schrijf het grootboek als Parquet-bestanden, voor rapporten',
    en: 'write the ledger as Parquet files, for reports',
  },
  'export.authority': { nl: 'van welke autoriteit, als er meer zijn', en: 'of which authority, when there are more' },
  'export.folder-needed': {
    nl: 'Noem één nieuwe map voor de bestanden.',
    en: 'Name one new folder for the files.',
  },
  'export.folder-taken': text<{ folder: string }>({
    nl: ({ folder }) => `In ${folder} staat al iets. Noem een nieuwe of lege map; er is niets geschreven.`,
    en: ({ folder }) => `There is something in ${folder} already. Name a new or empty folder; nothing was written.`,
  }),
  'export.done': text<{ authority: string; folder: string; size: number }>({
    nl: ({ authority, folder, size }, write) =>
      `Het grootboek van ${authority} staat in ${folder}, met manifest.json: wat elke kolom is, in welke eenheid, en de ondertekende stand van het logboek (${write.number(size)} bladeren).\nDat het gevraagd is, staat in het register van handelingen. Er staan gegevens van iedere houder in: bewaar het zo.`,
    en: ({ authority, folder, size }, write) =>
      `The ledger of ${authority} is in ${folder}, with manifest.json: what each column is, in which unit, and the signed state of the log (${write.number(size)} leaves).\nThat it was asked for is on record. It holds data of every holder: keep it accordingly.`,
  }),
  'backup.about': { nl: 'schrijf alles in één archief', en: 'write everything into one archive' },
  'restore.about': {
    nl: 'zet een archief terug in een lege database',
    en: 'put an archive back into an empty database',
  },
  'build.about': { nl: 'bouw de schermen, als er iets veranderd is', en: 'build the screens, if something changed' },
  'build.force': { nl: 'bouw ook als er niets veranderd is', en: 'build even if nothing changed' },
  'generate.about': {
    nl: 'schrijf de naslag die uit de code volgt (docs/reference)',
    en: 'write the reference that follows from the code (docs/reference)',
  },
  'generate.check': {
    nl: 'schrijf niets; zeg wat niet bijgewerkt is',
    en: 'write nothing; say what is not up to date',
  },

  'usage.unknown-command': text<{ name: string }>({
    nl: ({ name }) => `Het commando "${name}" bestaat niet. "grein --help" noemt ze allemaal.`,
    en: ({ name }) => `There is no command "${name}". "grein --help" names them all.`,
  }),
  'usage.wrong-option': text<{ command: string; what: string }>({
    nl: ({ command, what }) => `${what} Zie "grein ${command} --help".`,
    en: ({ command, what }) => `${what} See "grein ${command} --help".`,
  }),
  'usage.number': text<{ option: string; from: number; until: number }>({
    nl: ({ option, from, until }) => `--${option} moet een getal zijn van ${from} tot en met ${until}.`,
    en: ({ option, from, until }) => `--${option} must be a number from ${from} to ${until}.`,
  }),
  'usage.file-needed': { nl: 'Noem één bestand.', en: 'Name one file.' },
  'usage.unknown-option': text<{ option: string }>({
    nl: ({ option }) => `De optie ${option} bestaat niet.`,
    en: ({ option }) => `There is no option ${option}.`,
  }),
  'usage.value-needed': text<{ option: string }>({
    nl: ({ option }) => `Achter ${option} hoort een waarde.`,
    en: ({ option }) => `${option} takes a value.`,
  }),
  'usage.no-value': text<{ option: string }>({
    nl: ({ option }) => `Achter ${option} hoort geen waarde.`,
    en: ({ option }) => `${option} takes no value.`,
  }),
  'usage.too-much': text<{ word: string }>({
    nl: ({ word }) => `"${word}" is hier te veel.`,
    en: ({ word }) => `"${word}" is one word too many here.`,
  }),
  'usage.not-a-key': text<{ option: string; value: string }>({
    nl: ({ option, value }) =>
      `"${value}" achter --${option} is geen hele sleutel (naam+kenmerk+sleutel); kopieer hem in zijn geheel. Er is niets gecontroleerd.`,
    en: ({ option, value }) =>
      `"${value}" after --${option} is no whole key (name+id+key); copy all of it. Nothing was checked.`,
  }),

  'step.database': { nl: 'database gestart', en: 'database started' },
  'step.migrated': text<{ count: number }>({
    nl: ({ count }) => (count === 0 ? 'database is bij' : `database bijgewerkt (${count})`),
    en: ({ count }) => (count === 0 ? 'database is up to date' : `database migrated (${count})`),
  }),
  'years.strays': text<{ count: number }>({
    nl: ({ count }, write) =>
      `Let op: ${write.number(count)} rijen van het grootboek staan in geen jaar. Er is niets kwijt; zie docs/operate/postgresql.md, "Years".`,
    en: ({ count }, write) =>
      `Note: ${write.number(count)} rows of the ledger stand in no year. Nothing is lost; see docs/operate/postgresql.md, "Years".`,
  }),
  'step.law': { nl: 'wet gelezen', en: 'law read' },
  'step.web': { nl: 'schermen gebouwd', en: 'screens built' },
  'step.web-kept': { nl: 'schermen zijn bij', en: 'screens are up to date' },
  'step.demo': { nl: 'demowereld', en: 'demo world' },
  'step.demo-kept': { nl: 'demowereld teruggevonden', en: 'demo world found again' },
  'step.log': { nl: 'logboek nagerekend', en: 'log recomputed' },
  'step.export': { nl: 'tabellen geschreven', en: 'tables written' },
  'step.ledger': { nl: 'grootboek nagerekend', en: 'ledger recomputed' },
  'step.sealed': { nl: 'logboek verzegeld', en: 'log sealed' },
  'step.listening': { nl: 'luistert', en: 'listening' },
  'serve.starting': text<{ version: string; folder: string }>({
    nl: ({ version, folder }) => `Grein ${version} start; gegevens in ${folder}`,
    en: ({ version, folder }) => `Grein ${version} is starting; data in ${folder}`,
  }),
  'serve.ready': text<{ url: string; seconds: string }>({
    nl: ({ url, seconds }) => `Grein staat klaar op ${url} (na ${seconds} s). Ctrl-C stopt.`,
    en: ({ url, seconds }) => `Grein is ready on ${url} (after ${seconds} s). Ctrl-C stops it.`,
  }),
  'serve.personas': { nl: 'U kunt inloggen als:', en: 'You can log in as:' },
  'serve.stopping': {
    nl: 'Grein stopt: neemt niets nieuws meer aan en maakt af wat loopt.',
    en: 'Grein is stopping: takes nothing new and finishes what runs.',
  },
  'serve.stopped': { nl: 'Grein is gestopt. Alles is bewaard.', en: 'Grein has stopped. Everything is kept.' },
  'serve.port-in-use': text<{ port: number }>({
    nl: ({ port }) =>
      `Poort ${port} is al in gebruik door een ander programma. Stop dat, of kies een andere poort: grein serve --port ${port + 1}.`,
    en: ({ port }) =>
      `Port ${port} is in use by another program. Stop that one, or choose another port: grein serve --port ${port + 1}.`,
  }),
  'serve.port-denied': text<{ port: number }>({
    nl: ({ port }) =>
      `Dit systeem laat u niet op poort ${port} luisteren. Kies er een boven 1023: grein serve --port 8080.`,
    en: ({ port }) =>
      `This system does not let you listen on port ${port}. Choose one above 1023: grein serve --port 8080.`,
  }),
  'serve.database-gone': {
    nl: 'De database is gestopt zonder dat Grein dat vroeg. Grein stopt ook; wat bevestigd was, is bewaard. Start opnieuw.',
    en: 'The database stopped without Grein asking for it. Grein stops too; what was acknowledged is kept. Start again.',
  },

  'demo.not-empty': {
    nl: 'Deze database is niet leeg. De demowereld komt alleen in een lege: kies een andere map met --data, of verwijder deze.',
    en: 'This database is not empty. The demo world goes into an empty one alone: choose another folder with --data, or delete this one.',
  },
  'demo.done': text<{ events: number }>({
    nl: ({ events }, write) => `${write.number(events)} gebeurtenissen`,
    en: ({ events }, write) => `${write.number(events)} events`,
  }),

  'verify.valid': text<{ place: number; size: number; origin: string }>({
    nl: ({ place, size, origin }, write) =>
      `Het bewijs klopt: regel ${write.number(place)} van ${write.number(size)} staat in het logboek ${origin}.`,
    en: ({ place, size, origin }, write) =>
      `The proof holds: entry ${write.number(place)} of ${write.number(size)} is in the log ${origin}.`,
  }),
  'verify.content': text<{ bytes: number }>({
    nl: ({ bytes }, write) =>
      `Wat werd aangeboden staat in het bestand (${write.number(bytes)} bytes) en is precies wat is vastgelegd.`,
    en: ({ bytes }, write) =>
      `What was handed in stands in the file (${write.number(bytes)} bytes) and is exactly what was recorded.`,
  }),
  'verify.consistent': text<{ from: number; to: number; origin: string }>({
    nl: ({ from, to, origin }, write) =>
      `Het bewijs klopt: het logboek ${origin} groeide van ${write.number(from)} tot ${write.number(to)} regels zonder dat er iets veranderde.`,
    en: ({ from, to, origin }, write) =>
      `The proof holds: the log ${origin} grew from ${write.number(from)} to ${write.number(to)} entries and nothing in it changed.`,
  }),
  'verify.unpinned': text<{ key: string }>({
    nl: ({ key }) =>
      `Let op: de sleutel kwam uit het bestand zelf. Vergelijk hem met wat de autoriteit bekend maakt, of geef hem met --key:\n  ${key}`,
    en: ({ key }) =>
      `Note: the key came from the file itself. Compare it with what the authority publishes, or give it with --key:\n  ${key}`,
  }),
  'verify.invalid': text<{ why: string }>({
    nl: ({ why }) => `Het bewijs klopt niet. ${why}`,
    en: ({ why }) => `The proof does not hold. ${why}`,
  }),
  'verify.nothing': {
    nl: 'Er is niets na te rekenen: in deze database is nog niets vastgelegd. Is het de goede map, of de goede DATABASE_URL?',
    en: 'There is nothing to recompute: nothing was recorded in this database yet. Is it the right folder, or the right DATABASE_URL?',
  },
  'verify.nothing-yet': {
    nl: 'Er is nog niets na te rekenen: de registers zijn ingebracht, en er is nog niets vastgelegd.',
    en: 'There is nothing to recompute yet: the registers were brought in, and nothing was recorded.',
  },
  'verify.log-holds': text<{ size: number }>({
    nl: ({ size }, write) => `Het logboek klopt: ${write.number(size)} regels nagerekend.`,
    en: ({ size }, write) => `The log holds: ${write.number(size)} entries recomputed.`,
  }),
  'verify.balance-holds': text<{ accounts: number }>({
    nl: ({ accounts }, write) =>
      `Elk van ${write.number(accounts)} saldi is wat erin en eruit ging. Of dat is wat er is vastgelegd, zegt --ledger.`,
    en: ({ accounts }, write) =>
      `Each of ${write.number(accounts)} balances is what went in and out. Whether that is what was recorded, --ledger tells.`,
  }),
  'verify.ledger-holds': text<{ accounts: number; movements: number }>({
    nl: ({ accounts, movements }, write) =>
      `Het grootboek klopt: ${write.number(accounts)} rekeningen en ${write.number(movements)} verplaatsingen nagerekend, geen milligram verschil.`,
    en: ({ accounts, movements }, write) =>
      `The ledger holds: ${write.number(accounts)} accounts and ${write.number(movements)} movements recomputed, not a milligram apart.`,
  }),

  'data.absent': text<{ folder: string }>({
    nl: ({ folder }) =>
      `In ${folder} staat geen database van Grein. Noem de gegevensmap met --data, of begin een huis met "npx grein migrate"; er is niets gemaakt.`,
    en: ({ folder }) =>
      `There is no database of Grein in ${folder}. Name the data folder with --data, or begin a house with "npx grein migrate"; nothing was made.`,
  }),
  'file.absent': text<{ path: string }>({
    nl: ({ path }) => `Het bestand ${path} is er niet of kan niet gelezen worden.`,
    en: ({ path }) => `The file ${path} is not there or cannot be read.`,
  }),
  'file.no-json': text<{ path: string; line: number }>({
    nl: ({ path, line }) =>
      `${path === '-' ? 'De invoer' : path} is geen JSON: regel ${line} klopt niet. Zoek daar, of op de regel ervoor, een komma, aanhalingsteken of haakje te veel of te weinig.`,
    en: ({ path, line }) =>
      `${path === '-' ? 'The input' : path} is no JSON: line ${line} is wrong. Look there, or on the line before, for a comma, quote or bracket too many or too few.`,
  }),
  'file.no-folder': text<{ folder: string }>({
    nl: ({ folder }) => `De map ${folder} is er niet. Maak haar eerst, of noem een andere; er is niets geschreven.`,
    en: ({ folder }) => `There is no folder ${folder}. Make it first, or name another; nothing was written.`,
  }),
  'file.not-allowed': {
    nl: 'Deze gebruiker mag daar niet lezen of schrijven. Noem een andere plaats, of start Grein als wie de map heeft.',
    en: 'This user may not read or write there. Name another place, or start Grein as who has the folder.',
  },
  'file.read-only': {
    nl: 'Daar kan niets geschreven worden: het is een schijf om alleen te lezen. Noem een andere plaats.',
    en: 'Nothing can be written there: it is a read-only disk. Name another place.',
  },
  'file.full': {
    nl: 'De schijf is vol. Maak ruimte en doe het opnieuw; wat half geschreven was, telt niet.',
    en: 'The disk is full. Free space and do it again; what was half written does not count.',
  },
  'file.not-a-folder': {
    nl: 'Een deel van dit pad is een bestand en geen map. Noem een andere plaats.',
    en: 'A part of this path is a file and no folder. Name another place.',
  },
  'file.is-a-folder': { nl: 'Dit is een map. Noem een bestand.', en: 'This is a folder. Name a file.' },
  'backup.taken': text<{ path: string }>({
    nl: ({ path }) => `${path} is er al; een back-up schrijft nooit over een ander bestand heen. Noem een andere naam.`,
    en: ({ path }) => `${path} exists already; a backup never writes over another file. Name another.`,
  }),
  'backup.done': text<{ path: string; rows: number; files: number; fingerprint: string }>({
    nl: ({ path, rows, files, fingerprint }, write) =>
      `${write.number(rows)} rijen en ${write.number(files)} documenten in ${path}.\nVingerafdruk: ${fingerprint}\nBewaar de vingerafdruk ergens anders, en apart de sleutel van het logboek (log.key in de gegevensmap): die zit er niet in.`,
    en: ({ path, rows, files, fingerprint }, write) =>
      `${write.number(rows)} rows and ${write.number(files)} documents in ${path}.\nFingerprint: ${fingerprint}\nKeep the fingerprint somewhere else, and apart from both the key of the log (log.key in the data folder): it is not in there.`,
  }),
  'restore.fingerprint': { nl: 'zet alleen dit archief terug', en: 'put back this archive and no other' },
  'restore.done': text<{ rows: number }>({
    nl: ({ rows }, write) => `${write.number(rows)} rijen teruggezet.`,
    en: ({ rows }, write) => `${write.number(rows)} rows put back.`,
  }),
  'generate.stale': text<{ files: string }>({
    nl: ({ files }) => `Niet bijgewerkt: ${files}. Voer "npx grein generate" uit en leg het resultaat vast.`,
    en: ({ files }) => `Not up to date: ${files}. Run "npx grein generate" and commit what it writes.`,
  }),
  'generate.done': text<{ count: number }>({
    nl: ({ count }) => `${count} bestanden in docs/reference zijn bij.`,
    en: ({ count }) => `${count} files in docs/reference are up to date.`,
  }),
  'build.no-vite': {
    nl: 'De schermen kunnen hier niet gebouwd worden: Vite is niet geïnstalleerd. Voer "npm ci" uit zonder --omit=dev, of breng dist/web mee.',
    en: 'The screens cannot be built here: Vite is not installed. Run "npm ci" without --omit=dev, or bring dist/web along.',
  },
  bug: text<{ id: string }>({
    nl: ({ id }) =>
      `Hier ging in Grein zelf iets mis (${id}). De regels hierboven zeggen waar; meld het met die regels erbij.`,
    en: ({ id }) =>
      `Something went wrong in Grein itself (${id}). The lines above say where; report it with those lines.`,
  }),
})
export type Texts = typeof texts

/** Keys of texts without values in them. */
export type PlainKey = { [Key in keyof Texts]: Texts[Key]['nl'] extends string ? Key : never }[keyof Texts]
