import type { Facts } from './facts.js'
import { membersIn } from './people/find-person.js'

/**
 * What members say to each other in the ledger's own words (谈恋爱, 自学考试, 被交警贴罚单, 党费涨了): it names no event of
 * the branch, so there is nothing to record and nothing to ask about.
 */

/** Matters of one's own life, in each of which a word of the ledger stands for something else. */
const PRIVATE = new RegExp(
  [
    // Courting and trade.
    '谈(?:恋爱|婚论嫁)|谈(?:了|过|妥|成|下)*(?:个|一个|一家|一笔|好)?(?:男|女)?(?:朋友|对象|客户|生意|价格?|价钱|合同|单子|项目款)',
    '聊了一路|聊(?:得|的)(?:很|挺|真)?(?:开心|高兴|投机|来)',
    '(?:^|[和跟与])(?:老婆|老公|爱人|媳妇|孩子|儿子|女儿|爸妈?|妈妈?|朋友|同学|邻居|房东|中介|对象)[^,，。;；]{0,4}(?:谈|聊)|聊聊(?:呗|吧|天)?[。!！~\\s]*$|改天(?:再)?(?:聊|谈)|闲聊',
    // Examinations of one's own.
    '(?:自学|成人|成考|公务员|研究生|驾照|职称|英语|钢琴|软考|会计|教师资格|科目[一二三四])(?:高等教育)?(?:考试|考级|面试|补考)',
    // Fines on the road.
    '(?:交警|违停|违章|停车|超速|闯红灯|闯了红灯|酒驾|逃单|贴条)[^。;；\\n]{0,12}(?:罚|扣分)|(?:罚单|扣分)[^。;；\\n]{0,8}(?:交警|违停|违章|停车|超速|红灯)',
    // Meetings as a burden, a check as a fright.
    '(?:又|天天|整天|老|总)(?:要|得|在|是)?开会|开会开[到得]|(?:抽查|抽|查|考)到(?:我|你|咱|他|她)(?:了|头上)|下班(?:以?后)?(?:去|看)?电影|看(?:场|个|部)?电影(?:去|不|没|吧|吗)|(?:周末|下班|晚上|昨晚|和?老婆|老公|孩子|女朋友|男朋友)[^,，。;；\\n《]{0,8}看(?:了)?(?:场|个|部)?电影',
    // Sayings.
    '好好学习|天天向上|活到老|学无止境|学习雷锋好榜样|向[^\\s,，。;；]{1,6}学习(?:[!！~。\\s]|$)|学习了[!！~]*$',
    '^(?:咱们?|我们?|有空|你|来|[\\s,，])*谈谈(?:吧|呗)?[。!！~\\s]*$',
    // One's own things given away.
    '捐了?(?:点|些|几|两|一|\\d)*[件包袋箱双]?(?:旧|二手)(?:衣|鞋|书|家具|手机)',
  ].join('|'),
)
/** Opinions on dues that tell of no payment. */
const OF_DUES = /党费[^,，。;；\d]{0,6}(?:涨|贵|降|太多|太少|有点多|不少|肉疼|心疼)|钱包疼/
/** Whatever shows that the branch's own matter is told after all. */
const BRANCH =
  /支部|党员|党日|党课|谈心|谈话|登记|记录|补录|补记|记一|全员|全体|集中|组织|应到|实到|主讲|主持|请假|[\uE000《]/

/** Whether a text is such talk: nothing official in it, no length of time, no form filled in, nobody named. */
export function isSmallTalk(probe: string, facts: Facts): boolean {
  if (OF_DUES.test(probe) && !/\d|交|缴|收/.test(probe)) return true
  return (
    PRIVATE.test(probe) &&
    !BRANCH.test(probe) &&
    facts.labelCount === 0 &&
    facts.duration.minutes === undefined &&
    membersIn(probe, facts.names).length === 0
  )
}
