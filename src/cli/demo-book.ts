import type { FileStore } from '../core/files.js'
import { evidenceOf, findEvidence } from '../ledger/evidence.js'
import { inBranch } from '../models/branch-scope.js'
import type { Book, LedgerRow } from '../simulator/chat-page.js'
import type { DemoAdmin } from './demo-admin.js'

/** What an operator's list says of an entry, and its id, by which its evidence is found. */
interface AdminRow extends LedgerRow {
  readonly id: string
}

/**
 * A branch's ledger for the panel: the operator's own list, and beside each entry what proves it. The bot shows evidence
 * in the chat by its name only; the panel shows the pictures, for whoever tries the demo on his own machine.
 */
export function demoBook(label: string, branchId: string, admin: DemoAdmin, files: FileStore): Book {
  return {
    label,
    async entries() {
      const { entries } = (await admin('GET', `/branches/${branchId}/entries`)) as { entries: AdminRow[] }
      return inBranch(branchId, () =>
        Promise.all(entries.map(async (entry) => ({ ...entry, evidence: await evidenceOf(entry.id) }))),
      )
    },
    evidence: (id) =>
      inBranch(branchId, async () => {
        const found = await findEvidence(id)
        const bytes = found && (await files.get(found.storageKey))
        return bytes && { name: found.evidence.name, bytes }
      }),
  }
}
