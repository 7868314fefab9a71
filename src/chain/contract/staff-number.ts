// How a person is named in a record: by a number of the employer, never by name. Not here: who that is.
import { Type } from '#kernel'

/** As an employer numbers its people. A record is hashed and kept, so no name goes in: without a digit it is not a number. */
export const staffNumberPattern = '^(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9.-]{2,39}$'
export const StaffNumber = Type.String({
  pattern: staffNumberPattern,
  description: 'an opaque staff number: 3 to 40 letters, digits, dots or hyphens, with a digit; never a name',
})
