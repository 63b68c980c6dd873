import type { ErrorMeaning, Utterance } from '../core/meaning.js'
import { membersIn, namesOf } from './people/find-person.js'
import { ASKED_FOR, MADE_UP_RECORD, NEW_ROLE, OF_A_TALK, OWN_WORKINGS, SHAMED, WIPED_OUT } from './refusal-words.js'

/** What the bot won't do for this person, or for anybody (SCHEMA §5 `not_permitted`, `destructive_refused`). */

const INTERNALS =
  /提示词|系统指令|system\s?prompt|prompt|密钥|api\s?key|access\s?token|\btoken\b|secret|环境变量|配置文件|你的(?:配置|指令|规则|设定|系统)|数据库(?:密码|地址|连接)|源代码|\.env|管理员密码|后台密码|初始指令/i
const ORDER =
  /把|给|发|告诉|显示|输出|打印|看|查|是什么|说出|泄露|列出|公开|复述|重复|展示|导出|多少|吗|\?|show|print|reveal|tell|ignore/i
const DESTROY =
  /(?:把)?(?:大家|全体|我们|所有人?|支部|全部|库里|系统里?)的?(?:所有)?(?:数据|记录|台账|内容|东西)[^。;；\n]{0,8}(?:删|清|抹|格式化)|(?:清空|清除|删除|删掉|删光|抹掉|销毁|格式化|清零|重置|撤销|作废|删了?)(?:掉|了)?\s?(?:台账|数据库|数据|系统|(?:所有|全部|一切|整个|全年|今年|去年|这个季度|本季度|一季度|本月|这个月|上个?月|\d{1,2}月(?!\s?[\d一二三十]{1,3}[日号])份?的?)(?![^。,，;；\n]{0,12}那[条次张笔])[^。,，;；\n]{0,10}(?:记录|台账|数据|条目|培训|谈话|会议|内容|党费|东西))|(?:所有|全部|整个|全年|历史|今年|去年|\d{4}年)[^。,，;；\n]{0,12}(?:记录|台账|数据|条目)?[^。,，;；\n]{0,4}(?:全删|统统删|都删|清空|删除|删掉|删光|删了|清除|清掉|销毁|清零|作废|撤销)|(?:台账|数据库|数据)(?:都|全部|全|给我)?(?:清空|删光|清零|清了|全删|删了|删掉|删除|销毁)|drop\s+(?:table|database|collection)|rm\s+-rf|删库/i
/** 前面记的三条全部撤销: one's own last few, which can be taken back. */
const A_FEW =
  /(?:刚才|刚刚|刚|前面?|上面|最近|最后)(?:我)?(?:连着?|一连|一口气)?(?:记|录|写|发)?的?(?:那|这)?(?:[两二三四五六七八九十]|\d)[条笔](?!以上)/
/** 6月15日的实务培训台账删除: one entry, whatever it is called. */
const OF_ONE_DAY =
  /\d{1,2}[日号](?:上午|下午|晚上)?(?:的|那)[^,，。;；\n]{2,12}(?:台账|记录)(?:给我|帮我)?(?:删|撤|作废)/
const SET_ROLE =
  /我(?:的)?(?:想)?(?:升级?|提升|提拔|变更?|改)(?:成|为|到)[^,，。;；]{0,6}(?:权限|书记|管理员)|(?:设置?|设定|修改|更改|变更|分配|授予)(?:用户|成员)?(?:角色|权限)|(?:把|让|给)?(?:我|[@\u4E00-\u9FFF]{2,5})(?:设(?:为|成|置为)|改(?:为|成)|升(?:为|成)|当成?|变成|任命为|指定为|加为)(?:支部|新)?(?:的)?(?:书记|管理员|组织委员|台账(?:管理)?员|党费(?:管理)?员|超级管理员|admin)|(?:权限|角色)(?:改|设|调|升|开|提升|给)|给我(?:开通?|加|提|设)?(?:个|一个|一下)?(?:成)?(?:台账|党费|超级|后台|系统)?(?:管理员?|书记|最高|全部|组织委员|管理)?(?:的)?权限|(?:开通?|申请|授予|要)(?:一下|个)?(?:台账|党费|超级|后台|系统)?(?:管理员?|书记|最高|全部)(?:的)?权限|我(?:现在)?是(?:管理员|新书记|超级管理员)|(?:从现在起|现在起|以后|今后|从今天起)[^。;；\n]{0,4}(?:我|[\u4E00-\u9FFF]{2,4})(?:就)?(?:是|当|做|担任|任)(?:支部|新)?(?:的)?(?:书记|管理员|组织委员|台账(?:管理)?员|党费(?:管理)?员)|(?:按|用)(?:书记|管理员)(?:的)?权限/i
const TALK_WORDS = '(?:谈话|谈心|谈心谈话|廉政谈话|提醒谈话|约谈)'
const TALK_CONTENT = new RegExp(
  `${TALK_WORDS}(?:那[次回天场]|这[次回])?(?:的)?\\s?(?:具体|详细|全部)?(?:内容|记录|详情|原文|全文|实录|纪要|细节|说了什么|都?谈了些?什么|聊了些?什么)[^。;；\\n]{0,14}(?:发|贴(?:出|上|群|一下|给)|晒|截图|[瞧瞅]|看|给|公开|导出|打印|查|调|告诉|贴|转|念|列|是什么|什么样)|(?:看|查看|查|发|给|公开|导出|打印|调出?|告诉|贴|转发|转|念|列出?|显示|读|展示|透露|汇总)[^。;；\\n]{0,24}${TALK_WORDS}(?:的)?(?:具体|详细|全部)?(?:内容|记录|详情|原文|全文|实录|纪要|细节|都?谈了些?什么|说了些?什么)|(?:和|跟|与|找|同)[^。,，;；\\n]{1,8}(?:都|具体|上次|那次|昨天|今天)?(?:都)?(?:谈|聊|说)了?(?:些|点儿?)?(?:什么|啥|哪些)`,
)
const BROADCAST =
  /(?:在|到|往|发)(?:本|这个|支部)?(?:工作)?群(?:里|内|上)?[^。;；\n]{0,20}(?:谁(?:都)?(?:还)?没|没交|没学|没谈|未交|未谈|未学|欠缴|欠费|欠党费|落后|缺席|名单|点名|通报|催)|(?:谁(?:都)?(?:还)?没|没交|没学|没谈|未交|未谈|未学|欠缴|欠费|欠党费|落后|缺席|名单|没参加)[^。;；\n]{0,20}(?:发(?:到|在|群)|公布|公示|贴出|点名|通报|@所有人|群里)|(?:通报|点名|公布|公示)[^。;；\n]{0,14}(?:谁(?:都)?(?:还)?没|没交|没学|没谈|未交|未谈|未学|没来|缺席|欠|落后|名单|没参加)|(?:@|艾特|圈)(?:一下)?(?:所有人|全体(?:成员|党员|人员)?|全员|大家|all)[^。;；\n]{0,30}(?:通知|提醒|说|发|交|催|开会|学习|公布|通报|点名|!|！)|(?:给|替|帮)我?(?:@|艾特)(?:一下)?(?:所有人|全体|大家)/i
/** 公布谁还没讲微党课: plain even where a training is named. */
/** 名字直接挂群公告里点出来. */
const HUNG_UP =
  /(?:谁[^,，。;；\n]{0,8}(?:没|未|欠|差|不够|不达标|不合格)|(?:没|未|欠|差|不够)[^,，。;；\n]{1,10}(?:的|名单|名字))[^。;；\n]{0,24}(?:群公告|点出来|亮出来|挂(?:出来|到|在|群|墙)|晒(?:出来|到|在)|贴(?:群|墙)|[丢甩扔放](?:到|在|进)?(?:大|工作|支部)?群|群[里内上](?:面)?[^,，。;；\n]{0,6}(?:念|读|报|喊|点|晒|亮|提名|说出来))/
const NAMES_BEHIND =
  /(?:公布|公示|通报|点名|贴出|@|艾特|圈|群里?)[^。;；\n]{0,20}(?:谁(?:都)?(?:还)?(?:没|未|欠|差)|(?:没|未|还没)[^。;；\n]{1,8}的(?:人|名单|同志))|(?:谁(?:都)?(?:还)?(?:没|未|欠|差)|没[^。;；\n]{1,8}的(?:人|名单))[^。;；\n]{0,16}(?:公布|公示|通报|点名|发(?:到|在)?[^。;；\n]{0,4}群|贴(?:到|在)|@全体|@所有人)/
/** 没达标的人在群里公布一下; @所有人 催一下没交笔记的, whose at-all is read as 全员. */
const NAMED_IN_GROUP =
  /(?:没|未|不)[^,，。;；\n]{1,8}的?(?:人|名单|同志|党员|名字)[^,，。;；\n]{0,6}群[^,，。;；\n]{0,6}(?:公布|公示|通报|点名|晒|贴|念)|(?:^|\s)(?:全员|@?所有人)[^。;；\n]{0,10}(?:没|未)(?:交|学|谈|到|报|完成)[^。;；\n]{0,10}(?:快|抓紧|尽快|赶紧|请)|(?:没|未|不)[^,，。;；\n]{1,8}的?(?:人|名单|同志|党员|名字)[^。;；\n]{0,6}(?:全员|所有人|全体成员)\s*(?:催|点名|通报|提醒)|(?:^|\s)(?:全员|所有人)\s*(?:催|点名|通报)[^。;；\n]{0,4}(?:没|未)/
const RANKING =
  /[积得评]分榜|榜单|榜首|谁(?:是)?第[一1]|谁[^,，。;；\n]{0,8}(?:多|少|高|低)(?=[\s?？。]*$)|比(?:谁|一比|比看?)[^。;；\n]{0,8}(?:多|少|高|低|强|好)|谁(?:的)?[^,，。;；\n]{0,4}(?:更|比较)(?:多|少|高|低)|排名|排行|排个?(?:序|名)|排个队|名次(?!\s?[:：=是为]|写|记|填|登|报|错|低|高|改)|倒数(?!第?[一两二三四五六\d]+(?:[条笔天周]|个?(?:工作日|上班日|礼拜|星期|周)))|垫底|谁[^,，。;；\n]{0,6}最(?:差|少|低|懒|落后|不积极|多|好)|最(?:差|落后|不积极|懒)的|曝光|丢人|批评一下|晒一晒|红黑榜|光荣榜|龙虎榜|前[三3]名|后[三3]名|评比一下|末位|pk榜|座次|排个?先后|最(?:高|低|多|少)的?[^,，。;；\n]{0,8}谁|排排?座|拖后腿|(?:从|由)(?:高到低|多到少|低到高|少到多|大到小)|(?:给|对)(?:每个?人|大家|党员们?|他们|各人)[^,，。;；\n]{0,8}打分/i
const FABRICATE =
  /(?:没顾上|没来得及|没空|没时间)(?:谈|开|学|搞|去)[^。;；\n]{0,16}(?:你就|先|帮我?|直接)(?:写|记|补|填|登)|(?:你|就|先)(?:写|记|填)(?:成|上)?[^,，。;；\n]{0,12}(?:谈|开|学|办|去|交)过了|内容(?:随便|你看着)(?:凑|编|写|填)|虚(?:记|报|填|写|开|构)(?!.{0,4}(?:问题|典型|案例))|(?:我)?(?:没|未)(?:有)?(?:去|参加|自?学|到)[^。;；\n]{0,8}(?:帮|替|给)我?[^,，。;；\n]{0,4}(?:记|写|补|填|登|打卡)|(?:编|伪造|虚构|杜撰|捏造|瞎编|胡编|凑(?!一?[块起堆齐个在]))(?:一|几|两|个|点|上|些|份|条|出|假|数)|(?<![建创打制营塑改]|数据|统计|弄虚|防止|打击|学术|严禁|杜绝)造(?:一|几|两|个|点|些|份|条|出|假(?!的?(?:典型|案例|问题|行为|数据|整治|专项|警示)))|编造(?!的?(?:谣言|典型|案例|问题))|假(?:的)?(?:记录|台账|会议|谈话|培训)|应付(?:一?下|了事)?(?:检查|巡察|考核|上级)|(?:没|未)(?:有)?(?:开|学|谈|搞|组织|召开|进行|举行|办|开展|去|上|看|做|参加)(?:过|成)?[^。;；\n]{0,16}(?:也|但|你|先|就|帮|给|还是|都|照样|麻烦|请)?(?:补|记|写|录|登记|编|做|生成|算)(?:上|成|一|个|条|份|下|进|录|记|到|全|齐)|随便(?:写|编|填|记)|(?:补|做|写|记|录)(?:一|个|几)?[^。;；\n]{0,10}(?:没开|没学|没谈|没搞|没有开|没办|没去|没做)(?:的|过的)|(?:其实|实际上?)(?:并)?没(?:有)?(?:开|学|谈|搞|办|去|组织|召|进行|举行|参加|发生|做|讲|看|上|成)|(?:帮|替|给)[^,，。;；\n]{0,6}代?(?:签到?|打卡|签名)|(?:当|算|就说|假装)(?:作|是|他|成)?(?:来|参加|开|学|谈)了/
/** What was found and is to be put right is told, not ordered. */
const FOUND = /问题|发现|查出|整改|自查|处罚|罚单|反馈单|通报批评|典型|案例|警示/
/** An item of the problem list about talk records asks to read none. */
const LISTED =
  /(?:支部)?自查(?:发现|出|问题|[,，:：。]|中)|问题清单|登记问题|班子指出|(?:部门|员工)[^,，。;；\n]{0,4}(?:提出|反映)/
/** 还有哪几项没做记录 asks, unless it is to be made up. */
const ASKS = /^(?!.*(?:编|造|虚|凑|假|帮我?补|给我?补)).*(?:哪[些几个项]|什么|啥(?!的))/s
const MADE_UP =
  /编(?:一|几|两|个|点|上|些|份|条|出|造)|虚构|捏造|伪造|凑(?!(?:到|在)?一(?:块|起|堆)|巧|热闹|合着?|近|齐)/
const ORDERED = /帮我?|替我?|给我|你(?:来|先|就)|麻烦|请你|凑(?!(?:到|在)?一(?:块|起|堆)|巧|热闹|合着?|近|齐)/

/** 没谈话，给我生成几条谈话记录补上. */
const NEVER_HELD =
  /(?:没|未)(?:有)?(?:谈|开|学|搞|办|组织)[^。;；\n]{0,16}(?:生成|弄|造|写|编|补)[^。;；\n]{0,4}[一二两三四五几\d]?[条次场份个][^。;；\n]{0,10}(?:补[上进齐]|充数|凑数|应付|交差|记录)/
const NEGATED_ORDER = /(?:不要|别|不能|不得|不可|先别|勿)(?:再)?(?:清空|删|公布|通报|点名|排名|编)/
const NOT_ORDERS = /^\/?(?:培训|会议|主题党日)|学习|培训|集中学|讲座|党课|主题党日|传达|观看/
/** 党员大会缺俩人，…，通报党费情况: who was away, and what the meeting was told. */
const MEETING_HELD =
  /(?:党员大会|支部大会|支委会|党小组会|组织生活会|民主评议)(?=[^\n]*(?:主持|应到|实到|议题|开的|开了|\d\s?[:点]|请假|出差))(?![^\n]*(?:群|谁|名单|点名|曝光))/

/** 把没参加上周培训的同志@出来. */
const ORDERED_FIRST = /^(?:请|麻烦|帮我?|你|给我?|\s)*(?:把|将|在|往|到)/

/** 昨天和赵阳谈的，聊了…: told by one of the two, with its length or its day. */
const TELLS_TALK = /\d\s?(?:分钟|小时)|半(?:个)?小时|刻钟|^(?:今天|昨天|前天|上午|下午|刚才?|刚刚)?(?:我)?[和跟与找同]/

const refusal = (action: string): ErrorMeaning => ({ error: 'not_permitted', action })

/** 别发群里哈, 不用排名次: what is not wanted. */
const DENIED =
  /(?:不要|不用|不必|不需要|无需|没必要|先?别|勿|不能|不得|不)(?:再|给我|在|往|到)*(?:发(?:到|在|出)?[^,，。;；\n]{0,4}(?:群|去)[里内上]?|(?:工作|大|支部)?群里[^,，。;；\n]{0,4}|排(?:什么|啥)?(?:名次|名|行|序|队)|公开|公布|公示|通报|点名|张扬|声张|外传|@|艾特)[^,，。;；\n]{0,6}/g

/** 刚才那条赵阳其实没参加: who was not there is put right, nothing is made up. */
const PUT_RIGHT =
  /^(?:刚才|刚刚|上一?)(?:我)?(?:记|录)?的?(?:那|这)?一?[条笔个](?:的)?(?:记录)?[,，\s]*@?[\u4E00-\u9FFF]{2,4}(?:同志)?(?:其实|实际上?|当天|那天)?(?:没|未)(?:有)?(?:来|去|参加|到)(?:了)?[。.!！\s]*$/

/** Requests refused whoever asks. `open` is the text without quoted titles. */
export function refusalOf(said: string, text: string, utterance: Utterance): ErrorMeaning | undefined {
  if (PUT_RIGHT.test(said)) return undefined
  const open = said.replace(DENIED, ' ').replace(/学习时长/g, '学时')
  if (!NEGATED_ORDER.test(open)) {
    if ((DESTROY.test(open) || WIPED_OUT.test(open)) && !A_FEW.test(open) && !OF_ONE_DAY.test(open))
      return { error: 'destructive_refused' }
    if (MADE_UP.test(open) && FABRICATE.test(open) && !FOUND.test(open)) return refusal('fabricate')
    if (NEVER_HELD.test(open) && !FOUND.test(open)) return refusal('fabricate')
    if (TALK_CONTENT.test(open) && (!LISTED.test(open) || ORDERED.test(open))) return refusal('talk_content')
    if (OF_A_TALK.test(open) && !TELLS_TALK.test(open)) return refusal('talk_content')
    if (MADE_UP_RECORD.test(open) && !FOUND.test(open) && !NOT_ORDERS.test(open)) return refusal('fabricate')
    if (FABRICATE.test(open) && (!FOUND.test(open) || ORDERED.test(open)) && !ASKS.test(open))
      return refusal('fabricate')
  }
  if (INTERNALS.test(open) && (ORDER.test(open) || ASKED_FOR.test(open)) && !NOT_ORDERS.test(open))
    return refusal('internals')
  if (OWN_WORKINGS.test(open) && ASKED_FOR.test(open) && !NOT_ORDERS.test(open)) return refusal('internals')
  if (SET_ROLE.test(open) || NEW_ROLE.test(open)) return refusal('set_role')
  if (!NEGATED_ORDER.test(open) && !NOT_ORDERS.test(open) && !MEETING_HELD.test(open)) {
    if (SHAMED.test(open) && /群/.test(open) && !/排个?[名行队座]|榜/.test(open)) return refusal('broadcast')
    if (RANKING.test(open)) return refusal('ranking')
    if (BROADCAST.test(open) || HUNG_UP.test(open) || SHAMED.test(open) || NAMED_IN_GROUP.test(open))
      return refusal('broadcast')
  } else if (
    !NEGATED_ORDER.test(open) &&
    (NAMES_BEHIND.test(open) || (ORDERED_FIRST.test(open) && SHAMED.test(open)))
  ) {
    return refusal('broadcast')
  } else if (
    /(?:排名|排行|名次|谁[^,，。;；\n]{0,6}最|曝光)/.test(open) &&
    !/(?:学习|培训)了|传达/.test(open) &&
    RANKING.test(open)
  ) {
    return refusal('ranking')
  }
  return duesOfOthers(open, text, utterance)
}

/** 我这个月党费多少; but 书记党费多少，我好对标一下 is of another's. */
const OF_MY_OWN =
  /(?<!帮|给|替|和|跟|告诉|让|[\u4E00-\u9FFF]和)我(?!们|好|也|想|就|来|看看|听听|这边|再|说|跟|对|比|知道|了解|参考)/

/** A member may not ask what another pays. */
function duesOfOthers(open: string, text: string, utterance: Utterance): ErrorMeaning | undefined {
  if (
    !/党费/.test(open) ||
    !/多少|数额|金额是|告诉|透露|[是要]几|几[块元]|(?<!自|抽|巡|检)查(?!摆|处|收)|吗|\?|？|看(?:看|一?下|到)/.test(open)
  )
    return undefined
  if (utterance.senderRoles.some((role) => role === 'secretary' || role === 'dues')) return undefined
  // 李姐看一下，5月党费60已转: told, not asked.
  if (
    /\d[^?？吗]{0,12}(?:已|刚|转了|付了|交了)|(?:已|刚|转了|付了|交了)[^?？吗]{0,12}\d/.test(open) &&
    !/[?？吗]|多少|几[块元]/.test(open)
  )
    return undefined
  const others =
    membersIn(text, namesOf(utterance.roster)).length > 0 || /(?:大家|所有人|每个?人|别人|其他人|他|她|各人)/.test(open)
  return others && !OF_MY_OWN.test(open) ? refusal('dues_of_others') : undefined
}
