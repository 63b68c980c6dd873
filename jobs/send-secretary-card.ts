import { closingCard } from '../cards/closing-card.js'
import { gapCard } from '../cards/gap-card.js'
import { planCard } from '../cards/plan-card.js'
import { quarterCard } from '../cards/quarter-card.js'
import { yearCard } from '../cards/year-card.js'
import type { Card } from '../src/core/card.js'
import type { BranchView, MemberView } from '../src/core/views.js'
import { mayRemind } from '../src/intake/budget.js'
import type { AbsenceWarning } from '../src/ledger/absence-warnings.js'
import { cardHistory, closeSnoozes, momentIn } from '../src/ledger/card-history.js'
import { monthData } from '../src/ledger/month-cards/month-data.js'
import { quarterData } from '../src/ledger/quarter-data.js'
import { recipientsOf } from '../src/ledger/recipients.js'
import { type CivilMoment, isOpenMoment } from '../src/ledger/reminder-times.js'
import type { MonthCard, SecretaryCard } from '../src/ledger/times/card-times.js'
import { type DueCard, dueCards } from '../src/ledger/times/due-cards.js'
import type { SnoozedCard } from '../src/ledger/times/judged-cards.js'
import { dueAgain, isReplaced } from '../src/ledger/times/snoozed-cards.js'
import { noteWarnings } from '../src/ledger/told-warnings.js'
import { yearData } from '../src/ledger/year-data.js'
import { inBranch } from '../src/models/branch-scope.js'
import { sendOnce } from './send-once.js'
import type { SweepDeps } from './sweep.js'

/** A sweep judges a few cards at most: each round sends or settles one, so this many can never be reached. */
const MOST_ROUNDS = 8

/**
 * Sends the secretary, or who stands in for him, the card that is due at `at`, and one that fell due together with it.
 * One that has nothing to say is noted as such and the next is looked at, so that a quiet branch isn't searched through
 * each minute. Where calls are scarce, what may not be sent waits for the closing card.
 */
export async function sendSecretaryCard(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const moment = momentIn(at, branch.timezone)
  if (!isOpenMoment(moment, branch)) return []
  return inBranch(branch.id, async () => {
    const sent: string[] = []
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const next = await nextCard(branch, moment, at, deps)
      if (!next) break
      const readers = (await recipientsOf(branch, moment.date)).filter(({ platformUserId }) => platformUserId)
      if (readers.length === 0) break
      const { ids, isSettled } = await send(next, { branch, readers, moment, at }, deps)
      sent.push(...ids)
      // Another process was first: it sends what else is due.
      if (!isSettled && ids.length === 0) break
    }
    return sent
  })
}

type Next = DueCard & { readonly again?: SnoozedCard }

async function nextCard(
  branch: BranchView,
  moment: CivilMoment,
  at: number,
  deps: SweepDeps,
): Promise<Next | undefined> {
  const history = await cardHistory(branch, at)
  const replaced = history.snoozed.filter((one) => isReplaced(one, moment, history))
  if (replaced.length > 0) await closeSnoozes(replaced)
  const level = deps.budget.levelOf(branch.platform)
  const due = dueCards(moment, history).find(({ card }) => mayRemind(level, card))
  if (due) return due
  const again = dueAgain(moment, history)
  return again && mayRemind(level, again.card)
    ? { card: again.card, period: again.period, again, isFirst: again.card === 'plan' }
    : undefined
}

interface Where {
  readonly branch: BranchView
  readonly readers: readonly MemberView[]
  readonly moment: CivilMoment
  readonly at: number
}

/** `isSettled`: there was nothing to say, and that is written down. */
async function send(
  next: Next,
  { branch, readers, moment, at }: Where,
  deps: SweepDeps,
): Promise<{ readonly ids: readonly string[]; readonly isSettled: boolean }> {
  const { card, period, again } = next
  const messages = []
  const told = new Map<string, AbsenceWarning>()
  for (const reader of readers) {
    const { content, warnings = [] } = await contentFor(next, reader, moment.date)
    const target = { userId: reader.platformUserId ?? '' }
    if (!content) continue
    messages.push({ op: 'send' as const, target, content: { type: 'card' as const, card: content }, inGroup: false })
    for (const one of warnings) told.set(`${one.memberId} ${one.what}`, one)
  }
  const note = async (outboxIds: readonly string[]): Promise<void> => {
    if (again) await closeSnoozes([again])
    if (isMonthCard(card)) await noteWarnings([...told.values()], { card, month: period }, at, outboxIds)
  }
  const _id = [branch.id, card, period, ...(again ? ['again', again.until] : [])].join('|')
  const ids = await sendOnce(branch, { _id, card, period, at, note }, messages, deps)
  return { ids, isSettled: messages.length === 0 }
}

async function contentFor(
  { card, period, carries, isFirst }: Next,
  reader: MemberView,
  today: string,
): Promise<{ readonly content?: Card; readonly warnings?: readonly AbsenceWarning[] }> {
  if (isMonthCard(card)) {
    const data = await monthData(period, today, { card, reader, carries, isFirst })
    const content = MONTH_CARD[card](data)
    return { ...(content && { content }), warnings: data.warnings }
  }
  if (card === 'quarter') {
    const data = await quarterData(period, today, reader)
    return data ? { content: quarterCard(data) } : {}
  }
  const data = await yearData(period, today, reader)
  return data ? { content: yearCard(data) } : {}
}

const MONTH_CARD = { plan: planCard, gap: gapCard, closing: closingCard } as const
const isMonthCard = (card: SecretaryCard): card is MonthCard => card in MONTH_CARD
