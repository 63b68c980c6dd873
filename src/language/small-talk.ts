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
    '聊了?(?:两|几)句|闲扯|唠嗑',
    '(?:辅导|陪|带|教|盯)着?(?:我家|家里)?的?(?:孩子|娃|儿子|女儿|闺女|外甥|侄子)[^,，。;；\\n]{0,6}(?:学|写|做|上|背|考|培训)',
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
/** Said of the chat itself, of a dream or of a doubt: 点错了, 做梦都在补台账, 还没想好要不要找小雨聊聊. */
const CHATTER = new RegExp(
  [
    '^[^\\d条笔撤删]{0,12}(?:点|按|碰|戳|艾特|@|发)错(?:了|人了?|群了?|地方了?|窗口了?)?[,，\\s]*(?:别理(?:我|会)?|不用理(?:我|会)?|请?忽略|当没看见|无视)?(?:哈|啊)?[。.!！~\\s]*$',
    '(?:不是故意|不小心|误|手滑)(?:@|艾特|点|碰|按|戳)(?:了|到|的|你|台账助手)*',
    '做梦|梦见|梦到',
    '^[^\\d?？]*党费(?:的)?(?:收据|票据|本子?|证|单据|发票|收条|箱)[^\\d?？]*$',
    '同学(?:聚会|会)|战友会|喜酒|满月酒|婚礼|录了(?:视频|像)|谁要[。!！]*$',
    '学(?:做饭|做菜|烧菜|炒菜|开车|游泳|跳舞|化妆|钓鱼|打球|炒股|瑜伽|钢琴|吉他)',
    '我(?:可能|大概|估计)?(?:要|会|得)(?:迟到|晚到|晚点到|早退)|谁[^,，。]{0,4}还没定',
    '想当年|当年我们|那(?:时候|会儿)我们',
    '又(?:要|得)(?:写|交|开|学|报|填|做)[^,，。;；\\d]{0,8}(?:$|[,，。!！~])|头大|头秃|烦死|讲得(?:真|挺|太|还)?(?:可以|棒|精彩)',
    '又是[^,，。;；]{0,8}的一天|打工人|没抢[到上]',
    '(?:还没|没|没有)想好|拿不定主意|(?:在|正)?(?:纠结|犹豫)(?:要不要|该不该|着)?',
    '^[^\\d?？谁查]*党费[^\\d?？谁查多少名单催]*(?:真|太|好|很|挺|可|方便|省事|人性化|麻烦|贵|肉疼|积极)[^\\d]{0,6}$',
    '一[讲学开谈聊看说上]就?是?[\\d一二两三四五六七八九十半几大]{1,3}个?(?:半)?(?:小时|钟头|半天|下午|上午|晚上|天)',
  ].join('|'),
)
const OF_THE_LEDGER = /补录|补记|登记|记一|记下|全员|应到|实到|《|\uE000|主讲|撤|删|改|更正/

/** Whether a text, of whatever request its words may be, is only chat. */
export const isChatter = (text: string): boolean => text.length <= 60 && CHATTER.test(text) && !OF_THE_LEDGER.test(text)

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
