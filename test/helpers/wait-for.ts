/** Looks again and again until `condition` gives something; throws with `what` after `ms`. Never a sleep instead of a condition. */
export async function waitFor<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  what: string,
  ms = 60_000,
): Promise<T> {
  const deadline = Date.now() + ms
  for (;;) {
    const found = await condition()
    if (found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`after ${ms} ms still not: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
