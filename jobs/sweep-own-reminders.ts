import { heldCard } from '../cards/held-card.js'
import { ownReminderCard } from '../cards/own-reminder-card.js'
import type { Card } from '../src/core/card.js'
import { civilDateAt, epochOf } from '../src/core/civil-date.js'
import type { OwnReminders } from '../src/core/own-views.js'
import type { BranchView } from '../src/core/views.js'
import { mayRemind } from '../src/intake/budget.js'
import { findBranchesOfUser, listBranches } from '../src/ledger/branches.js'
import { momentAt, uselessFrom } from '../src/ledger/own-notices.js'
import { type DueOfMember, dueOwnReminders } from '../src/ledger/own-reminders.js'
import { isOpenMoment } from '../src/ledger/reminder-times.js'
import { inBranch } from '../src/models/branch-scope.js'
import { ReminderRow } from '../src/models/reminder-row.js'
import { forEachBranch, sendOnce } from './send-once.js'
import type { Sweep, SweepDeps } from './sweep.js'

/**
 * Reminds people, each in private, of plans that are to come, and asks whoever planned a day that is over what became of
 * it. Whatever is due for one person at one moment is one message; where the month's calls are to be saved, one a day.
 */
export const sweepOwnReminders: Sweep = async (at, deps) =>
  forEachBranch(await listBranches(), deps, (branch) => remindPeople(branch, at, deps))

async function remindPeople(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  if (!isOpenMoment(momentAt(at, branch.timezone), branch)) return []
  const ahead = !mayRemind(deps.budget.levelOf(branch.platform), 'own')
  return inBranch(branch.id, async () => {
    const ids: string[] = []
    for (const due of await dueOwnReminders(branch, at, { ahead })) ids.push(...(await remind(branch, due, at, deps)))
    return ids
  })
}

/** The first row elects who sends the message; the others are written with it, so that none of it is said again. */
async function remind(
  branch: BranchView,
  { member, notices }: DueOfMember,
  at: number,
  deps: SweepDeps,
): Promise<readonly string[]> {
  const [first, ...others] = notices.map(({ row }) => ({ ...row, at }))
  if (first === undefined) return []
  const note = async (): Promise<void> => {
    const rows = others.map((row) => ({ ...row, branchId: branch.id, outboxIds: [], schemaVersion: 1 }))
    if (rows.length > 0) await ReminderRow.create(rows, { ordered: true })
  }
  const message = {
    op: 'send' as const,
    target: { userId: member.platformUserId },
    content: {
      type: 'card' as const,
      card: cardOf({
        branch,
        inSeveral: (await findBranchesOfUser(branch.platform, member.platformUserId)).length > 1,
        today: civilDateAt(at, branch.timezone),
        coming: notices.flatMap(({ coming }) => coming ?? []),
        held: notices.flatMap(({ held }) => held ?? []),
      }),
    },
    inGroup: false,
  }
  const { date, time } = uselessFrom(notices)
  const uselessInMs = epochOf(date, time, branch.timezone) - at
  return sendOnce(branch, { ...first, note, uselessInMs }, message, deps)
}

const cardOf = (reminders: OwnReminders): Card =>
  reminders.coming.length > 0 ? ownReminderCard(reminders) : heldCard(reminders)
