import { json, type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { isCivilDate } from '../core/civil-date.js'
import { toDate } from '../core/clock.js'
import { isEntryKind } from '../core/entry.js'
import { adminBranch, adminEntries } from '../ledger/admin-view.js'
import { branchInputSchema, findBranch, saveBranch } from '../ledger/branches.js'
import { inBranch } from '../models/branch-scope.js'

/** What the admin routes need of the parts that they must not know (jobs, clocks): passed in by the composition root. */
export interface AdminDeps {
  readonly timezone: string
  readonly now: () => number
  /** Runs a sweep as of `at`; undefined: no such sweep. */
  readonly runSweep: (name: string, at: number | undefined, wait: boolean) => Promise<object | undefined>
  /** Demo and test only; undefined elsewhere. */
  readonly moveClock?: (to: number) => Promise<object>
  readonly deadLetters: () => Promise<object[]>
  readonly replay: (id: string) => Promise<boolean>
  readonly usage: () => Promise<object[]>
}

const entriesQuery = z.object({
  kind: z.string().refine(isEntryKind, 'is no kind of entry').optional(),
  from: z.string().refine(isCivilDate, 'must be a day such as 2026-03-01').optional(),
  to: z.string().refine(isCivilDate, 'must be a day such as 2026-03-31').optional(),
})
const moment = z.iso.datetime({ offset: true, local: false }).transform((text) => Date.parse(text))
const clockBody = z.object({ now: moment })

/** The operator's routes (contract.md). Bad input is answered 400 with what to correct, in English. */
export function adminRoutes(deps: AdminDeps): Router {
  const router = Router()
  router.use(json({ limit: '1mb' }))

  router.post('/branches', async (request, response) => {
    const input = parse(branchInputSchema, request.body)
    const { id, created } = await saveBranch(input, deps.now(), { timezone: deps.timezone })
    response.status(created ? 201 : 200).json({ id })
  })
  router.get('/branches/:id', async (request, response) => {
    const branch = await adminBranch(request.params.id)
    response.status(branch ? 200 : 404).json(branch ?? { error: 'no such branch' })
  })
  router.get('/branches/:id/entries', async (request, response) => {
    const query = parse(entriesQuery, request.query)
    const branch = await findBranch(request.params.id)
    if (!branch) response.status(404).json({ error: 'no such branch' })
    else response.json({ entries: await inBranch(branch.id, () => adminEntries(query)) })
  })

  router.post('/sweeps/:name', async (request, response) => {
    const at = request.query.at === undefined ? undefined : parse(moment, request.query.at)
    const outcome = await deps.runSweep(request.params.name, at, request.query.wait !== '0')
    response.status(outcome ? 200 : 404).json(outcome ?? { error: 'no such sweep' })
  })
  router.get('/clock', (_request, response) => {
    response.json({ now: toDate(deps.now()).toISOString() })
  })
  router.post('/clock', async (request, response) => {
    if (!deps.moveClock) response.status(404).json({ error: 'the clock can be moved with NODE_ENV=demo or test only' })
    else response.json(await deps.moveClock(parse(clockBody, request.body).now))
  })

  router.get('/failed', async (_request, response) => {
    response.json({ failed: await deps.deadLetters() })
  })
  router.post('/failed/:id/replay', async (request, response) => {
    const found = await deps.replay(request.params.id)
    response.status(found ? 202 : 404).json(found ? { replayed: true } : { error: 'nothing failed under this id' })
  })
  router.get('/usage', async (_request, response) => {
    response.json({ usage: await deps.usage() })
  })
  router.use(((_request, response) => {
    response.status(404).json({ error: 'not found' })
  }) satisfies RequestHandler)
  return router
}

/** Bad input of an operator: answered 400 with one line a problem. */
export class BadInputError extends Error {
  override readonly name = 'BadInputError'
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new BadInputError(
    parsed.error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`).join('; '),
  )
}
