import { type DayOfYear, FESTIVALS } from './festivals.js'

/** In what words each festival is, or gives, a day (SCHEMA §1 "Dates"): one pattern a way, compiled once. */

/** What makes a festival's name a day; without it 清明祭英烈 is a subject. */
const EXACT = '(?:那天|当天|这天|当日|那日|[当那这](?=晚))'
const STARTS_THE_DAY =
  '(?=[,，]?\\s?(?:上午|下午|中午|晚上|早上|我们|我(?!国)|支部|大家|全体|全员|组织|开展|召开|在|去了|给(?![\\u4E00-\\u9FFF]{0,6}(?:节|过年))|\\d{1,2}[:点]))'
const SHIFT = '(?:的?(前一天|前夜|头一天|第二天|后一天|次日|转天))'
const WORKDAY_SHIFT =
  '(?:假期|放假|长假|小长假|节)?(前|后)的?(第一个|最后一?个|首个|头一?个|第二个|倒数第[一二]个|一个)(?:工作日|上班日)'
const BACK_AT_WORK =
  '(?:假期|放假|长假|小长假|节|假)?(?:后?(?:上班|复工|开工|收假|返岗|返工|到岗)(?:后的?)?(?:[第头]一天|首日)|后的?(?:第一|头一|首)[天日](?:上班|复工|开工|到岗|返岗|返工)(?:时|那天|当天)?)'

/** 元旦假期第一天, 国庆长假最后一天: a day of the free days around the festival. */
const DAY_OF_HOLIDAY =
  '[的这]?(?:[三五六七八3-8]天)?(?:假期|放假|长假|小长假|节假期|(?<=[三五六七八3-8]天)假|节?假)的?(?:第([一二三四五六七八1-8])天|(最后一天))'
/** 年后上班第一天: before and behind a holiday's workday 年 alone is the Spring Festival. */
const NEW_YEAR = '春节|过年|(?<![今去前明每本当近半全两三一整\\d])年'

/** What follows the day of an event: 三八节小家活动, 妇女节搞了…. */
const EVENT_BEHIND =
  '(?=(?:那会儿?|时)?(?:支部|工会|部门|我们|大家|全体|全员)?(?:组织|开展|举办|举行|召开|搞|办|做|开)?了?(?:一次|一场|个)?(?:工会|小家|党员大会|支部大会|集中学|学习了?|培训|走访|慰问|看望|志愿|义务|观看|看了|参观|微党课|党课|专题|谈心|捐款|募捐|去|到(?!了?[今明])|赴|前往|给|陪|我?[和跟与同]))'
/** What stands before the day of an event and of a plan. */
const EVENT_BEFORE = '(?<=^|[\\s,，。;；:：\\n\\uE001]|补录|补记|补登|登记|记录|一下)'
const PLAN_BEFORE = '(?<=^|[\\s,，。;；:：\\n\\uE001]|打算|安排|计划|准备|想|在|于|定)'
const PLAN_BEHIND =
  '(?=[,，]?(?:在|我们|支部|工会|大家)?(?:去|到|搞|办|开|组织|举|上午|下午|晚上|中午|准备|打算|计划|走访|慰问|看望|召开|集中|观看|参观))'
const YEAR = '(?:(去年|今年|明年)的?)?'

/** Days without free days around them, so the bare name in front of what was done is the day: 腊八去车队慰问. */
const POINT = /^(?:元宵|腊八|重阳|七夕|龙抬头|立[春夏秋冬]|夏至|冬至|平安夜|跨年夜|除夕)/

export interface HolidayPatterns {
  readonly find: DayOfYear
  /** Whether a text has the name at all: it is spared the others without. */
  readonly named: RegExp
  /** 国庆假期第三天: year, nth, last. */
  readonly within: RegExp
  /** 清明节前最后一个工作日: year, side, which; or 节后上班第一天: year, and the fourth. */
  readonly workday: RegExp
  /** 端午前一天: year, side. */
  readonly shifted: RegExp
  /** 七一当天: year. */
  readonly exact: RegExp
  /** 三八节小家活动: the name with 节 or 日, directly before what was done. */
  readonly ofEvent: RegExp
  /** 打算端午节搞小家活动. */
  readonly ofPlan: RegExp
}

export const HOLIDAYS: readonly HolidayPatterns[] = FESTIVALS.map(([words, find]) => {
  const name = words === '春节' ? NEW_YEAR : words
  return {
    find,
    named: new RegExp(name),
    within: new RegExp(`${YEAR}(?:${words})${DAY_OF_HOLIDAY}`, 'g'),
    workday: new RegExp(`${YEAR}(?:${name})(?:${WORKDAY_SHIFT}|(${BACK_AT_WORK}))`, 'g'),
    shifted: new RegExp(`${YEAR}(?<![\\d二三四五六七八九])(?:${words})${SHIFT}`, 'g'),
    exact: new RegExp(`${YEAR}(?<![\\d二三四五六七八九迎庆祝念])(?:${words})(?:${EXACT}|${STARTS_THE_DAY})`, 'g'),
    ofEvent: POINT.test(words)
      ? new RegExp(`${EVENT_BEFORE}(?:${words})${EVENT_BEHIND}`, 'g')
      : new RegExp(`${EVENT_BEFORE}(?=[^\\s,，。;；]{1,6}[节日])(?:${words})(?<=[节日])${EVENT_BEHIND}`, 'g'),
    ofPlan: new RegExp(`${PLAN_BEFORE}(?:${words})${PLAN_BEHIND}`, 'g'),
  }
})
