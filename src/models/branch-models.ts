import { BranchRule } from './branch-rule.js'
import { CardSnooze } from './card-snooze.js'
import { Counter } from './counter.js'
import { Dispute } from './dispute.js'
import { Draft } from './draft.js'
import { Evidence } from './evidence.js'
import { LastAnswer } from './last-answer.js'
import { LedgerEntry } from './ledger-entry.js'
import { Member } from './member.js'
import { NeverPair } from './never-pair.js'
import { Obligation } from './obligation.js'
import { ObligationExcuse } from './obligation-excuse.js'
import { PartyBranch } from './party-branch.js'
import { ReadAudit } from './read-audit.js'
import { ReminderChoice } from './reminder-choice.js'
import { TalkContent } from './talk-content.js'
import { UnsaidReceipt } from './unsaid-receipt.js'
import { UntoldTalk } from './untold-talk.js'

/** Every model that holds a branch's data. A test tries each of them without a branch in scope. */
export const BRANCH_MODELS = [
  PartyBranch,
  Member,
  LedgerEntry,
  TalkContent,
  NeverPair,
  ReadAudit,
  ReminderChoice,
  Obligation,
  ObligationExcuse,
  BranchRule,
  CardSnooze,
  Counter,
  Dispute,
  Draft,
  Evidence,
  LastAnswer,
  UnsaidReceipt,
  UntoldTalk,
] as const
