import { erasePayloads } from './erase-payloads.js'
import type { Sweep } from './sweep.js'
import { sweepDailyLines } from './sweep-daily-lines.js'
import { sweepDigests } from './sweep-digests.js'
import { sweepInbox } from './sweep-inbox.js'
import { sweepOutbox } from './sweep-outbox.js'
import { sweepOwnReminders } from './sweep-own-reminders.js'
import { sweepReminders } from './sweep-reminders.js'
import { sweepUntold } from './sweep-untold.js'

/** Every sweep by its name in `POST /admin/sweeps/:name`. A test holds this list against the folder. */
export const SWEEPS = {
  inbox: sweepInbox,
  outbox: sweepOutbox,
  reminders: sweepReminders,
  'own-reminders': sweepOwnReminders,
  digests: sweepDigests,
  'daily-lines': sweepDailyLines,
  untold: sweepUntold,
  erasure: erasePayloads,
} satisfies Record<string, Sweep>

export type SweepName = keyof typeof SWEEPS

export const isSweepName = (name: string): name is SweepName => Object.hasOwn(SWEEPS, name)
