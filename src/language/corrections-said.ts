import { NUMBER } from './chinese-numerals.js'

/**
 * What was said and taken back in the same breath, where both values are plain: 八个，哦不对九个; 合计八百，更正，是八百六;
 * 活动：高考护航……写错了，是中考护航. The last one said counts (SCHEMA §1), so the first is dropped before anything is read.
 */

const UNIT = '(?:个小时|小时|分钟|学时|个人|块钱|个|张|份|人|名|位|元|块|条|项|本|票|分)'
const TAKEN_BACK =
  '(?:[,，.。…\\s!！~-]|哎|呃|额|嗯|啊|哦|噢){0,8}(?:(?:哦|啊|噢|喔|哎呀?|呃|额|嗯)[,，]?(?:不对|不是|不)|(?:不对){1,3}|不是(?=[,，.…])|(?:说|写|打|记|数|算|填|看|听|量)(?:错|岔|混)(?:表|时间|日历|数|人)?了?|错了|口误|更正一?下?)(?:[,，.。…\\s!！~:：]){0,4}(?:应该?)?(?:是|为|共|一共)?\\s?'
/** 5人，不是6人: the second is ruled out, nothing is taken back. */
const DENIED = '(?![,，.。…\\s!！~-]{0,4}(?:而|并)?不是\\s?[\\d〇零一二两三四五六七八九十百半])'
/** 八个，哦不对九个: the same unit twice. */
const SAME_UNIT = new RegExp(`(?<![\\d.])(${NUMBER})\\s?(${UNIT})${DENIED}${TAKEN_BACK}(?=(${NUMBER})\\s?\\2)`, 'g')
/** 40分钟，看错表了，35: the second without its unit, at the end of its clause. */
const UNIT_UNSAID = new RegExp(
  `(?<![\\d.])${NUMBER}\\s?(${UNIT})${DENIED}${TAKEN_BACK}(\\d{1,4})(?=$|[\\s,，。;；!！])`,
  'g',
)
/** 52块4，说错，52块6: two sums. */
const SUM = '\\d{1,4}(?:块\\d{0,2}|元|\\.\\d{1,2}(?:元|块)?)'
const SAME_SUM = new RegExp(`(?<![\\d.])${SUM}${DENIED}${TAKEN_BACK}(?=${SUM})`, 'g')
/** 我跟响哥，哦响哥有会，换成小雨了: one who could not come after all, and who came for him. */
const STAND_IN =
  /(?<=^|[\s,，、和跟与])([\u4E00-\u9FFF]{2,3})[,，\s](?:哦|噢|不|啊|哎)?[,，]?\1(?:临时)?(?:有会|有事|没空|来不了|去不了|没来|没去成?|请假)了?[,，]?(?:后来|就|改|让)?(?:换|改)?(?:成|了|为)([\u4E00-\u9FFF]{2,3}?)(?:顶替|替|去|上|来)?了?(?=$|[\s,，。;；])/
/** 6月2号吧，哎不行那天我开会，3号下午: why the day said first won't do; its month holds for the next. */
const DAY_WONT_DO =
  /(\d{1,2}月)?\d{1,2}[号日]吧?[,，\s]?(?:哎呀?|哦|啊|诶|唉|呃|额)?[,，\s]?(?:不行|不成|不合适)[,，\s]?(?:那天|当天|我|他|她)[^,，。;；\n\d]{1,8}[,，\s](?:还是|那就|改|就|换)?(?:到|成|在)?(\d{1,2}月)?(\d{1,2}[号日])/
/** 合计八百，更正，是八百六: a sum without its unit. */
const BARE_SUM = new RegExp(
  `(?<=合计|共计|一共|总共|总计|共|捐了?|捐款)\\s?(\\d{3,6}|[一二三四五六七八九两][千百万][零一二三四五六七八九十百千]{0,6})(元|块)?${DENIED}${TAKEN_BACK}(?=(?:\\d{3,6}|[一二三四五六七八九两][千百万]))`,
  'g',
)
/** 活动：高考护航……写错了，是中考护航: all that stands behind the label. */
const LABELLED =
  /([:：]\s?)[^\n:：|，,;；。\d]{2,16}?(?:[….,，\s-]){0,6}(?:写|打|说|填|记)错了?[,，\s]{0,2}(?:应该?)?是\s?(?=[\u4E00-\u9FFF]{2})/g
/** 主题叫茶旅融合……不对，应该是茶香助振兴. */
const SUBJECT =
  /((?:主题|题目|课题|标题)\s?(?:[:：]|叫做?|是|为|定为)\s?)(?!不是)[^\n:：|，,;；。\d《》]{2,16}?(?:[….,，\s-]){0,10}(?:(?:哦|噢|啊|呃)?不对|(?:写|打|说|填|记)错了?|口误|更正)[,，\s]{0,2}(?:应该?)?是\s?(?=[\u4E00-\u9FFF]{2})/g

/** The text without the values that their speaker took back at once. */
export const withoutTakenBack = (text: string): string =>
  /不|错|口误|更正|换|改/.test(text)
    ? text
        .replace(LABELLED, '$1')
        .replace(SUBJECT, '$1')
        .replace(DAY_WONT_DO, (_, month = '', own = month, day = '') => `${own}${day}`)
        .replace(SAME_UNIT, '')
        .replace(UNIT_UNSAID, '$2$1')
        .replace(SAME_SUM, '')
        .replace(BARE_SUM, '')
        .replace(STAND_IN, '$2')
    : text
