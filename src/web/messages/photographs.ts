// The texts of photographs: taking them in a form, and looking at them on an event. Not here: what the server refuses (chain).
import { defineMessages, text } from '#kernel'

export const photographMessages = defineMessages({
  'photos.title': { nl: 'Foto’s', en: 'Photographs' },
  'photos.help': {
    nl: 'Fotografeer wat vernietigd wordt, op de weegschaal en erna. Plaats, tijd en toestel halen wij uit de foto. De foto’s horen bij wat u ondertekent.',
    en: 'Photograph what is destroyed, on the scale and afterwards. We take place, time and device out of the photograph. The photographs are part of what you sign.',
  },
  'photos.take': { nl: 'Maak een foto', en: 'Take a photograph' },
  'photos.choose': { nl: 'Kies foto’s', en: 'Choose photographs' },
  'photos.busy': { nl: 'De foto wordt verkleind en bewaard.', en: 'The photograph is made smaller and stored.' },
  'photos.number': text<{ number: number }>({
    nl: ({ number }) => `Foto ${number}`,
    en: ({ number }) => `Photograph ${number}`,
  }),
  'photos.remove': text<{ number: number }>({
    nl: ({ number }) => `Foto ${number} weglaten`,
    en: ({ number }) => `Leave photograph ${number} out`,
  }),
  'photos.full': text<{ max: number }>({
    nl: ({ max }) => `Een vernietiging heeft hoogstens ${max} foto’s.`,
    en: ({ max }) => `A destruction has at most ${max} photographs.`,
  }),
  'photos.not-a-picture': text<{ name: string }>({
    nl: ({ name }) => `${name} is geen foto die deze browser kan lezen. Maak een nieuwe foto of kies een JPEG of PNG.`,
    en: ({ name }) => `${name} is no photograph that this browser can read. Take a new one, or choose a JPEG or PNG.`,
  }),
  'photos.open': text<{ number: number }>({
    nl: ({ number }) => `Foto ${number} bewaren`,
    en: ({ number }) => `Save photograph ${number}`,
  }),
  'photos.alt': text<{ number: number }>({
    nl: ({ number }) => `Foto ${number} van de vernietiging`,
    en: ({ number }) => `Photograph ${number} of the destruction`,
  }),
  'photos.checking': { nl: 'Wordt vergeleken met de handtekening', en: 'Being compared with the signature' },
  'photos.same': { nl: 'Is de foto die ondertekend is', en: 'Is the photograph that was signed' },
  'photos.differs': {
    nl: 'Is niet de foto die ondertekend is. Meld dit aan de toezichthouder.',
    en: 'Is not the photograph that was signed. Tell the supervisor.',
  },
  'photos.hash': { nl: 'Vingerafdruk (SHA-256)', en: 'Fingerprint (SHA-256)' },
})
