import { json, type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { epochOf, isCivilDate } from '../core/civil-date.js'
import { toDate } from '../core/clock.js'
import { isEntryKind } from '../core/entry.js'
import { listOf, parseHolidayNotice } from '../core/holiday-notice.js'
import { adminBranch, adminEntries } from '../ledger/admin-view.js'
import { branchInputSchema, findBranch, saveBranch } from '../ledger/branches.js'
import { committeeInputSchema, listCommittees, saveCommittee } from '../ledger/committees.js'
import { defaultHolidayLists } from '../ledger/default-holidays.js'
import { importHolidaysForAll } from '../ledger/holidays-for-all.js'
import { confirmArticle, listRegulations } from '../ledger/regulations.js'
import { inBranch } from '../models/branch-scope.js'

/** What the admin routes need of the parts that they must not know (jobs, clocks): passed in by the composition root. */
export interface AdminDeps {
  readonly timezone: string
  /** Names of those configured here. */
  readonly platforms: readonly string[]
  readonly now: () => number
  /** Runs a sweep as of `at`; undefined: no such sweep. */
  readonly runSweep: (name: string, at: number | undefined, wait: boolean) => Promise<object | undefined>
  /** Demo and test only; undefined elsewhere. */
  readonly moveClock?: (to: number) => Promise<object>
  readonly deadLetters: () => Promise<object[]>
  readonly replay: (id: string) => Promise<boolean>
  /** The month's calls by API, and what they make of each quota. */
  readonly usage: () => Promise<{ readonly usage: readonly object[]; readonly quotas: readonly object[] }>
}

/** The State Council's notice as it was published. */
const calendarBody = z.object({ text: z.string().max(20_000) })

const entriesQuery = z.object({
  kind: z.string().refine(isEntryKind, 'is no kind of entry').optional(),
  from: z.string().refine(isCivilDate, 'must be a day such as 2026-03-01').optional(),
  to: z.string().refine(isCivilDate, 'must be a day such as 2026-03-31').optional(),
})
/** An article as the official text numbers it: what is shown to every branch is nothing else. */
const regulationBody = z.object({
  rule: z.string().min(1).max(40),
  article: z
    .string()
    .regex(/^第[一二三四五六七八九十百零]{1,7}条(?:第[一二三四五六七八九十]{1,3}款)?$/, 'must be such as 第十一条'),
})
/** `2026-03-31T10:00:00+08:00`, or without the zone: then in the configured one. */
const ISO_MOMENT = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/

function momentIn(timezone: string) {
  return z.string().transform((text, context) => {
    // A plus sign that nobody escaped arrives as a space.
    const match = ISO_MOMENT.exec(text.trim().replace(' ', '+'))
    const [, date = '', time = '', seconds = ':00', zone] = match ?? []
    const at = zone
      ? Date.parse(`${date}T${time}${seconds}${zone}`)
      : isCivilDate(date)
        ? epochOf(date, time, timezone)
        : Number.NaN
    if (Number.isFinite(at)) return at
    context.addIssue('must be a moment such as 2026-03-31T10:00:00+08:00')
    return z.NEVER
  })
}

/** The operator's routes (contract.md). Bad input is answered 400 with what to correct, in English. */
export function adminRoutes(deps: AdminDeps): Router {
  const router = Router()
  const moment = momentIn(deps.timezone)
  const clockBody = z.object({ now: moment })
  router.use(json({ limit: '1mb' }))

  router.post('/branches', async (request, response) => {
    const input = parse(branchInputSchema, request.body)
    if (!deps.platforms.includes(input.platform)) {
      throw new BadInputError(`platform: ${input.platform} is not configured in this process`)
    }
    const { id, created } = await saveBranch(input, deps.now(), { timezone: deps.timezone })
    response.status(created ? 201 : 200).json({ id })
  })
  router.get('/regulations', async (_request, response) => {
    response.json({ regulations: await listRegulations() })
  })
  router.post('/regulations', async (request, response) => {
    const { rule, article } = parse(regulationBody, request.body)
    const confirmed = await confirmArticle(rule, article, deps.now())
    response.status(confirmed ? 200 : 404).json(confirmed ? { rule, article } : { error: 'no such rule' })
  })
  router.get('/committees', async (_request, response) => {
    response.json({ committees: await listCommittees() })
  })
  router.post('/committees', async (request, response) => {
    const input = parse(committeeInputSchema, request.body)
    if (!deps.platforms.includes(input.platform)) {
      throw new BadInputError(`platform: ${input.platform} is not configured in this process`)
    }
    const { created, ...committee } = await saveCommittee(input, deps.now())
    response.status(created ? 201 : 200).json(committee)
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

  router.get('/calendar', async (_request, response) => {
    response.json({ years: (await defaultHolidayLists()).map(({ year, rest, work }) => ({ year, rest, work })) })
  })
  router.post('/calendar', async (request, response) => {
    const { text } = parse(calendarBody, request.body)
    const read = parseHolidayNotice(text)
    if ('problem' in read) throw new BadInputError(`text: ${read.problem}`)
    const list = listOf(read.notice)
    response.json({ ...list, branches: await importHolidaysForAll(list, deps.now()) })
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
    response.json(await deps.usage())
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
