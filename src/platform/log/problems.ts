// Every refusal of the log, in order of precedence. Not here: why a proof does not hold (kernel/transparency/verify-texts.ts).
import { absent, conflict, defineProblems, forbidden, unavailable } from '#kernel'

export const logProblems = defineProblems('platform', {
  'entry-changed': conflict<{ entryId: string }>({
    title: { nl: 'Dit is al met een andere inhoud vastgelegd', en: 'This was recorded with other content' },
    detail: ({ entryId }) => ({
      nl: `Onder nummer ${entryId} staat al iets anders in het logboek. Leg een wijziging vast onder een nieuw nummer.`,
      en: `Something else stands in the log under number ${entryId}. Record a change under a new number.`,
    }),
  }),
  'cosignature-refused': forbidden({
    title: { nl: 'Deze medeondertekening is niet aangenomen', en: 'This co-signature was not taken' },
    detail: () => ({
      nl: 'Het is geen stand van dit logboek, dit huis kent de getuige niet, of de handtekening klopt niet. Haal de stand opnieuw op, en vraag de beheerder of uw sleutel in GREIN_LOG_WITNESSES staat.',
      en: 'It is no checkpoint of this log, this house does not know the witness, or the signature is wrong. Fetch the checkpoint again, and ask the operator whether your key is in GREIN_LOG_WITNESSES.',
    }),
  }),
  'not-sealed-yet': unavailable<{ retryAfterSeconds: number }>({
    title: { nl: 'Het bewijs is nog niet klaar', en: 'The proof is not ready yet' },
    detail: ({ retryAfterSeconds }) => ({
      nl: `Dit is vastgelegd en wacht op zijn plaats in het logboek. Vraag het bewijs over ${retryAfterSeconds} seconden opnieuw op.`,
      en: `This is recorded and waits for its place in the log. Ask for the proof again in ${retryAfterSeconds} seconds.`,
    }),
  }),
  'not-in-log': absent({
    title: { nl: 'Dit staat niet in het logboek', en: 'This is not in the log' },
    detail: () => ({
      nl: 'Er is niets met dit nummer vastgelegd, of u mag het niet zien. Controleer het nummer.',
      en: 'Nothing was recorded under this number, or you may not see it. Check the number.',
    }),
  }),
  'no-such-checkpoint': absent<{ size: number }>({
    title: { nl: 'Deze stand van het logboek bestaat niet', en: 'There is no such checkpoint' },
    detail: ({ size }) => ({
      nl: `Er is nooit een stand van ${size} regels ondertekend. Gebruik de grootte van een ondertekende stand.`,
      en: `No checkpoint of ${size} entries was ever signed. Use the size of a signed checkpoint.`,
    }),
  }),
})
