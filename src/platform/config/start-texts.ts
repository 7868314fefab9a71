// Why this installation cannot start, and what to do, in Dutch and English. Not here: refusals for the people who use Grein (problems.ts).
import { defineMessages, text } from '#kernel'
import { allowed, type Setting } from './settings.ts'

type Path = { path: string }
const restoredNothing = {
  nl: 'Er is niets teruggezet; neem een ander exemplaar van deze back-up.',
  en: 'Nothing was restored; take another copy of this backup.',
}

export const startTexts = defineMessages({
  'setting.unknown': text<{ name: string; near: string | null }>({
    nl: ({ name, near }) => `De instelling ${name} bestaat niet.${near === null ? '' : ` Is ${near} bedoeld?`}`,
    en: ({ name, near }) => `There is no setting ${name}.${near === null ? '' : ` Is ${near} meant?`}`,
  }),
  // A secret is never said again: `given` is null.
  'setting.wrong': text<{ row: Setting; given: string | null }>({
    nl: ({ row, given }) =>
      `${row.variable} ${given === null ? 'heeft een waarde die niet past' : `is "${given}" en dat past niet`}: het moet ${allowed(row).nl} zijn.`,
    en: ({ row, given }) =>
      `${row.variable} ${given === null ? 'has a value that' : `is "${given}", which`} is not ${allowed(row).en}.`,
  }),
  'setting.where': {
    nl: 'Elke instelling staat in docs/reference/configuration.md.',
    en: 'Every setting stands in docs/reference/configuration.md.',
  },
  'owner.unknown': text<{ authority: string }>({
    nl: ({ authority }) =>
      'GREIN_AUTHORITY is niet gezet: Grein weet niet van wie deze installatie is.\n' +
      `Kies één keer een kenmerk en houd het voor altijd, bijvoorbeeld dit nieuwe: GREIN_AUTHORITY=${authority}\n` +
      'Volg daarna docs/operate/install.md, of start de demo met "grein serve --demo".',
    en: ({ authority }) =>
      'GREIN_AUTHORITY is not set: Grein does not know whose installation this is.\n' +
      `Choose an id once and keep it for ever, for instance this new one: GREIN_AUTHORITY=${authority}\n` +
      'Then follow docs/operate/install.md, or start the demo with "grein serve --demo".',
  }),
  'issuer.none': {
    nl: 'Niemand zou kunnen inloggen: zet GREIN_ISSUER, en GREIN_ISSUER_CLIENT_KEY of GREIN_ISSUER_CLIENT_SECRET. Zie docs/operate/login.md.',
    en: 'Nobody could log in: GREIN_ISSUER and one of GREIN_ISSUER_CLIENT_KEY and GREIN_ISSUER_CLIENT_SECRET must be set. See docs/operate/login.md.',
  },
  'issuer.claims': text<Path>({
    nl: ({ path }) => `GREIN_ISSUER_CLAIMS is "${path}" en dat is geen lijst van claims: zie docs/operate/login.md.`,
    en: ({ path }) => `GREIN_ISSUER_CLAIMS is "${path}", which is not a mapping of claims: see docs/operate/login.md.`,
  }),
  'issuer.key': {
    nl: 'GREIN_ISSUER_CLIENT_KEY heeft een waarde die geen privésleutel als JSON Web Key is. docs/operate/login.md zegt hoe u er een maakt.',
    en: 'GREIN_ISSUER_CLIENT_KEY has a value that is not a private key as a JSON Web Key. docs/operate/login.md says how to make one.',
  },
  'demo.damaged': text<Path>({
    nl: ({ path }) =>
      `${path} is beschadigd. Zet het terug uit een kopie, of verwijder de hele gegevensmap om opnieuw te beginnen.`,
    en: ({ path }) => `${path} is damaged. Put it back from a copy, or delete the whole data folder to begin anew.`,
  }),

  'log.key-readable': text<Path>({
    nl: ({ path }) =>
      `De sleutel van het transparantielogboek (${path}) kan door anderen op deze machine gelezen worden.\n` +
      `Maak hem van u alleen (chmod 600 ${path}) en bedenk of hij vervangen moet worden.`,
    en: ({ path }) =>
      `The key of the transparency log (${path}) can be read by others on this machine.\n` +
      `Make it yours alone (chmod 600 ${path}) and consider whether it must be replaced.`,
  }),
  'log.key-lost': text<Path>({
    nl: ({ path }) =>
      `Deze database bevat een transparantielogboek, en de sleutel ervan is er niet: ${path}. Er is geen nieuwe gemaakt.\n` +
      'Leg de sleutel terug, of geef hem als GREIN_LOG_KEY; in een back-up zit hij niet. Is hij kwijt, noem dan een nieuw logboek met GREIN_LOG_NAME ' +
      'en zeg het aan iedereen die controleert; zie docs/operate/transparency-log.md.',
    en: ({ path }) =>
      `This database holds a transparency log, and its key is not there: ${path}. No new one was made.\n` +
      'Put the key back, or give it as GREIN_LOG_KEY; a backup does not hold it. When it is lost, name a new log with GREIN_LOG_NAME ' +
      'and tell everyone who checks; see docs/operate/transparency-log.md.',
  }),
  'log.key-wrong': text<{ where: string; bytes: number }>({
    nl: ({ where, bytes }) =>
      `${where} bevat geen sleutel van het transparantielogboek: base64 van ${bytes} bytes wordt verwacht.\n` +
      'Leg de bewaarde sleutel terug. Een nieuwe vraagt een nieuwe naam van het logboek; zie docs/operate/transparency-log.md.',
    en: ({ where, bytes }) =>
      `${where} holds no key of the transparency log: base64 of ${bytes} bytes is expected.\n` +
      'Put the key you kept back. A new one takes a new name of the log; see docs/operate/transparency-log.md.',
  }),
  'log.other-key': text<{ origin: string }>({
    nl: ({ origin }) =>
      `Het transparantielogboek ${origin} is met een andere sleutel ondertekend dan deze.\n` +
      'Leg de sleutel terug: log.key in de gegevensmap, of GREIN_LOG_KEY; in een back-up zit hij niet. Is hij kwijt, noem dan een nieuw logboek met ' +
      'GREIN_LOG_NAME en zeg het aan iedereen die controleert; zie docs/operate/transparency-log.md.',
    en: ({ origin }) =>
      `The transparency log ${origin} was signed with another key than this one.\n` +
      'Put the key back: log.key in the data folder, or GREIN_LOG_KEY; a backup does not hold it. When it is lost, name a new log with GREIN_LOG_NAME ' +
      'and tell everyone who checks; see docs/operate/transparency-log.md.',
  }),

  'folder.in-use': text<{ pid: number; folder: string }>({
    nl: ({ pid, folder }) =>
      `Een andere Grein (proces ${pid}) gebruikt ${folder}.\nStop die eerst, of geef deze een eigen map met GREIN_DATA_FOLDER.`,
    en: ({ pid, folder }) =>
      `Another Grein (process ${pid}) is using ${folder}.\nStop that one first, or give this one a folder of its own with GREIN_DATA_FOLDER.`,
  }),
  'folder.restless': text<Path>({
    nl: ({ path }) => `Het slot ${path} wisselt steeds van eigenaar. Start iets Grein steeds opnieuw?`,
    en: ({ path }) => `The lock ${path} keeps changing hands. Is something starting Grein in a loop?`,
  }),
  'folder.elsewhere': text<Path>({
    nl: ({ path }) => `De database van deze map ligt in ${path}, en die is er niet. Ontbreekt er een schijf?`,
    en: ({ path }) => `The database of this folder lies in ${path}, and that is not there. Is a disk missing?`,
  }),

  'server.root': {
    nl:
      'Grein is als root gestart en PostgreSQL draait nooit als root, maar er is geen gebruiker "postgres" of "nobody" om voor af te treden.\n' +
      'Start Grein als gewone gebruiker, of maak een van deze gebruikers.',
    en:
      'Grein was started as root and PostgreSQL never runs as root, but there is no user "postgres" or "nobody" to step down to.\n' +
      'Start Grein as an ordinary user, or make one of these users.',
  },
  'server.nameless': text<{ user: string }>({
    nl: ({ user }) =>
      `PostgreSQL draait niet als een gebruiker zonder naam (nummer ${user}).\n` +
      'Start Grein als een gebruiker die in /etc/passwd staat, of noem een eigen PostgreSQL 18 in DATABASE_URL.',
    en: ({ user }) =>
      `PostgreSQL does not run as a user without a name (number ${user}).\n` +
      'Start Grein as a user that stands in /etc/passwd, or name a PostgreSQL 18 of your own in DATABASE_URL.',
  }),
  'server.windows': {
    nl: 'Start Grein onder Windows binnen WSL 2, of noem een eigen PostgreSQL 18 in DATABASE_URL.',
    en: 'On Windows start Grein inside WSL 2, or name a PostgreSQL 18 of your own in DATABASE_URL.',
  },
  'server.absent': text<{ name: string }>({
    nl: ({ name }) =>
      `PostgreSQL kwam niet mee met deze installatie (het pakket ${name} ontbreekt).\n` +
      'Voer "npm ci" uit zonder --omit=optional, of noem een eigen PostgreSQL 18 in DATABASE_URL.',
    en: ({ name }) =>
      `PostgreSQL did not come with this installation (the package ${name} is missing).\n` +
      'Run "npm ci" without --omit=optional, or name a PostgreSQL 18 of your own in DATABASE_URL.',
  }),
  'server.incomplete': text<Path>({
    nl: ({ path }) => `De bibliotheken van PostgreSQL kunnen niet compleet gemaakt worden in ${path}.`,
    en: ({ path }) => `The libraries of PostgreSQL cannot be completed in ${path}.`,
  }),
  'server.not-made': text<Path & { said: string }>({
    nl: ({ path, said }) => `PostgreSQL kon zijn map ${path} niet maken:\n${said}`,
    en: ({ path, said }) => `PostgreSQL could not make its folder ${path}:\n${said}`,
  }),
  'server.other-version': text<Path & { found: string }>({
    nl: ({ path, found }) =>
      `De gegevens in ${path} zijn van PostgreSQL ${found} en deze Grein brengt 18 mee.\n` +
      'Maak een back-up met de versie van Grein die ze schreef, en zet die hier terug: docs/operate/upgrade.md.',
    en: ({ path, found }) =>
      `The data in ${path} is of PostgreSQL ${found} and this Grein brings 18.\n` +
      'Make a backup with the version of Grein that wrote it, and restore that here: docs/operate/upgrade.md.',
  }),
  'server.not-started': text<{ said: string }>({
    nl: ({ said }) => `PostgreSQL is niet gestart. Het zei:\n${said}`,
    en: ({ said }) => `PostgreSQL did not start. It said:\n${said}`,
  }),
  'server.not-ready': text<{ minutes: number; said: string }>({
    nl: ({ minutes, said }) => `PostgreSQL was niet binnen ${minutes} minuten klaar. Het zei:\n${said}`,
    en: ({ minutes, said }) => `PostgreSQL did not become ready within ${minutes} minutes. It said:\n${said}`,
  }),
  'server.other-password': {
    nl: 'Het wachtwoord in database.json is niet dat waarmee deze database gemaakt is. Zet het bestand terug uit een kopie van de gegevensmap.',
    en: 'The password in database.json is not the one this database was made with. Put the file back from a copy of the data folder.',
  },
  'server.too-old': text<{ version: number }>({
    nl: ({ version }) => `Grein heeft PostgreSQL 18 of nieuwer nodig; deze server is ${version}.`,
    en: ({ version }) => `Grein needs PostgreSQL 18 or newer; this server is ${version}.`,
  }),

  'opening.password': {
    nl: 'De database gaat niet open: de server weigert de login of het wachtwoord.',
    en: 'The database cannot be opened: the server refuses the login or its password.',
  },
  'opening.from-here': {
    nl: 'De database gaat niet open: de server laat deze login van hier niet binnen; zie zijn pg_hba.conf.',
    en: 'The database cannot be opened: the server does not let this login in from here; see its pg_hba.conf.',
  },
  'opening.no-database': {
    nl: 'De database gaat niet open: zij staat niet op die server. Een beheerder maakt haar: docs/operate/postgresql.md.',
    en: 'The database cannot be opened: there is no such database on that server. An administrator makes it: docs/operate/postgresql.md.',
  },
  'opening.not-a-member': text<{ role: string }>({
    nl: ({ role }) =>
      `De database gaat niet open: de login is geen lid van ${role}. Is het de verkeerde, of ontbreekt "grant ${role} to …"? Zie docs/operate/postgresql.md.`,
    en: ({ role }) =>
      `The database cannot be opened: the login is not a member of ${role}. Is it the wrong one, or is "grant ${role} to …" missing? See docs/operate/postgresql.md.`,
  }),
  'opening.no-role': text<{ role: string }>({
    nl: ({ role }) =>
      `De database gaat niet open: de rol ${role} is er nog niet. Zie docs/operate/postgresql.md, "Roles".`,
    en: ({ role }) =>
      `The database cannot be opened: there is no role ${role} yet. See docs/operate/postgresql.md, "Roles".`,
  }),
  'opening.certificate': text<{ code: string }>({
    nl: ({ code }) =>
      `De database gaat niet open: haar certificaat wordt niet vertrouwd (${code}). ` +
      'Noem wie het ondertekende met sslrootcert=… in het adres; zie docs/operate/postgresql.md, "TLS".',
    en: ({ code }) =>
      `The database cannot be opened: its certificate is not trusted (${code}). ` +
      'Name the authority that signed it with sslrootcert=… in the address; see docs/operate/postgresql.md, "TLS".',
  }),
  'opening.no-tls': {
    nl: 'De database gaat niet open: het adres vraagt TLS en de server biedt het niet. Zet het daar aan; zie docs/operate/postgresql.md, "TLS".',
    en: 'The database cannot be opened: the address asks for TLS and the server does not offer it. Turn it on there; see docs/operate/postgresql.md, "TLS".',
  },
  'opening.silent': {
    nl: 'De database antwoordt niet. Draait de server, en klopt het adres?',
    en: 'The database does not answer. Is the server running, and is its address right?',
  },

  'role.missing': text<{ role: string }>({
    nl: ({ role }) =>
      `De rol "${role}" is er niet op deze PostgreSQL-server en deze login mag haar niet maken.\nVraag uw beheerder de opdrachten uit docs/operate/postgresql.md, "Roles", uit te voeren.`,
    en: ({ role }) =>
      `The role "${role}" does not exist in this PostgreSQL server and this login may not make it.\nAsk your administrator to run the statements in docs/operate/postgresql.md, section "Roles".`,
  }),
  'role.unsaid': { nl: 'PostgreSQL zei niet wie wij zijn.', en: 'PostgreSQL did not say who we are.' },
  'role.other': text<{ role: string; wanted: string }>({
    nl: ({ role, wanted }) => `De applicatie draait als "${role}" en moet draaien als "${wanted}".`,
    en: ({ role, wanted }) => `The application runs as "${role}" and must run as "${wanted}".`,
  }),
  'role.too-strong': text<{ login: string; isOwner: boolean; owners: readonly [string, string]; app: string }>({
    nl: ({ login, isOwner, owners, app }) =>
      `De databaselogin "${login}" ${isOwner ? `is lid van ${owners.join(' of ')}` : 'is een superuser of mag voorbij row-level security'}: de muur tussen autoriteiten zou niet houden.\n` +
      `Laat DATABASE_URL een login noemen die alleen lid is van ${app}, en GREIN_DATABASE_ADMIN_URL die welke migreert.`,
    en: ({ login, isOwner, owners, app }) =>
      `The database login "${login}" ${isOwner ? `is a member of ${owners.join(' or ')}` : 'is a superuser or may bypass row-level security'}: the wall between authorities would not hold.\n` +
      `Let DATABASE_URL name a login that is only a member of ${app}, and GREIN_DATABASE_ADMIN_URL the one that migrates.`,
  }),
  'login.strong-needed': {
    nl:
      'Dit vraagt de login die de database mag veranderen, en DATABASE_URL is alleen de applicatie.\n' +
      'Noem haar in GREIN_DATABASE_ADMIN_URL, voor dit commando alleen.',
    en:
      'This needs the login that may change the database, and DATABASE_URL is only the application.\n' +
      'Name it in GREIN_DATABASE_ADMIN_URL, for this command alone.',
  },
  'login.both-needed': {
    nl: 'Dit vraagt ook de login van de applicatie: noem haar in DATABASE_URL, naast GREIN_DATABASE_ADMIN_URL.',
    en: 'This needs the login of the application too: name it in DATABASE_URL, beside GREIN_DATABASE_ADMIN_URL.',
  },

  'schema.none': text<{ isOwnServer: boolean }>({
    nl: ({ isOwnServer }) =>
      `In deze database staat nog geen Grein. Voer één keer "npx grein migrate" uit${isOwnServer ? ', met GREIN_DATABASE_ADMIN_URL' : ''}.`,
    en: ({ isOwnServer }) =>
      `This database holds no Grein yet. Run "npx grein migrate"${isOwnServer ? ' with GREIN_DATABASE_ADMIN_URL' : ''} once.`,
  }),
  'schema.behind': text<{ count: number; who: 'a running one' | 'not us' | 'us' }>({
    nl: ({ count, who }) =>
      `De database mist ${count} ${count === 1 ? 'migratie' : 'migraties'} van deze versie.\n${
        {
          'a running one': 'Er draait een oudere Grein op: stop die, en voer dit opnieuw uit.',
          'not us': 'Voer "npx grein migrate" uit met GREIN_DATABASE_ADMIN_URL en start opnieuw.',
          us: 'Vraag het de versie van Grein die haar het laatst diende; of stop die, voer "npx grein migrate" uit, en doe dit opnieuw.',
        }[who]
      }`,
    en: ({ count, who }) =>
      `The database lacks ${count} ${count === 1 ? 'migration' : 'migrations'} of this version.\n${
        {
          'a running one': 'An older Grein is running on it: stop that one, and run this again.',
          'not us': 'Run "npx grein migrate" with GREIN_DATABASE_ADMIN_URL, then start again.',
          us: 'Ask the version of Grein that last served it; or stop that one, run "npx grein migrate", and run this again.',
        }[who]
      }`,
  }),
  'schema.newer': text<{ migration: string }>({
    nl: ({ migration }) =>
      `De database heeft migratie ${migration}, die deze versie van Grein niet kent.\n` +
      'De database is nieuwer dan het programma: start de nieuwere versie, of zet een back-up terug die deze maakte.',
    en: ({ migration }) =>
      `The database has migration ${migration}, which this version of Grein does not know.\n` +
      'The database is newer than the program: start the newer version, or restore a backup made by this one.',
  }),
  'schema.changed': text<{ migration: string }>({
    nl: ({ migration }) =>
      `Migratie ${migration} is veranderd nadat zij was toegepast.\n` +
      'Een migratie verandert nooit meer: zet het bestand terug zoals het was en schrijf de verandering in een nieuw.',
    en: ({ migration }) =>
      `Migration ${migration} was changed after it was applied.\n` +
      'A migration is never changed once it has landed: put the file back as it was and write the change in a new one.',
  }),
  'schema.late': text<{ migration: string; later: string }>({
    nl: ({ migration, later }) =>
      `Migratie ${migration} komt vóór migratie ${later}, die al is toegepast.\nGeef het nieuwe bestand een nummer daarna.`,
    en: ({ migration, later }) =>
      `Migration ${migration} comes before migration ${later}, which was applied already.\nGive the new file a number after it.`,
  }),
  'schema.twice': text<{ room: string; number: number }>({
    nl: ({ room, number }) =>
      `Twee migraties van "${room}" hebben nummer ${number}; geef de nieuwste het volgende nummer.`,
    en: ({ room, number }) =>
      `Two migrations of "${room}" have the number ${number}; give the newer one the next number.`,
  }),
  'schema.name': text<{ file: string }>({
    nl: ({ file }) => `${file} heet niet NNNN-naam.sql.`,
    en: ({ file }) => `${file} is not named NNNN-name.sql.`,
  }),
  'schema.no-reason': text<{ file: string }>({
    nl: ({ file }) => `${file} begint niet met "-- why:".`,
    en: ({ file }) => `${file} does not begin with "-- why:".`,
  }),
  'schema.jobs': text<{ found: number; wanted: number }>({
    nl: ({ found, wanted }) =>
      `De wachtrij van taken in de database is van versie ${found} en deze Grein kent ${wanted}: start de nieuwere Grein.`,
    en: ({ found, wanted }) =>
      `The job queue in the database is of version ${found} and this Grein knows ${wanted}: start the newer Grein.`,
  }),

  'backup.taken': text<{ file: string }>({
    nl: ({ file }) => `${file} is er al; een back-up schrijft nooit over een ander bestand heen.`,
    en: ({ file }) => `${file} exists already; a backup never writes over another file.`,
  }),
  'restore.other': text<{ file: string; fingerprint: string }>({
    nl: ({ file, fingerprint }) =>
      `${file} is heel, maar het is een andere back-up dan die met vingerafdruk ${fingerprint}.`,
    en: ({ file, fingerprint }) =>
      `${file} is whole, but it is another backup than the one with fingerprint ${fingerprint}.`,
  }),
  'restore.unreadable': text<{ file: string; what: string }>({
    nl: ({ file, what }) =>
      `${file} is niet te vertrouwen: het is niet te lezen als back-up (${what}). ${restoredNothing.nl}`,
    en: ({ file, what }) => `${file} cannot be trusted: it cannot be read as a backup (${what}). ${restoredNothing.en}`,
  }),
  'restore.no-list': text<{ file: string }>({
    nl: ({ file }) =>
      `${file} is niet te vertrouwen: de lijst van zijn delen ontbreekt, of deze Grein kan haar niet lezen. ${restoredNothing.nl}`,
    en: ({ file }) =>
      `${file} cannot be trusted: its list of parts is missing, or not one this Grein can read. ${restoredNothing.en}`,
  }),
  'restore.part-changed': text<{ file: string; part: string }>({
    nl: ({ file, part }) =>
      `${file} is niet te vertrouwen: ${part} is niet wat er geschreven werd. ${restoredNothing.nl}`,
    en: ({ file, part }) => `${file} cannot be trusted: ${part} is not what was written. ${restoredNothing.en}`,
  }),
  'restore.part-added': text<{ file: string; part: string }>({
    nl: ({ file, part }) => `${file} is niet te vertrouwen: ${part} is toegevoegd. ${restoredNothing.nl}`,
    en: ({ file, part }) => `${file} cannot be trusted: ${part} was added. ${restoredNothing.en}`,
  }),
  'restore.not-empty': text<{ schemas: string }>({
    nl: ({ schemas }) =>
      `Deze database is niet leeg: zij heeft ${schemas}.\n` +
      'Terugzetten mengt nooit met wat er is. Zet terug in een nieuwe database of een nieuwe gegevensmap.',
    en: ({ schemas }) =>
      `This database is not empty: it has ${schemas}.\n` +
      'A restore never mixes with data that are there. Restore into a new database or a new data folder.',
  }),
  'restore.no-place': text<{ folder: string }>({
    nl: ({ folder }) => `De back-up heeft bestanden van "${folder}" en niemand zei waar die heen gaan.`,
    en: ({ folder }) => `The backup has files of "${folder}" and nobody said where they go.`,
  }),
  'restore.outside': text<Path>({
    nl: ({ path }) => `De back-up heeft een bestand buiten zijn map: ${path}`,
    en: ({ path }) => `The backup has a file outside its folder: ${path}`,
  }),
  'restore.taken': text<Path>({
    nl: ({ path }) => `${path} is er al en is niet leeg; er is niets teruggezet.`,
    en: ({ path }) => `${path} is there already and not empty; nothing was restored.`,
  }),
})
export type StartTexts = typeof startTexts
