import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences, say } from './helpers.js'

/**
 * A form is filled in by anybody in any order: the fields of one record shuffled, with any separator, in one line or
 * several, with a colon or with none, mean the same.
 */
interface Form {
  /** What says of which kind it is, anywhere in the text. */
  kind: string
  fields: readonly (readonly [label: string, value: string])[]
  expected: Record<string, unknown>
  role?: string
  /** Its text is free, so that what stands between two fields belongs to the first: named before or behind them only. */
  atEitherEnd?: boolean
}

const FORMS: Readonly<Record<string, Form>> = {
  training: {
    kind: '业务培训',
    fields: [
      ['时间', '3月16日下午2点到4点'],
      ['地点', '三楼会议室'],
      ['主讲', '王敏'],
      ['内容', '会务礼仪'],
      ['参加人员', '全体党员'],
    ],
    expected: {
      type: 'training',
      form: '业务培训',
      date: '2026-03-16',
      start: '14:00',
      end: '16:00',
      minutes: 120,
      place: '三楼会议室',
      lecturer: '王敏',
      topic: '会务礼仪',
      attendees: 'all',
    },
  },
  meeting: {
    kind: '党员大会',
    fields: [
      ['时间', '3月17日上午'],
      ['地点', '二楼会议室'],
      ['主持', '陈立'],
      ['记录', '周海明'],
      ['议题', '讨论预备党员转正'],
    ],
    expected: {
      type: 'meeting',
      kind: '党员大会',
      date: '2026-03-17',
      period: '上午',
      place: '二楼会议室',
      host: '陈立',
      recorder: '周海明',
      topic: '讨论预备党员转正',
    },
  },
  theme_day: {
    kind: '主题党日',
    fields: [
      ['时间', '3月12日上午'],
      ['地点', '西湖边'],
      ['主题', '植绿护绿'],
      ['参加人员', '全体'],
    ],
    expected: {
      type: 'theme_day',
      date: '2026-03-12',
      period: '上午',
      place: '西湖边',
      topic: '植绿护绿',
      attendees: 'all',
    },
  },
  talk: {
    kind: '谈心谈话',
    role: 'secretary',
    fields: [
      ['时间', '3月16日下午'],
      ['地点', '谈话室'],
      ['谈话对象', '李响'],
      ['内容', '岗位适应'],
      ['时长', '30分钟'],
    ],
    expected: {
      type: 'talk',
      kind: '谈心谈话',
      date: '2026-03-16',
      period: '下午',
      place: '谈话室',
      talker: '$sender',
      partner: '李响',
      topic: '岗位适应',
      minutes: 30,
    },
  },
  activity: {
    kind: '工会小家活动',
    fields: [
      ['时间', '3月16日中午'],
      ['地点', '食堂'],
      ['内容', '包饺子'],
      ['参加人员', '全员'],
    ],
    expected: {
      type: 'activity',
      kind: '工会小家活动',
      date: '2026-03-16',
      period: '中午',
      place: '食堂',
      topic: '包饺子',
      attendees: 'all',
    },
  },
  volunteer: {
    kind: '志愿服务',
    fields: [
      ['时间', '3月16日上午'],
      ['地点', '市民中心'],
      ['岗位', '引导岗'],
      ['参加人员', '赵阳、李响'],
      ['时长', '3小时'],
    ],
    expected: {
      type: 'volunteer',
      date: '2026-03-16',
      period: '上午',
      place: '市民中心',
      post: '引导岗',
      attendees: ['赵阳', '李响'],
      minutes: 180,
    },
  },
  qualitySlip: {
    kind: '处罚单',
    atEitherEnd: true,
    fields: [
      ['时间', '3月16日'],
      ['部门', '客房部'],
      ['问题', '布草破损'],
      ['整改期限', '3月25日'],
    ],
    expected: {
      type: 'qualitySlip',
      kind: '服务质量处罚单',
      date: '2026-03-16',
      department: '客房部',
      problem: '布草破损',
      due_to: '2026-03-25',
    },
  },
  problem: {
    kind: '问题清单',
    atEitherEnd: true,
    fields: [
      ['来源', '支部自查'],
      ['问题', '学习不深入'],
      ['措施', '每月研讨'],
      ['责任人', '王敏'],
      ['期限', '6月30日'],
    ],
    expected: {
      type: 'problem',
      source: '支部自查',
      problem: '学习不深入',
      measure: '每月研讨',
      owner: '王敏',
      due_to: '2026-06-30',
    },
  },
  projectEvent: {
    kind: '标准化推进会',
    fields: [
      ['时间', '3月17日下午2点'],
      ['地点', '三楼会议室'],
      ['参加人员', '全员'],
    ],
    expected: {
      type: 'projectEvent',
      project: '标准化',
      kind: '推进会',
      date: '2026-03-17',
      start: '14:00',
      place: '三楼会议室',
      attendees: 'all',
    },
  },
  spot_check: {
    kind: '抽查',
    fields: [
      ['时间', '3月17日'],
      ['部门', '餐饮部'],
      ['结果', '合格'],
    ],
    expected: { type: 'spot_check', kind: '抽查', date: '2026-03-17', department: '餐饮部', result: '合格' },
  },
}

const between = fc.constantFrom('，', ' ', '\n', '；', '。', '\n\n', '， ')
const colon = fc.constantFrom('：', ':', '： ')

describe('the fields of a form in any order', () => {
  it.each(Object.entries(FORMS))('%s', (_type, { kind, fields, expected, role, atEitherEnd }) => {
    type Part = readonly [string, string]
    const name: Part = [kind, '']
    const shuffled = (parts: readonly Part[]) => fc.shuffledSubarray([...parts], { minLength: parts.length })
    const parts = atEitherEnd
      ? fc
          .tuple(shuffled(fields), fc.boolean())
          .map(([rest, first]): Part[] => (first ? [name, ...rest] : [...rest, name]))
      : shuffled([name, ...fields])
    fc.assert(
      fc.property(parts, between, colon, (order, separator, mark) => {
        const text = order.map(([label, value]) => (value === '' ? label : `${label}${mark}${value}`)).join(separator)
        const meaning = say(text, { sender_role: role ?? 'org' })
        expect({ text, off: differences(expected, meaning) }).toEqual({ text, off: [] })
      }),
      { numRuns: 120, seed: 1 },
    )
  })
})
