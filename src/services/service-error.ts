/** A dependency can't be used. `message` is one line for the operator and names the next step; secrets are masked. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
}

/** First line of whatever was thrown, for use inside an operator's line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? '').slice(0, 300)
}
