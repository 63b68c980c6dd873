import { NUMBER } from './chinese-numerals.js'

/**
 * What was said and taken back in the same breath, where both values are plain: 八个，哦不对九个; 合计八百，更正，是八百六;
 * 活动：高考护航……写错了，是中考护航. The last one said counts (SCHEMA §1), so the first is dropped before anything is read.
 */

const UNIT = '(?:个小时|小时|分钟|学时|个人|块钱|个|张|份|人|名|位|元|块|条|项|本|票|分)'
const TAKEN_BACK =
  '(?:[,，.。…\\s!！~-]|哎|呃|额|嗯|啊|哦|噢){0,8}(?:(?:哦|啊|噢|喔|哎呀?|呃|额|嗯)[,，]?(?:不对|不是|不)|(?:不对){1,3}|不是(?=[,，.…])|(?:说|写|打|记|数|算|填|看|听|量)(?:错|岔|混)(?:表|时间|日历|数|人)?了?|(?:少|漏|多)(?:算|数|记|写)(?:了)?(?:我|自己|你|他|她|一个|一位|一张|一份)?(?:自己)?了?|错了|口误|更正一?下?)(?:[,，.。…\\s!！~:：]){0,4}(?:应该?)?(?:是|为|共|一共)?\\s?'
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
/** 本来排的淑贤，她家里有事，我替她去的: who was to do it, and why he did not. */
const TURN =
  /(?:本来|原本|(?<=^|[\s,，。;；(（])(?:原来|原先|原))(?:(?:是)?(?:排|安排|轮|该|定|说)(?:好|到)?(?:的|了)?(?:是|由)?[\u4E00-\u9FFF]{2,3}(?:去|来|上|值|讲|主持|的|值班|带队)*|(?:是|由)?[\u4E00-\u9FFF]{2,3}(?:去|来|上|值|讲|主持|带队)的?|是[\u4E00-\u9FFF]{2,3}(?=[,，]))[,，\s](?:(?:结果|但是?|后来|因为|临时)?[^,，。;；\n\d]{2,12}[,，\s])?(?:最后|后来|结果|所以|就|由|改|换|是|成|了)*(我|[\u4E00-\u9FFF]{2,3}?)(?:去|来)?(?:替|顶|代)?(?:替|班|上)?(?:了?(?:他|她))?(上|去|来|讲|主持|带队|参加)?(?:的|了)+(?=$|[\s,，。;；)）])/

/** 本周三下午走访，哦，周三书记没空，周四下午: why the weekday said first won't do. */
const WEEKDAY_WONT_DO =
  /((?:本|这个?|下下?个?)?)(?:周|星期|礼拜)([一二三四五六日])(?:上午|下午|晚上|中午)?([^,，。;；\n\d]{0,12})[,，](?:哎呀?|哦|啊|诶|唉|呃|额|不行|不对)?[,，]?(?:本|这|下)?(?:周|星期|礼拜)\2[^,，。;；\n\d]{1,10}(?:没空|有会|有事|不行|不成|出差|开会|不在|来不了|冲突)了?[,，](?:还是|那就|改|就|换)?(?:到|成|在)?(?=(?:周|星期|礼拜)[一二三四五六日])/
/** 合计八百，更正，是八百六: a sum without its unit. */
const BARE_SUM = new RegExp(
  `(?<=合计|共计|一共|总共|总计|共|捐了?|捐款)\\s?(\\d{3,6}|[一二三四五六七八九两][千百万][零一二三四五六七八九十百千]{0,6})(元|块)?${DENIED}${TAKEN_BACK}(?=(?:\\d{3,6}|[一二三四五六七八九两][千百万]))`,
  'g',
)
/** 活动：高考护航……写错了，是中考护航: all that stands behind the label. */
const LABELLED =
  /([:：]\s?)[^\n:：|，,;；。\d]{2,16}?(?:[….,，\s-]){0,6}(?:写|打|说|填|记)错了?[,，\s]{0,2}(?:应该?)?是\s?(?=[\u4E00-\u9FFF]{2})/g
/** 地点二楼，不对，三楼会议室. */
const ROOM =
  /((?:地点|场地|地方|[,，\s]在)\s?[:：]?(?:是|在)?\s?)(?!不)[\u4E00-\u9FFFA-Z\d]{2,8}?[,，.…\s]{0,3}(?:[哦噢啊呃诶]|哎呀?)?(?:不对|(?:写|打|说|填|记)错了?|口误)[,，\s]{0,2}(?:应该?)?(?:是|在)*\s?(?=[\u4E00-\u9FFFA-Z\d]{1,8}(?:室|厅|楼|馆|堂|中心|园|场|吧|角|家)(?:$|[\s,，。;；]))/g
/** 主题叫茶旅融合……不对，应该是茶香助振兴. */
const SUBJECT =
  /((?:主题|题目|课题|标题)\s?(?:[:：]|叫做?|是|为|定为)\s?)(?!不是)[^\n:：|，,;；。\d《》]{2,16}?(?:[….,，\s-]){0,10}(?:(?:哦|噢|啊|呃)?不对|(?:写|打|说|填|记)错了?|口误|更正)[,，\s]{0,2}(?:应该?)?是\s?(?=[\u4E00-\u9FFF]{2})/g

/** 5号，不对，那天放假，是6号: why the first was wrong, between the taking back and what is meant. */
const WHY_WRONG =
  /((?:不对|错了|不是|不行)[,，.。…\s]{1,3})(?:那天|当天|那会儿?|因为|我|他|她|记成|看成|说成|当时|[那这]是)(?!谈|聊|讲|学|去)[^,，。;；\d]{1,14}[,，\s]{1,2}(?=(?:应该|其实|实际上?)?(?:是|为|改[到在成]|挪到|换成)了?\s?(?:[\d一二三四五六七八九十大前昨今上本下周]|星期|礼拜))/g

/** 写“台账不过夜”……哦不，应该是“台账当日归档”: two titles. */
const TITLE_AGAIN = new RegExp(`[“「《][^“”「」《》\\n]{2,40}[”」》]${DENIED}${TAKEN_BACK}(?=[“「《])`, 'g')
/** 实到6，啊不对，5个: a headcount, its unit said once or not at all. */
const COUNT_AGAIN = new RegExp(
  `((?:应到|实到|到会|到场|出席|来了|到了)(?:人数)?[:：是为]?\\s?)${NUMBER}\\s?(?:个人|个|人|名|位)?${DENIED}${TAKEN_BACK}(?=${NUMBER}\\s?(?:个|人|名|位|$|[,，。;；\\s]))`,
  'g',
)
/** 本来响哥主持，后来换成王姐主持的: who was to do it, and who did. */
const ROLE_PASSED =
  /(?:本来|原来|原本|原先|原定|说好)(?:是|由|让)?([\u4E00-\u9FFF]{2,4}?)(?:来)?(主持|记录|主讲|领学|做记录)的?[,，\s](?:[^,，。;；\n\d]{1,12}?[,，]?)?(?:后来|临时|最后|结果|就|又|才)*(?:换|改)(?:成|为|由|了|让)*([\u4E00-\u9FFF]{2,3}?)(?:来|代|替|顶)*(?:上|\2)?(?:的|了)?(?=$|[\s,，。;；])/g

/** 地点会议室，等等不是会议室，是在党员活动室: the same words denied, and others put in their place. */
const NOT_THAT =
  /([\u4E00-\u9FFF]{2,6})[,，。\s]?(?:(?:等等|等下|等一下|哦|噢|啊|呃|不对|说错了?)[,，\s]?){0,2}不是(?:在|去)?\1[,，。\s](?:应该)?是(?:在|去)?(?=[\u4E00-\u9FFF]{2})/g

const DAY =
  '(?:大?[昨前今]天|[上本这]?个?(?:周|星期|礼拜)[一二三四五六日天]|(?:\\d{1,2}月)?\\d{1,2}[日号])(?:上午|下午|晚上|中午|早上)?'
const HELD = '(?:开|办|学|搞|谈|上|聊|弄|去|组织|召开)'
/** 昨天的支委会没开成，改今天上午开的; 说好周一开的党员大会拖到昨天才开: only the day on which it was held counts. */
const PUT_OFF = new RegExp(
  `(?:(?:说好|本来|原来|原本|原定)(?:是)?(?:定)?(?:在)?)?${DAY}(?:${HELD})?的?([^,，。;；\\n\\d]{2,10}?)(?:[没未](?:能)?${HELD}成[,，]?(?:后来|就|又)?(?:改|挪|推|推迟|顺延|拖)(?:在|到|至|成)?了?|(?:拖|推|推迟|顺延|挪)(?:到|至)了?)(${DAY}[^,，。;；\\n\\d]{0,4}(?:才)?${HELD}(?:的|了|完|(?=[,，。;；]|$)))`,
  'g',
)
/** 哎呀应该是十三号，十四号我出差了: why the day said first can't have been. */
const WHY_NOT_THEN =
  /((?:不对|错了?|应该是|记岔|口误)[^。;；\n]{1,20}?)[,，](?:那天|当天|(?:\d{1,2}月)?(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]|周[一二三四五六日])(?:我|他|她)?(?:在|还在)?(?:出差|不在|休息|休假|有会|在?开会|外出|没上班|放假|请假)了?(?=$|[,，。;；\s])/g
/** 大前天不是周日嘛，…: both know it. */
const KNOWN_WEEKDAY =
  /(大?[昨前今]天|\d{1,2}[日号])(?:不是|可不是)((?:周|星期|礼拜)[一二三四五六日天])[嘛吗么](?=[,，])/g

/** 下周三主题党日，具体几点再定: what is left open. */
const TO_BE_SETTLED =
  /[,，\s(（](?:具体)?(?:的)?(?:几点钟?|时间|地点|地方|在哪儿?|哪里集合|谁讲|谁去|内容|其他的?|细节)(?:再|另|待|等)(?:定|说|议|通知|商量|安排|敲定)(?:吧|哈|了)?[)）]?(?=$|[\s,，。;；!！])/g

/** The text without the values that their speaker took back at once. */
export const withoutTakenBack = (said: string): string => {
  const text = /本来|原/.test(said) ? said.replace(TURN, (_, who, verb = '去') => `${who}${verb}的`) : said
  return /不|错|口误|更正|换|改|没空|有会|有事|应该是|没|拖|推|再|另|待|[少漏多][算数记写]/.test(text)
    ? text
        .replace(LABELLED, '$1')
        .replace(SUBJECT, '$1')
        .replace(ROOM, '$1')
        .replace(DAY_WONT_DO, (_, month = '', own = month, day = '') => `${own}${day}`)
        .replace(WHY_WRONG, '$1')
        .replace(PUT_OFF, '$1$2')
        .replace(WHY_NOT_THEN, '$1')
        .replace(KNOWN_WEEKDAY, '$1($2)')
        .replace(TO_BE_SETTLED, '')
        .replace(NOT_THAT, '')
        .replace(WEEKDAY_WONT_DO, '$3，$1')
        .replace(SAME_UNIT, '')
        .replace(UNIT_UNSAID, '$2$1')
        .replace(SAME_SUM, '')
        .replace(BARE_SUM, '')
        .replace(STAND_IN, '$2')
        .replace(COUNT_AGAIN, '$1')
        .replace(TITLE_AGAIN, '')
        .replace(ROLE_PASSED, '$3$2')
    : text
}
