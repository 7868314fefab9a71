// The texts of the proof check, for someone who has never heard of a Merkle tree.
import { defineMessages, text } from '#kernel'

export const verifyMessages = defineMessages({
  'verify.title': { nl: 'Bewijs controleren', en: 'Check a proof' },
  'verify.lead': {
    nl: 'Uw browser rekent het bewijs zelf na. Er gaat niets naar ons toe, en het werkt ook zonder verbinding.',
    en: 'Your browser recomputes the proof itself. Nothing is sent to us, and it works without a connection too.',
  },
  'verify.give': { nl: 'Het bewijs', en: 'The proof' },
  'verify.drop': { nl: 'Een bewijsbestand', en: 'A proof file' },
  'verify.drop.help': {
    nl: 'Dit bestand downloadt u bij een partij of een gebeurtenis. Het eindigt op .json.',
    en: 'You download this file at a batch or an event. It ends in .json.',
  },
  'verify.paste': { nl: 'Of plak het bewijs hier', en: 'Or paste the proof here' },
  'verify.paste.large': {
    nl: 'Het bestand is te groot om hier te tonen. Het is wel nagerekend.',
    en: 'The file is too large to show here. It was recomputed all the same.',
  },
  'verify.witness': { nl: 'Getuigen die u eist', en: 'Witnesses you demand' },
  'verify.witness.help': {
    nl: 'Hun sleutels, één per regel. Een getuige is een ander dan wie het logboek bijhoudt, en tekent mee als er niets veranderd is.',
    en: 'Their keys, one a line. A witness is somebody other than who keeps the log, and co-signs when nothing was changed.',
  },
  'verify.key': { nl: 'Sleutel die u vertrouwt', en: 'Key you trust' },
  'verify.key.help': {
    nl: 'Hebt u de sleutel van het logboek los van dit bestand gekregen, bijvoorbeeld van de toezichthouder? Vul hem in; dan telt alleen die.',
    en: 'Did you get the key of the log apart from this file, for example from the inspectorate? Fill it in; then only that one counts.',
  },
  'verify.result': { nl: 'De uitkomst', en: 'The outcome' },
  'verify.certificate': text<{ number: string }>({
    nl: ({ number }) => `Certificaat ${number}`,
    en: ({ number }) => `Certificate ${number}`,
  }),
  'verify.certificate.text': {
    nl: 'is hier opgehaald zoals het in het logboek staat. Leg uw papier ernaast: wat hier staat, telt.',
    en: 'was fetched here as it stands in the log. Lay your paper beside it: what stands here is what counts.',
  },
  'verify.none': {
    nl: 'De uitkomst komt hier te staan zodra u een bewijs geeft.',
    en: 'The outcome appears here as soon as you give a proof.',
  },
  'verify.holds.inclusion': { nl: 'Dit bewijs klopt', en: 'This proof is sound' },
  'verify.holds.inclusion.text': text<{ place: number; size: number }>({
    nl: ({ place, size }, { number }) =>
      `Precies deze gegevens staan in het logboek, op plaats ${number(place)} van ${number(size)}. Wie er één letter aan verandert, wordt betrapt.`,
    en: ({ place, size }, { number }) =>
      `Exactly this record is in the log, at place ${number(place)} of ${number(size)}. Whoever changes one letter of it is found out.`,
  }),
  'verify.holds.set.text': text<{ count: number; name: string; size: number; part: number; parts: number }>({
    nl: ({ count, name, size, part, parts }, write) =>
      `${write.number(count)} gebeurtenissen${parts > 1 ? ` (deel ${part} van ${parts})` : ''}, volgens het bestand van ${name}, staan in een logboek van ${write.number(size)} regels.`,
    en: ({ count, name, size, part, parts }, write) =>
      `${write.number(count)} events${parts > 1 ? ` (part ${part} of ${parts})` : ''}, of ${name} as the file says, are in a log of ${write.number(size)} entries.`,
  }),
  'verify.holds.set.not': { nl: 'Wat dit niet laat zien', en: 'What this does not show' },
  'verify.holds.set.not.text': {
    nl: 'Dat er niets is weggelaten. Wie het bestand maakte, koos wat erin staat; een houder krijgt alleen wat hij zelf mag zien. Of er van deze partij nog meer in het logboek staat, ziet alleen wie het hele logboek narekent, zoals de inspectie met grein verify --ledger. Mist u iets wat u zelf deed, vraag er dan naar.',
    en: 'That nothing was left out. Whoever made the file chose what is in it; a holder gets only what it may see itself. Whether the log has more of this batch is seen by who recomputes the whole log alone, as the inspectorate does with grein verify --ledger. If something you did yourself is missing, ask for it.',
  },
  'verify.holds.consistency': { nl: 'Dit bewijs klopt', en: 'This proof is sound' },
  'verify.holds.consistency.text': text<{ from: number; to: number }>({
    nl: ({ from, to }, { number }) =>
      `Het logboek groeide van ${number(from)} naar ${number(to)} regels. Aan de eerste ${number(from)} is niets veranderd.`,
    en: ({ from, to }, { number }) =>
      `The log grew from ${number(from)} to ${number(to)} entries. Nothing in the first ${number(from)} was changed.`,
  }),
  'verify.fails': { nl: 'Dit bewijs klopt niet', en: 'This proof is not sound' },
  'verify.steps': { nl: 'Wat is nagerekend', en: 'What was recomputed' },
  'verify.state.passed': { nl: 'klopt', en: 'sound' },
  'verify.state.failed': { nl: 'klopt niet', en: 'not sound' },
  'verify.state.skipped': { nl: 'niet meer gecontroleerd', en: 'not checked any more' },
  'verify.step.read': { nl: 'Het bestand is leesbaar', en: 'The file can be read' },
  'verify.step.read.text': {
    nl: 'Het heeft de vorm van een bewijs: alle velden zijn er, en geen veld te veel.',
    en: 'It has the form of a proof: every field is there, and none too many.',
  },
  'verify.step.record': { nl: 'De gegevens geven de vingerafdruk', en: 'The record gives the fingerprint' },
  'verify.step.record.text': {
    nl: 'Uit de gegevens en een geheim getal is de vingerafdruk (SHA-256) opnieuw berekend. Hij is gelijk aan die in het bewijs.',
    en: 'From the record and a secret number the fingerprint (SHA-256) was computed again. It equals the one in the proof.',
  },
  'verify.step.record.content': {
    nl: 'Wat werd aangeboden zit erbij, en is precies wat de gegevens met hun eigen vingerafdruk aanwijzen.',
    en: 'What was handed in is with it, and is exactly what the record points at with a fingerprint of its own.',
  },
  'verify.step.record.bare': {
    nl: 'De gegevens wijzen met een vingerafdruk iets aan wat niet in dit bestand zit. Bewezen is dat er iets werd aangeboden, niet wat.',
    en: 'The record points with a fingerprint at something that is not in this file. Proven is that something was handed in, not what.',
  },
  'verify.content': { nl: 'Wat werd aangeboden', en: 'What was handed in' },
  'verify.content.whole': { nl: 'Alles wat erbij is vastgelegd', en: 'All that was recorded with it' },
  'verify.content.large': text<{ bytes: number }>({
    nl: ({ bytes }, write) => `Te groot om hier te tonen (${write.number(bytes)} bytes). Het is wel nagerekend.`,
    en: ({ bytes }, write) => `Too large to show here (${write.number(bytes)} bytes). It was recomputed all the same.`,
  }),
  'verify.step.record.erased': {
    nl: 'De gegevens zelf zitten niet in dit bewijs: ze zijn gewist of weggelaten. Alleen hun vingerafdruk is gecontroleerd.',
    en: 'The record itself is not in this proof: it was erased or left out. Only its fingerprint was checked.',
  },
  'verify.step.signature': { nl: 'De handtekening is echt', en: 'The signature is genuine' },
  'verify.step.signature.text': text<{ origin: string }>({
    nl: ({ origin }) => `De stand van het logboek is ondertekend door ${origin} (Ed25519).`,
    en: ({ origin }) => `The state of the log is signed by ${origin} (Ed25519).`,
  }),
  'verify.step.record.set': {
    nl: 'Elke vastlegging met haar geheime getal geeft precies de vingerafdruk van haar regel.',
    en: 'Each record with its secret number gives exactly the fingerprint of its entry.',
  },
  'verify.step.witness': { nl: 'De getuige tekende mee', en: 'The witness co-signed' },
  'verify.step.witness.text': text<{ name: string; at: string }>({
    nl: ({ name, at }, write) =>
      `${name} zag deze stand op ${write.instant(at)}; alles wat er eerder stond, stond er toen nog.`,
    en: ({ name, at }, write) => `${name} saw this state on ${write.instant(at)}; all that was there before still was.`,
  }),
  'verify.step.path.set': {
    nl: 'Van elke regel leidt een pad naar dezelfde ondertekende stand.',
    en: 'From each entry a path leads to the same signed state.',
  },
  'verify.step.path': { nl: 'De vingerafdruk hoort in het logboek', en: 'The fingerprint belongs in the log' },
  'verify.step.path.text': text<{ steps: number }>({
    nl: ({ steps }) => `Stap voor stap, in ${steps} stappen, leidt de vingerafdruk naar de ondertekende stand.`,
    en: ({ steps }) => `Step by step, in ${steps} steps, the fingerprint leads to the signed state.`,
  }),
  'verify.step.about': { nl: 'Het opschrift past bij de gegevens', en: 'The heading fits the records' },
  'verify.step.about.text': {
    nl: 'De gegevens zelf noemen deze partij, en nergens heet zij anders. Het opschrift is niet ondertekend; wat telt, zijn de gegevens.',
    en: 'The records themselves speak of this batch, and nowhere does it have another name. The heading is not signed; the records are what counts.',
  },
  'verify.step.about.unnamed': text<{ name: string }>({
    nl: ({ name }) =>
      `De gegevens die te lezen zijn, spreken deze partij niet tegen, maar noemen haar naam niet. Dat zij “${name}” heet, zegt alleen wie het bestand maakte.`,
    en: ({ name }) =>
      `The records that can be read do not contradict this batch, and do not give its name. That it is called “${name}” is the word of whoever made the file alone.`,
  }),
  'verify.step.history': { nl: 'Er is alleen bijgeschreven', en: 'Entries were only added' },
  'verify.step.history.text': {
    nl: 'De latere stand begint met alles wat in de eerdere stond.',
    en: 'The later state begins with everything that was in the earlier one.',
  },
  'verify.records': { nl: 'De vastleggingen', en: 'The records' },
  'verify.records.text': {
    nl: 'Bewezen is dat dit is vastgelegd, niet dat er verder niets is. Waar het over gaat, leest u in de vastleggingen zelf.',
    en: 'Proven is that this was recorded, not that there is nothing else. What the records are about, they say themselves.',
  },
  'verify.records.one': text<{ place: number; kind: string | null }>({
    nl: ({ place, kind }, write) => `Regel ${write.number(place)}${kind ? `: ${kind}` : ''}`,
    en: ({ place, kind }, write) => `Entry ${write.number(place)}${kind ? `: ${kind}` : ''}`,
  }),
  'verify.records.more': text<{ count: number }>({
    nl: ({ count }, write) => `En nog ${write.number(count)}; die zijn ook nagerekend.`,
    en: ({ count }, write) => `And ${write.number(count)} more; those were recomputed too.`,
  }),
  'verify.facts': { nl: 'Waar dit bewijs over gaat', en: 'What this proof is about' },
  'verify.fact.log': { nl: 'Logboek', en: 'Log' },
  'verify.fact.place': { nl: 'Plaats', en: 'Place' },
  'verify.fact.place.of': text<{ place: number; size: number }>({
    nl: ({ place, size }, { number }) => `${number(place)} van ${number(size)}`,
    en: ({ place, size }, { number }) => `${number(place)} of ${number(size)}`,
  }),
  'verify.fact.leaf': { nl: 'Vingerafdruk', en: 'Fingerprint' },
  'verify.fact.key': { nl: 'Sleutel', en: 'Key' },
  'verify.key.pinned': { nl: 'De sleutel is die u vertrouwt', en: 'The key is the one you trust' },
  'verify.key.ours': { nl: 'Deze sleutel gebruikt deze server ook', en: 'This server uses this key too' },
  'verify.key.ours.text': {
    nl: 'Vertrouwt u deze server niet? Vergelijk de sleutel dan met die welke de toezichthouder heeft gepubliceerd.',
    en: 'You do not trust this server? Then compare the key with the one the inspectorate has published.',
  },
  'verify.key.other': {
    nl: 'Let op: dit is niet de sleutel van deze server',
    en: 'Mind: this is not the key of this server',
  },
  'verify.key.other.text': {
    nl: 'Het bewijs hoort bij een ander logboek, of iemand heeft het nagemaakt. Vergelijk de sleutel met die van de toezichthouder.',
    en: 'The proof belongs to another log, or someone forged it. Compare the key with the one of the inspectorate.',
  },
  'verify.key.unknown': { nl: 'Vergelijk de sleutel zelf', en: 'Compare the key yourself' },
  'verify.key.unknown.text': {
    nl: 'Een bewijs is zo goed als de sleutel. Vergelijk hem met die welke de toezichthouder heeft gepubliceerd.',
    en: 'A proof is as good as its key. Compare it with the one the inspectorate has published.',
  },
  'verify.said': { nl: 'Wat er is vastgelegd', en: 'What was recorded' },
  'verify.said.what': { nl: 'Wat', en: 'What' },
  'verify.said.certificate': { nl: 'Analysecertificaat', en: 'Certificate of analysis' },
  'verify.said.later': {
    nl: 'Dit bewijst wat toen is vastgelegd. Of het certificaat daarna is ingetrokken, staat op zijn eigen pagina, die iedereen mag openen.',
    en: 'This proves what was recorded then. Whether the certificate was withdrawn afterwards stands on its own page, which anyone may open.',
  },
  'verify.said.number': { nl: 'Certificaat', en: 'Certificate' },
  'verify.said.verdict': { nl: 'Besluit', en: 'Verdict' },
  'verify.said.verdict.released': { nl: 'vrijgegeven', en: 'released' },
  'verify.said.verdict.rejected': { nl: 'afgekeurd', en: 'rejected' },
  'verify.said.when': { nl: 'Wanneer', en: 'When' },
  'verify.said.product': { nl: 'Product', en: 'Product' },
  'verify.said.batches': { nl: 'Partij', en: 'Batch' },
  'verify.said.massMg': { nl: 'Hoeveelheid', en: 'Amount' },
  'verify.said.wetMassMg': { nl: 'Nat gewogen', en: 'Weighed wet' },
  'verify.said.driedMassMg': { nl: 'Na het drogen', en: 'After drying' },
  'verify.said.inputMassMg': { nl: 'Ging erin', en: 'Went in' },
  'verify.said.packMassMg': { nl: 'In verpakkingen', en: 'In packs' },
  'verify.said.carrierMassMg': { nl: 'Waarvan dragerolie', en: 'Of which carrier oil' },
  'verify.said.countedMassMg': { nl: 'Geteld', en: 'Counted' },
  'verify.said.outputMassMg': { nl: 'Kwam eruit', en: 'Came out' },
  'verify.said.wasteMassMg': { nl: 'Afval', en: 'Waste' },
  'verify.said.receivedMassMg': { nl: 'Ontvangen', en: 'Received' },
  'verify.said.consumedMassMg': { nl: 'Verbruikt bij het onderzoek', en: 'Used up in the test' },
  'verify.said.inside': { nl: 'binnen de grens', en: 'within the limit' },
  'verify.said.outside': { nl: 'buiten de grens', en: 'outside the limit' },
  'verify.record': { nl: 'De gegevens, letter voor letter', en: 'The record, letter by letter' },
  'verify.again': { nl: 'Ander bewijs', en: 'Another proof' },
  'verify.fetching': { nl: 'Het bewijs wordt opgehaald', en: 'Fetching the proof' },
})
