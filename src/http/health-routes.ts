import { Router } from 'express'

/** One dependency's state, told apart (contract.md). */
export type Check = () => Promise<void>

export interface HealthDeps {
  /** By name, in the order shown. A check that throws, or does not answer in time, is not ready. */
  readonly checks: Readonly<Record<string, Check>>
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>
}

/** Says why, in words that anybody may read. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError'
}

/** A frozen engine never answers (facts/engines.md): only a timer of one's own ends the wait. */
const CHECK_WITHIN_MS = 1500

/** `/healthz`: the process lives. `/readyz`: each thing it needs, 200 only when all are there. `/metrics`: Prometheus text. */
export function healthRoutes(deps: HealthDeps): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ ok: true })
  })
  router.get('/readyz', async (_request, response) => {
    const names = Object.keys(deps.checks)
    const states = await Promise.all(names.map((name) => stateOf(deps.checks[name] as Check)))
    const ready = states.every((state) => state === 'ok')
    response.status(ready ? 200 : 503)
    response.json({ ready, checks: Object.fromEntries(names.map((name, index) => [name, states[index]])) })
  })
  router.get('/metrics', async (_request, response) => {
    const { type, text } = await deps.metrics()
    response.set('content-type', type).send(text)
  })
  return router
}

async function stateOf(check: Check): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), CHECK_WITHIN_MS)
  })
  const answer = check().then(
    () => 'ok',
    // A driver's own message would tell host names to anybody.
    (error: unknown) => (error instanceof NotReadyError ? error.message : 'not reachable'),
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
