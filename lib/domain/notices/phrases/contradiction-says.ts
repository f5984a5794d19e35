/** Contradiction says: what one endpoint said that cannot be true together with its own words or with our clock. */
import type { Contradiction } from '../../look/look.ts'

/** A clause about `it`, without a full stop. */
export function sayContradiction(moment: Contradiction): string {
  switch (moment.what) {
    case 'root-mismatch':
      return moment.slot === null
        ? 'the root it gave is not the hash of the header it gave'
        : `the root it gave for slot ${moment.slot} is not the hash of the header it gave`
    case 'wrong-root':
      return 'asked for a block by its root it answered with another block'
    case 'wrong-slot':
      return `asked for slot ${moment.asked} it answered with slot ${moment.answered}`
    case 'went-backwards':
      return `its head went from slot ${moment.fromSlot} back to slot ${moment.toSlot}`
    case 'future-head':
      return `its head is slot ${moment.slot} while our clock says slot ${moment.clockSlot}`
    case 'older-than-elsewhere':
      return `its head was slot ${moment.slot} here, after it had been slot ${moment.elsewhere} elsewhere`
    case 'identity-changed':
      return 'it gave two different peer ids in one look'
  }
}
