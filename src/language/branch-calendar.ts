import { type Calendar, NATIONAL } from '../core/workdays.js'

let current: Calendar = NATIONAL

/**
 * Reads with the workdays of the sender's branch. Understanding is synchronous, so the calendar stands for one message
 * only; handing it through every rule that reads a date would name it in sixty places of which five use it.
 */
export function underCalendar<T>(calendar: Calendar | undefined, read: () => T): T {
  const outer = current
  current = calendar ?? NATIONAL
  try {
    return read()
  } finally {
    current = outer
  }
}

/** The workdays by which the message is read that is being understood. */
export const branchCalendar = (): Calendar => current
