import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueryMeaning, TrainingMeaning } from '../../src/core/meaning.js'
import { findEntryByNumber } from '../../src/ledger/entries.js'
import { attachEvidence } from '../../src/ledger/evidence.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, openLedger, say } from '../ledger/fixture.js'
import { buttonOf, cardOf, contentText, mean, privately, type Speaker, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const study: TrainingMeaning = {
  type: 'training',
  form: '集中学习',
  date: '2026-03-17',
  credit_hours: 4,
  topic: '党章',
  attendees: 'all',
}
type Question = Partial<QueryMeaning> & Pick<QueryMeaning, 'what'>

/** The answer in the chat where it was asked. */
const ask = async (question: Question, speaker: Speaker = {}): Promise<string> =>
  contentText((await mean({ type: 'query', ...question }, speaker)).chat)
const askPrivately = (question: Question, by: string): Promise<string> => ask(question, { by, chat: 'p2p' })
/** Asked in the group: what the group reads and what he who asked is told in private. */
async function askInGroup(question: Question, by: string): Promise<{ group: string; own: string }> {
  const reply = await mean({ type: 'query', ...question }, { by })
  const told = await privately(reply)
  expect(Object.keys(told).filter((name) => name !== by)).toEqual([])
  return { group: contentText(reply.chat), own: (told[by] ?? []).join('\n') }
}

describe('counts', () => {
  it('lists the entries behind each number, with number, day and title', () =>
    inNewBranch(async () => {
      await say(study)
      await say({ ...study, form: '专题讲座', date: '2026-03-10', topic: '廉洁' })
      await say({ ...study, date: '2026-03-11', topic: '二十届四中全会精神' })
      const counts = { what: 'counts', period: '2026', forms: ['集中学习', '专题讲座', '主题影片'] } as const
      const text = await askPrivately({ ...counts, forms: [...counts.forms] }, '赵阳')
      expect(text.split('\n')).toEqual([
        '2026年台账',
        '集中学习2次、专题讲座1次；主题影片暂无记录',
        '集中学习',
        '2026-学-003 3月11日 集中学习：二十届四中全会精神',
        '2026-学-001 3月17日 集中学习：党章',
        '专题讲座',
        '2026-学-002 3月10日 专题讲座：廉洁',
      ])
    }))

  it('is one line of text where there is nothing', () =>
    inNewBranch(async () => {
      expect(await ask({ what: 'counts', forms: ['微党课'] })).toBe('2026年台账里：微党课暂无记录')
    }))

  it('tells a group numbers and days only: a topic may name somebody, a talk is its people’s', () =>
    inNewBranch(async () => {
      await say({ type: 'meeting', kind: '党员大会', date: '2026-03-02', topic: '讨论孙小雨转正', attendees: 'all' })
      await say({ type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender', partner: '李响' })
      const { group, own } = await askInGroup(
        { what: 'counts', kinds: ['党员大会', '谈心谈话'], period: '2026-Q1' },
        '赵阳',
      )
      expect(group).toContain('2026年一季度台账\n党员大会1次、谈心谈话1次')
      expect(group).toContain('2026-会-001 3月2日')
      expect(group).not.toMatch(/孙小雨|李响|转正|2026-谈/)
      expect(own).toBe('')
    }))

  it('never tells a group how many paid', () =>
    inNewBranch(async () => {
      await say(
        { type: 'dues', month: '2026-03', date: '2026-03-10', items: [{ name: '赵阳', amount: 50 }] },
        { by: '李淑贤' },
      )
      for (const kinds of [['dues'], ['党费'], undefined]) {
        const { group } = await askInGroup({ what: 'counts', kinds, period: '2026-03' }, '赵阳')
        expect(group).not.toMatch(/党费1|2026-费|50/)
      }
    }))

  it('shows talks by quarters, so that a sum is not taken for each', () =>
    inNewBranch(async () => {
      const talk = { type: 'talk', kind: '谈心谈话', talker: '$sender', partner: '孙小雨' } as const
      for (const date of ['2026-01-06', '2026-02-03', '2026-04-07'])
        await say({ ...talk, date }, { sentAt: at('2026-05-06') })
      const text = await ask(
        { what: 'counts', kinds: ['谈心谈话'], period: '2026' },
        { chat: 'p2p', sentAt: at('2026-08-03') },
      )
      expect(text).toContain('谈心谈话分季度：一季度2次、二季度1次、三季度0次')
      expect(text).not.toContain('四季度')
    }))

  it('leaves 提醒谈话 out whoever asks', () =>
    inNewBranch(async () => {
      await say({ type: 'talk', kind: '提醒谈话', date: '2026-03-17', talker: '$sender', partner: '李响' })
      expect(await askPrivately({ what: 'counts', kinds: ['提醒谈话'], period: '2026' }, '陈立')).not.toMatch(
        /提醒谈话|1次/,
      )
    }))

  it('tells a member what he took part in, and of another only who keeps records', () =>
    inNewBranch(async () => {
      await say(study)
      await say({ ...study, form: '自学', attendees: ['$sender'], topic: '党史' }, { by: '赵阳' })
      const own = await askInGroup({ what: 'counts', who: '$sender', forms: ['集中学习', '自学'] }, '赵阳')
      expect(own.group).toBe('已私聊你')
      expect(own.own).toContain('你2026年参加的：集中学习1次、自学1次')
      expect(await askPrivately({ what: 'counts', who: '赵阳', forms: ['自学'] }, '王敏')).toContain(
        '赵阳2026年参加的：自学1次',
      )
      expect(await askPrivately({ what: 'counts', who: '赵阳', forms: ['自学'] }, '李响')).toMatch(
        /只告诉书记和管组织的同志/,
      )
    }))
})

describe('hours', () => {
  const hours = { what: 'credit_hours', who: '$sender', period: '2026' } as const

  it('tells a member his own in private: self-study apart, the goal, what one 学时 is', () =>
    inNewBranch(async () => {
      await say(study)
      await say({ ...study, date: '2026-03-16', minutes: 90, credit_hours: undefined })
      await say({ ...study, form: '自学', credit_hours: 3, attendees: ['$sender'], topic: '党史' }, { by: '赵阳' })
      const { group, own } = await askInGroup(hours, '赵阳')
      expect(group).toBe('已私聊你')
      expect(own).toContain('你2026年集中学习培训 5.5 学时，另自学 3 学时；年度目标 32 学时，还差 26.5')
      expect(own).toContain('1学时按60分钟算（本支部设置）')
      expect(own).toContain('2026-学-002 3月16日 集中学习：党章 1.5学时')
      expect(own).toContain('3学时（自学，另计）')
    }))

  it('is one line of text without records; the secretary’s goal is 56', () =>
    inNewBranch(async () => {
      expect((await askPrivately(hours, '陈立')).split('\n')[0]).toBe(
        '你2026年集中学习培训 0 学时；年度目标 56 学时，还差 56',
      )
      expect(await askPrivately({ ...hours, period: '2026-Q1' }, '赵阳')).not.toContain('目标')
    }))

  it('tells another’s, everybody’s and who is behind only to who keeps records, and only in private', () =>
    inNewBranch(async () => {
      await say(study)
      const questions: Question[] = [
        { what: 'credit_hours', who: '李响' },
        { what: 'credit_hours' },
        { what: 'credit_hours_missing', target: 16 },
      ]
      for (const question of questions) {
        for (const by of ['陈立', '王敏']) {
          const { group, own } = await askInGroup(question, by)
          expect(group).toBe('已私聊你')
          expect(own).toContain('李响')
        }
        for (const by of ['赵阳', '李淑贤']) {
          const refused = await askInGroup(question, by)
          expect(refused).toEqual({ group: expect.stringContaining('别人的学时只告诉本人'), own: '' })
        }
      }
    }))

  it('says who is behind in the order of names, with the rules named and no article', () =>
    inNewBranch(async () => {
      await say({ ...study, attendees: ['陈立', '赵阳'] })
      const text = await askPrivately({ what: 'credit_hours_missing', period: '2026' }, '王敏')
      expect(text).toContain('2026年年度目标 32 学时（书记 56），台账里还不够的有 7 人')
      expect(text).toContain('赵阳：4学时，离32还差28')
      expect(text).toContain('《中国共产党党员教育管理工作条例》')
      expect(text).not.toMatch(/第.{1,3}条|排名/)
    }))
})

describe('who is missing', () => {
  it('tells who has not talked to who keeps records in private, and refuses a member kindly', () =>
    inNewBranch(async () => {
      await say({ type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender', partner: '孙小雨' })
      const { group, own } = await askInGroup({ what: 'talks_missing', period: '2026-Q1' }, '王敏')
      expect(group).toBe('已私聊你')
      expect(own).toContain('2026年一季度：支部承诺3次，已记1次')
      expect(own).toContain('2026年谈心谈话覆盖：1/21对')
      expect(own).toContain('支部承诺（季度）、《中国共产党支部工作条例（试行）》（年度）')
      expect(own).not.toContain('陈立—孙小雨')
      const refused = await askInGroup({ what: 'talks_missing' }, '赵阳')
      expect(refused).toEqual({ group: expect.stringMatching(/^谁还没谈只告诉书记/), own: '' })
      const ownToo = await askPrivately({ what: 'talks_missing' }, '赵阳')
      expect(ownToo).toContain('其他同志的只告诉书记和管组织的同志')
      expect(ownToo).not.toMatch(/承诺3|—/)
    }))

  it('tells a member with whom he himself has not talked yet', () =>
    inNewBranch(async () => {
      await say({ type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender', partner: '孙小雨' })
      const text = await askPrivately({ what: 'talks_missing', who: '$sender' }, '孙小雨')
      expect(text).toMatch(/^你2026年的谈心谈话：还没有和/)
      expect(text).toContain('王敏')
      expect(text).not.toContain('陈立')
    }))

  it('pages a long answer: the button asks again, and only for who may know', () =>
    inNewBranch(async () => {
      const reply = await mean({ type: 'query', what: 'talks_missing' }, { by: '陈立', chat: 'p2p' })
      const card = cardOf(reply.chat)
      expect(card.title).toBe('2026年一季度谈心谈话（1/3）')
      const next = buttonOf(card, '下一页')
      expect(next.twin).toBe('查 谈话缺口 2026-Q1 第2页')
      const turned = await tap(next.action, { by: '陈立', chat: 'p2p', messageId: 'om_card' })
      expect(turned.updates).toMatchObject([{ messageId: 'om_card', card: { title: '2026年一季度谈心谈话（2/3）' } }])
      const stolen = await tap(next.action, { by: '赵阳', chat: 'p2p' })
      expect(stolen.notice?.text).toContain('你2026年的谈心谈话')
      expect(stolen.notice?.text).not.toMatch(/承诺3|—/)
      expect(stolen.updates ?? []).toEqual([])
      const passedOn = await tap(next.action, { by: '陈立' })
      expect(passedOn.updates ?? []).toEqual([])
      expect(Object.keys(await privately(passedOn))).toEqual(['陈立'])
      const typed = await askPrivately({ what: 'talks_missing', period: '2026-Q1', page: 3 }, '陈立')
      expect(typed).toContain('（3/3）')
    }))

  it('tells who has not lectured, and shows what the others did', () =>
    inNewBranch(async () => {
      await say({ ...study, form: '人人都是培训师', lecturer: '赵阳', topic: '礼仪' })
      const question = { what: 'lectures_missing', forms: ['人人都是培训师'] } as const
      const text = await askPrivately({ ...question, forms: [...question.forms] }, '王敏')
      expect(text).toContain('2026年人人都是培训师还没有记录的：')
      expect(text).toContain('赵阳 1次\n2026-学-001 3月17日 人人都是培训师：礼仪')
      expect(text.split('\n')[1]).not.toContain('赵阳')
      expect(await ask({ what: 'lectures_missing' }, { by: '李响' })).toContain('只告诉书记和管组织的同志')
      expect(await askPrivately({ what: 'lectures_missing', who: '$sender' }, '赵阳')).toContain('你2026年讲课：1次')
    }))
})

describe('dues', () => {
  const dues = { what: 'dues_missing', period: '2026-03' } as const
  const pay = (name: string, amount: number) =>
    say(
      { type: 'dues', month: '2026-03', date: '2026-03-10', paid_on: '2026-03-10', items: [{ name, amount }] },
      { by: '李淑贤' },
    )

  it('tells who has no record to who keeps the dues, never a sum; the organization officer is refused', () =>
    inNewBranch(async () => {
      await pay('赵阳', 52.4)
      for (const by of ['李淑贤', '陈立']) {
        const { group, own } = await askInGroup(dues, by)
        expect(group).toBe('已私聊你')
        expect(own).toMatch(/^2026年3月党费\n7人中1人有记录\n/)
        // The one month that was asked about stands in the title.
        expect(own.match(/2026年3月/g)).toHaveLength(1)
        expect(own).toContain('王敏：暂无记录')
        expect(own).not.toMatch(/52|赵阳/)
      }
      for (const by of ['王敏', '赵阳']) {
        const { group, own } = await askInGroup(dues, by)
        expect(group).toContain('别人的党费只告诉管党费的同志和书记')
        expect(own).toBe('')
      }
    }))

  it('tells a member his own payments, and of another only to who keeps the dues', () =>
    inNewBranch(async () => {
      await pay('赵阳', 52.4)
      const { group, own } = await askInGroup({ ...dues, who: '$sender' }, '赵阳')
      expect(group).toBe('已私聊你')
      expect(own).toContain('你2026年3月党费\n已记52.40元')
      expect(own).toContain('2026-费-001 2026年3月 52.40元')
      expect(await askPrivately({ ...dues, who: '$sender', period: '2026-Q1' }, '赵阳')).toContain(
        '暂无记录：2026年1月、2026年2月',
      )
      expect(await askPrivately({ ...dues, who: '赵阳' }, '李淑贤')).toContain('赵阳2026年3月党费\n已记52.40元')
      expect(await askPrivately({ ...dues, who: '赵阳' }, '李响')).toContain('别人的党费只告诉')
    }))

  it('calculates by the whole base with the rule named, in private', () =>
    inNewBranch(async () => {
      const { group, own } = await askInGroup({ what: 'dues_calc', base: 6000 }, '赵阳')
      expect(group).toBe('已私聊你')
      expect(own).toContain('基数6000元，每月党费90元（1.5%，按整个基数算，不分段）')
      expect(own).toContain('《关于中国共产党党费收缴、使用和管理的规定》')
      expect(await askPrivately({ what: 'dues_calc', base: 5000.01 }, '赵阳')).toContain('75元')
      expect(await askPrivately({ what: 'dues_calc', base: 4800, retired: true }, '赵阳')).toContain(
        '每月党费24元（离退休',
      )
      expect(await askPrivately({ what: 'dues_calc' }, '赵阳')).toContain('如：月收入6000元党费多少')
    }))
})

describe('gaps and open items', () => {
  it('lists in private what has no record with where it is written; a group gets the number alone', () =>
    inNewBranch(async () => {
      const own = await askPrivately({ what: 'gaps', period: '2026-03' }, '赵阳')
      expect(own).toContain('主题党日（2026年3月）：暂无记录。依据：《中国共产党支部工作条例（试行）》')
      expect(own).not.toContain('党费（')
      expect(own).toContain('本支部3月18日（周三）才开始用我')
      expect(await askPrivately({ what: 'gaps', period: '2026-03' }, '李淑贤')).toContain('党费（2026年3月）')
      const { group, own: told } = await askInGroup({ what: 'gaps', period: '2026-03' }, '陈立')
      expect(group).toMatch(/^2026年3月还有\d+项没有记录或没有记够（党费不在内）\n是哪几项，请私聊问我$/)
      expect(told).toBe('')
    }))

  it('says of problems alone that none is left to be put right', () =>
    inNewBranch(async () => {
      expect(await askPrivately({ what: 'open_items', items: ['problem'] }, '陈立')).toBe('没有未整改的问题')
      expect(await askPrivately({ what: 'open_items' }, '陈立')).toBe('没有待办的事项')
    }))

  it('lists what is open, overdue first, with the follow-ups of one’s own talks, in private', () =>
    inNewBranch(async () => {
      await say({
        type: 'problem',
        source: '支部自查',
        problem: '台账不规整',
        due_to: '2026-04-10',
        owner: '赵阳',
        date: '2026-03-02',
      })
      await say({
        type: 'qualitySlip',
        kind: '提醒整改单',
        department: '会务部',
        date: '2026-03-02',
        due_to: '2026-03-10',
      })
      const followup = { what: '再谈一次', due_to: '2026-03-31' }
      await say({ type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender', partner: '孙小雨', followup })
      const { group, own } = await askInGroup({ what: 'open_items' }, '孙小雨')
      expect(group).toBe('已私聊你')
      expect(own.split('\n').slice(1, -1)).toEqual([
        '还没办完3件：质量单1张、问题清单1项、谈话跟进1次；已过期限1件',
        '已过期限',
        expect.stringMatching(/^2026-单-001 提醒整改单：会务部 3月10日前$/),
        '还没到期限',
        '2026-谈-001 谈话跟进：谈心谈话 陈立—孙小雨 3月31日前',
        expect.stringMatching(/^2026-问-001 .*台账不规整 4月10日前 责任人 赵阳$/),
      ])
      expect(own).not.toContain('再谈一次')
      expect((await askInGroup({ what: 'open_items' }, '李响')).own).not.toContain('2026-谈-001')
      const shared = await askInGroup({ what: 'open_items', items: ['qualitySlip', 'problem'] }, '李响')
      expect(shared.group).toContain('还没办完2件：质量单1张、问题清单1项；已过期限1件')
      expect(shared.group).not.toMatch(/赵阳|会务部|不规整/)
    }))

  it('closes the only one by its button', () =>
    inNewBranch(async () => {
      await say({ type: 'problem', source: '支部自查', problem: '台账不规整', date: '2026-03-02' }, { by: '赵阳' })
      const reply = await mean({ type: 'query', what: 'open_items', items: ['problem'] }, { by: '赵阳', chat: 'p2p' })
      const button = buttonOf(cardOf(reply.chat), '销号')
      expect(button.twin).toBe('销号 2026-问-001')
      await tap(button.action, { by: '赵阳', chat: 'p2p' })
      expect(await askPrivately({ what: 'open_items' }, '赵阳')).toBe('没有待办的事项')
    }))
})

describe('an entry by its number', () => {
  it('is shown in private with its proof by name, also when asked in the group', () =>
    inNewBranch(async () => {
      const { id } = await say(
        { ...study, absent: [{ name: '李响', reason: '发烧' }], attendees: undefined },
        { by: '赵阳' },
      )
      const file = { name: '签到表.jpg', mediaType: 'image/jpeg', bytes: 3, sha256: 'ab', storageKey: 'k' }
      const author = await memberNamed('赵阳')
      await inTransaction(() => attachEvidence(id, file, author, NOW))
      const { group, own } = await askInGroup({ what: 'entry', number: '2026-学-001' }, '陈立')
      expect(group).toBe('已私聊你')
      expect(own).toContain('未到：李响（发烧）')
      expect(own).toContain('凭证：签到表.jpg')
      expect(await askPrivately({ what: 'entry', number: '2026-学-001' }, '孙小雨')).not.toContain('发烧')
    }))

  it('of a 提醒谈话 is known to its two and the secretary only; its content to nobody this way', () =>
    inNewBranch(async () => {
      await say(
        { type: 'talk', kind: '提醒谈话', date: '2026-03-17', talker: '$sender', partner: '李响', topic: '迟到' },
        { by: '王敏' },
      )
      const asked = { what: 'entry', number: '2026-提-001' } as const
      expect(await findEntryByNumber(asked.number)).toBeDefined()
      for (const by of ['王敏', '陈立', '李响']) {
        const text = await askPrivately(asked, by)
        expect(text).toContain('提醒谈话 王敏—李响')
        expect(text.includes('[查看内容]')).toBe(by !== '陈立')
        expect(text).not.toContain('迟到')
      }
      for (const by of ['赵阳', '周海明', '李淑贤']) {
        expect(await askPrivately(asked, by)).toBe('没有找到编号 2026-提-001，请对照回执里的编号再发一次')
        expect((await askInGroup(asked, by)).group).toBe('没有找到编号 2026-提-001，请对照回执里的编号再发一次')
      }
    }))

  it('of another branch is not found', async () => {
    await inNewBranch(() => say(study))
    await inNewBranch(async () => {
      expect(await askPrivately({ what: 'entry', number: '2026-学-001' }, '陈立')).toContain('没有找到')
      expect(await askPrivately({ what: 'counts', forms: ['集中学习'] }, '陈立')).toContain('暂无记录')
    })
  })
})

describe('whoever is no member', () => {
  it('gets help and no data', () =>
    inNewBranch(async () => {
      await say(study)
      for (const what of ['counts', 'credit_hours', 'gaps', 'open_items', 'entry'] as const) {
        const text = await ask({ what, number: '2026-学-001' }, { by: '路人' })
        expect(text).toContain('台账助手怎么用')
        expect(text).not.toMatch(/党章|2026-学-001 3月/)
      }
    }))
})

describe('documents', () => {
  it('are said to come later, with what can be asked today', () =>
    inNewBranch(async () => {
      const report = await mean({ type: 'report', kind: 'ledger', period: '2026-Q1', format: 'docx' })
      expect(contentText(report.chat)).toContain('要到后面的版本才能出')
      expect(contentText((await mean({ type: 'report', kind: 'self_check' })).chat)).toContain('自查清单')
    }))
})
