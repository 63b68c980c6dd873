import { waitFor } from './wait-for.js'

/** Rows of inbox and outbox that are not done, from `/metrics`: `{ 'inbox stored': 0, 'outbox pending': 2, … }`. */
export async function waitingRows(url: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const found = text.matchAll(/^rows\{box="(\w+)",state="(\w+)"\} (\d+)$/gm)
  return Object.fromEntries([...found].map(([, box, state, count]) => [`${box} ${state}`, Number(count)]))
}

/**
 * Waits until nothing acknowledged is left to be done, so that a second effect would have been seen. The boxes are
 * counted one beside the other, so a row may pass from inbox to outbox between the counts: two looks in a row must agree.
 */
export async function untilQuiet(url: string, ms = 60_000): Promise<void> {
  const isQuiet = async (): Promise<boolean> => {
    const rows = await waitingRows(url)
    return rows['inbox stored'] === 0 && rows['outbox pending'] === 0 && rows['outbox sending'] === 0
  }
  await waitFor(async () => (await isQuiet()) && (await isQuiet()), 'everything acknowledged is done', ms)
}
