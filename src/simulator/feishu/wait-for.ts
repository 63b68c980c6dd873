/**
 * Resolves with the first truthy result of `look`, tried now and after every wake-up, and rejects when the time is
 * over. There is no polling: whoever changes something calls the wake-ups.
 */
export function waitFor<T>(
  look: () => T | undefined | false,
  wakeUps: Set<() => void>,
  timeoutMs: number,
  complaint: () => string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      wakeUps.delete(attempt)
    }
    const attempt = (): void => {
      try {
        const result = look()
        if (result === undefined || result === false) return
        end()
        resolve(result)
      } catch (error) {
        end()
        reject(error)
      }
    }
    const timer = setTimeout(() => {
      end()
      reject(new Error(`after ${timeoutMs} ms: ${complaint()}`))
    }, timeoutMs)
    wakeUps.add(attempt)
    attempt()
  })
}
