import type { EntryQuery } from '../../core/meaning.js'

/**
 * Words that name a kind of record, as they stand in a request (把3月5日的党员大会…, 今年微党课几次), with the fields by
 * which such records are found. Special ones first: 专题党课 is not 党课, 主题党日 not 党日.
 */
export const KIND_WORDS: readonly (readonly [string, EntryQuery])[] = [
  ['主题党日|支部党日|党日(?!子)', { type: 'theme_day' }],
  ['(?:支部)?党员大会|支部大会', { type: 'meeting', kind: '党员大会' }],
  ['支委会|支部委员会', { type: 'meeting', kind: '支委会' }],
  ['党小组会', { type: 'meeting', kind: '党小组会' }],
  ['组织生活会', { type: 'meeting', kind: '组织生活会' }],
  ['民主评议(?:党员)?', { type: 'meeting', kind: '民主评议党员' }],
  ['廉政谈话', { type: 'talk', kind: '廉政谈话' }],
  ['提醒谈话', { type: 'talk', kind: '提醒谈话' }],
  ['谈心谈话(?!室)|谈心(?![室角屋小])|谈话(?![室间])', { type: 'talk' }],
  ['微党课', { type: 'training', form: '微党课' }],
  ['专题党课|党课', { type: 'training', form: '专题党课' }],
  ['人人都是培训师', { type: 'training', form: '人人都是培训师' }],
  ['第一课', { type: 'training', form: '第一课' }],
  ['集中学习|集中学', { type: 'training', form: '集中学习' }],
  ['线上学习|线上学|(?:在线|网上|网络|线上)(?:学习|培训|学)', { type: 'training', form: '线上学习' }],
  ['自学', { type: 'training', form: '自学' }],
  ['外出考察|外出参观|外出学习', { type: 'training', form: '外出考察' }],
  ['专题讲座|讲座', { type: 'training', form: '专题讲座' }],
  ['主题影片|影片|观影|电影', { type: 'training', form: '主题影片' }],
  ['业务培训', { type: 'training', form: '业务培训' }],
  ['研讨', { type: 'training', form: '研讨' }],
  ['(?:工会)?小家活动|工会小家|工会活动', { type: 'activity', kind: '工会小家活动' }],
  ['走访慰问|慰问', { type: 'activity', kind: '走访慰问' }],
  ['交流互访|互访', { type: 'activity', kind: '交流互访' }],
  ['外出保障', { type: 'activity', kind: '外出保障' }],
  ['志愿(?:者)?(?:服务)?(?:活动)?', { type: 'volunteer' }],
  ['(?:慈善)?(?:一日捐|捐款|募捐)', { type: 'donation' }],
  ['荣誉|获奖|奖项|(?<=[那这])个奖(?!励)', { type: 'honour' }],
  ['(?:服务质量)?处?罚单', { type: 'qualitySlip', kind: '服务质量处罚单' }],
  ['(?:提醒)?整改单', { type: 'qualitySlip', kind: '提醒整改单' }],
  ['奖励单', { type: 'qualitySlip', kind: '奖励单' }],
  ['(?:即日)?(?:检查)?反馈单', { type: 'qualitySlip', kind: '即日检查反馈单' }],
  ['月?汇总单', { type: 'qualitySlip', kind: '月汇总单' }],
  ['质量单|五单|(?<=[那这]张)单子?(?![位独])', { type: 'qualitySlip' }],
  ['启动会', { type: 'projectEvent', kind: '启动会' }],
  ['推进会', { type: 'projectEvent', kind: '推进会' }],
  ['实务培训', { type: 'projectEvent', kind: '实务培训' }],
  ['内审会议?', { type: 'projectEvent', kind: '内审会议' }],
  ['线上答题', { type: 'projectEvent', kind: '线上答题' }],
  ['抽查', { type: 'spot_check', kind: '抽查' }],
  ['测试|考试', { type: 'spot_check', kind: '测试' }],
  ['思想(?:状况|动态)?分析(?:研判)?|分析研判', { type: 'analysis' }],
  ['承诺', { type: 'commitment' }],
  ['党费', { type: 'dues' }],
  ['问题(?:清单)?', { type: 'problem' }],
  ['(?<!腾讯|视频|电话|钉钉|网络)会议(?![室厅服精系平手形软方])|大会(?![堂精])|支部会', { type: 'meeting' }],
  ['培训|学习|学了?(?=几|多少)', { type: 'training' }],
  ['活动(?!室|中心|场地)', { type: 'activity' }],
]

export interface KindSaid {
  start: number
  end: number
  said: string
  query: EntryQuery
}

const PATTERNS = KIND_WORDS.map(([words, query]) => ({ pattern: new RegExp(words, 'g'), query }))

/** Every kind named in the text, in the order said, without overlaps. */
export function kindsIn(text: string): KindSaid[] {
  const found: KindSaid[] = []
  let open = text
  for (const { pattern, query } of PATTERNS) {
    for (const match of open.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      found.push({ start, end, said: match[0], query })
      open = open.slice(0, start) + '\uE001'.repeat(end - start) + open.slice(end)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}
