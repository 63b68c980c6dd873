import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { QueryMeaning, QueryWhat } from '../../src/core/meaning.js'
import { listMembers } from '../../src/ledger/roster.js'
import { closeLedger, inNewBranch, openLedger, say } from '../ledger/fixture.js'
import { chatText, mean, privately, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

/** Books with people missing and ill, behind with hours, paying, talked with, and named in topics. */
async function writeBooks(): Promise<void> {
  const day = { date: '2026-03-17' }
  await say({
    type: 'training',
    form: '集中学习',
    ...day,
    credit_hours: 4,
    topic: '党章',
    absent: [{ name: '孙小雨', reason: '病假' }],
  })
  await say(
    { type: 'training', form: '自学', ...day, minutes: 95, topic: '党史', attendees: ['$sender'] },
    { by: '李响' },
  )
  await say({
    type: 'training',
    form: '微党课',
    ...day,
    minutes: 50,
    topic: '李响同志事迹',
    lecturer: '赵阳',
    attendees: 'all',
  })
  await say({ type: 'meeting', kind: '党员大会', ...day, topic: '讨论孙小雨转正', attendees: 'all' })
  for (const kind of ['谈心谈话', '提醒谈话'] as const) {
    const followup = { what: '再谈', due_to: '2026-03-20' }
    await say({ type: 'talk', kind, ...day, talker: '$sender', partner: '李响', topic: '住院', followup })
  }
  const items = [
    { name: '赵阳', amount: 52.4 },
    { name: '王敏', amount: 98.5 },
  ]
  await say({ type: 'dues', ...day, month: '2026-03', items }, { by: '李淑贤' })
  await say({ type: 'donation', ...day, topic: '慈善一日捐', items }, { by: '李淑贤' })
  await say({
    type: 'problem',
    source: '支部自查',
    problem: '李响材料不全',
    owner: '李响',
    ...day,
    due_to: '2026-03-18',
  })
  await say({ type: 'qualitySlip', kind: '提醒整改单', department: '会务部', ...day, due_to: '2026-03-10' })
  await say({ type: 'commitment', kind: '党员风采', who: '赵阳', period: '2026', topic: '讲好一课' })
  await say({ type: 'plan', kind: 'talk', partner: '孙小雨', due_to: '2026-03-31' })
  await say({
    type: 'plan',
    kind: 'training',
    subkind: '微党课',
    date: '2026-03-25',
    lecturer: '孙小雨',
    topic: '李响同志事迹',
  })
  await say({ type: 'metric', period: '2026', items: {}, planned: { 集中学习: 12 } })
  await say({ type: 'volunteer', date: '2026-03-17', attendees: ['李响'], minutes: 90, post: '引导岗' })
}

const PEOPLE = ['陈立', '王敏', '李淑贤', '周海明', '赵阳', '孙小雨', '李响']
const whats: QueryWhat[] = [
  ...(['counts', 'credit_hours', 'credit_hours_missing', 'talks_missing', 'lectures_missing', 'dues_missing'] as const),
  ...(['dues_calc', 'gaps', 'open_items', 'entry', 'plan_progress', 'project_dates', 'absences'] as const),
]
const KINDS = ['talk', '谈心谈话', '提醒谈话', 'dues', '党费', 'donation', 'commitment', 'plan', '党员大会', 'problem']
const numbers = ['学', '会', '谈', '提', '费', '捐', '问', '单', '诺', '计'].map((mark) => `2026-${mark}-001`)
const few = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 })

const question: fc.Arbitrary<QueryMeaning> = fc.record(
  {
    type: fc.constant('query' as const),
    what: fc.constantFrom(...whats),
    who: fc.constantFrom('$sender', ...PEOPLE, '没有这个人'),
    period: fc.constantFrom('2026', '2026-Q1', '2026-03', '2025', '2026-H1'),
    forms: few(['集中学习', '自学', '微党课']),
    kinds: few(KINDS),
    items: few(['followup', 'qualitySlip', 'problem', 'plan']),
    measures: few(['people', 'hours', 'money', 'closed'] as const),
    categories: few(['政治理论', '业务技能']),
    prizes: few(['二等奖']),
    department: fc.constant('会务部'),
    topic: fc.constant('党章'),
    project: fc.constant('标准化'),
    unread: few(['会务部', '住院']),
    target: fc.integer({ min: 1, max: 60 }),
    base: fc.integer({ min: 1, max: 30_000 }),
    number: fc.constantFrom(...numbers),
    page: fc.integer({ min: 1, max: 4 }),
    date: fc.constant('2026-03-17'),
    latest: fc.constant(true as const),
  },
  { requiredKeys: ['type', 'what'] },
)

const WORDS = [...PEOPLE, '病假', '住院', '转正', '会务部', '材料不全', '提醒谈话', '再谈']
/** Hours, money or a rate, all with a number before them; a page is no rate. What the bot is asked to be asked for is no figure. */
const FIGURES = /\d\s*(?:学时|小时|分钟|元|人有记录|对)|\d%|人中|还差\d|(?<!（\d*)\d+\/\d+/

/** Of what is for its people alone not even the day; a number that was typed may be repeated. */
const NUMBERS = /2026-[谈提费诺析]-\d/

/** moments.md §1, design.md §6: nothing that anybody asks brings into a group what it may not read. */
it(
  'no answer in a group has a name, a reason, a rate, one person’s hours or money in it',
  () =>
    inNewBranch(async () => {
      await writeBooks()
      const roster = await listMembers()
      let open = 0
      let alone = 0
      const property = fc.asyncProperty(question, fc.constantFrom(...PEOPLE), async (asked, by) => {
        const reply = await mean(asked, { by })
        const group = chatText(reply)
        for (const word of WORDS) expect(group).not.toContain(word)
        expect(group).not.toMatch(FIGURES)
        if (asked.what !== 'entry') expect(group).not.toMatch(NUMBERS)
        // What is not for the group goes to the one who asked and to nobody else.
        const told = await privately(reply)
        expect(Object.keys(told).filter((name) => name !== by)).toEqual([])
        if (Object.keys(told).length > 0) alone++
        else open++
      })
      await fc.assert(property, { numRuns: 250 })
      expect(Math.min(open, alone)).toBeGreaterThan(20)
      expect(roster).toHaveLength(PEOPLE.length)
    }),
  120_000,
)

it(
  'nor has a card in the group that is tapped, whoever’s question it carries',
  () =>
    inNewBranch(async (branchId) => {
      await writeBooks()
      const property = fc.asyncProperty(question, fc.constantFrom(...PEOPLE), async (asked, by) => {
        const { type: _type, what, page = 1, base: _base, number: _number, ...query } = asked
        if (what === 'entry' || what === 'dues_calc' || what === 'project_dates') return
        const reply = await tap({ v: 1, name: 'query-page', branchId, query: { what, ...query }, page }, { by })
        const group = `${chatText(reply)}\n${reply.notice?.text}`
        for (const word of WORDS) expect(group).not.toContain(word)
        expect(group).not.toMatch(FIGURES)
        expect(Object.keys(await privately(reply)).filter((name) => name !== by)).toEqual([])
      })
      await fc.assert(property, { numRuns: 150 })
    }),
  120_000,
)

it(
  'a member without an office learns no more in private: nobody’s hours, dues or talks but his own',
  () =>
    inNewBranch(async () => {
      await writeBooks()
      const others = ['credit_hours', 'credit_hours_missing', 'lectures_missing', 'dues_missing'] as const
      const property = fc.asyncProperty(question, fc.constantFrom(...others), async (asked, what) => {
        if (asked.who === '$sender' || asked.who === '周海明') return
        const said = chatText(await mean({ ...asked, what }, { by: '周海明', chat: 'p2p' }))
        expect(said).toMatch(/只告诉|名册里没有/)
        for (const name of PEOPLE) expect(said).not.toContain(name)
      })
      await fc.assert(property, { numRuns: 60 })
    }),
  60_000,
)
