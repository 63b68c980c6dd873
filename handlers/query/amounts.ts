import { UserError } from '../../src/core/errors.js'
import type { MemberView } from '../../src/core/views.js'
import { amountsFor } from '../../src/ledger/amounts.js'

/** The lines of an entry's money that the reader may know; none when it is not for him. */
export async function readableAmounts(entryId: string, reader: MemberView): ReturnType<typeof amountsFor> {
  try {
    return await amountsFor(entryId, reader)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}
