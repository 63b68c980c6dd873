import type { EntryTarget, Meaning, Utterance } from '../../core/meaning.js'
import { parseNumber } from '../chinese-numerals.js'
import { withoutManners } from './edit-asides.js'
import { readTarget } from './target.js'

/**
 * Taking back told in no fixed order: 3月10号那条业务培训登了两遍，删掉它; 刚才那仨都给我撤了吧，练手的. One clause names the entry,
 * one (often the same) orders that it goes, and every other one only says why.
 */
export function undoByClause(said: string, utterance: Utterance, quoted?: EntryTarget): Meaning | undefined {
  if (said.length > LONGEST || !ORDER.test(said) || NO_ORDER.test(said)) return undefined
  const clauses = withoutManners(said.replace(/[🙈🙏]/gu, ''))
    .split(/[,，。;；!！~\n]+|\s+/)
    .filter((clause) => clause !== '')
  const left = clauses
    .filter((clause) => ORDER.test(clause) || !isReason(clause))
    .map((clause) => clause.replace(WHY, '').replace(ORDERS, '').replace(FILLER, '').trim())
  const named = left.filter((clause) => clause !== '' && !isReason(clause) && !/^一?[条笔个回次遍份]$/.test(clause))
  const ordered = clauses.some((clause) => ORDER.test(clause))
  const [only, more] = named
  if (!ordered || more !== undefined) return undefined
  if (quoted !== undefined)
    return only === undefined || /^(?:把|将)?(?:这|那)一?[条笔个]的?$/.test(only)
      ? { type: 'undo', target: quoted }
      : undefined
  if (only !== undefined && /^(?:这|那)一?[条笔个]$/.test(only) && /刚/.test(said)) return LAST
  // 撤回撤回！发错窗口了: nothing is named, so it is the last one.
  if (only === undefined)
    return clauses.every((clause) => /^撤/.test(clause) || isReason(clause) || WHY_WHOLE.test(clause)) &&
      /撤/.test(said)
      ? LAST
      : undefined
  if (ONE_RECENT.test(only)) return LAST
  const several = parseNumber((SEVERAL.exec(only)?.[1] ?? '').replace('仨', '三').replace('俩', '两'))
  if (several !== undefined) return several <= MOST ? { type: 'undo', target: 'last', count: several } : undefined
  const { target, unclear, error } = readTarget(only.replace(/^我?(把|将)/, '$1 '), utterance, true)
  if (error || unclear || target === undefined || !isNarrow(target, only)) return undefined
  // 今天学习取消 is news of the event, no word about its entry.
  if (typeof target === 'object' && 'find' in target && !FIRM.test(said) && !/[条笔张份]|记录|登记/.test(only))
    return undefined
  return { type: 'undo', target }
}

const FIRM = /撤|删|作废|去掉|抹掉|清掉|划掉|拿掉|移除|delete|undo/i
const LONGEST = 60
/** More at once is more likely a slip than a wish. */
const MOST = 10
const LAST: Meaning = { type: 'undo', target: 'last' }
const VERB =
  '(?:撤[销消回掉了下]?|删[除掉了去]?|作废|取消|去掉|抹[掉了去]?|砍掉|清掉|划掉|拿掉|移除|收回|废掉|扔掉|delete|undo|不要|不作数|不算数?|别要|当(?:我|它)?没(?:记|发|说|写)过?)'
const ORDER = new RegExp(VERB, 'i')
const NO_ORDER =
  /撤[销回消][^,，。]{1,6}的撤|[?？]|吗|应该?(?:撤|删|作废)|怎么|如何|咋|能不能|能否|(?:不要|别|不用|先别|勿|无需)(?:再)?(?:撤|删|作废|取消)|台账里的所有|全部(?:数据|台账|记录)|计划|照片|图片|文件|订单|会议室|预[定约订]/
const ORDERS = new RegExp(
  `(?:帮我?|给我?|麻烦|请|先|都|统统|通通|全部?|一起|一并|一块儿?|同时|统一|也|快|赶紧|可以|就)*${VERB}(?:一下|掉|吧|了|下|它|呗|去|重来|重新来|重记|重录|重登)*`,
  'gi',
)
const FILLER = /^(?:就|都|也|是|的|了|吧|请|把|将|我|给|帮|掉|下|一下|行|可以|整条|那)+$/
/** Words of why within the clause that names the entry: …登了两遍, …是误开的. */
const WHY =
  /(?:是)?(?:我)?(?:不小心|手滑|误)(?:开|记|登|发|点|按|写|填|操作|录)?(?:错|重)?(?:了|的)*|(?:是)?(?:我)?(?:登记?|记|写|发|打|录|填|开|搞|弄|报)(?:了)?(?:[两二三2-9]|好几)(?:遍|次|回|张|条)(?:卡)?了?|(?:我)?(?:登记?|记|写|发|打|录|填|开|搞|弄|报)(?:错|重复?|多|岔|串|混|乱)(?:人|地方|窗口|群|行|日子|月份?|日期|类别|内容|金额)?了?|(?:是)?重复(?:登记?|记|写|录|发|的|了)*|(?:是)?(?:我)?(?:(?:替|帮|给)(?:别人|他|她|人家)?)?(?:练手|测试|试验|试试|试用|演示|试(?:一下|着玩)?)(?:用)?的|(?:全|都)+是(?:我)?(?:练手|测试|试验|演示)的?|白(?:发|记|登|写|录)了?|有?(?:两|2|几|三)[条笔]?(?:是)?(?:一样|重复|相同)的?|看着不顺眼|(?:都)?不是(?:我们?|咱们?|本支部)的|我?再(?:想想|核实|确认|看看|考虑)(?:一下)?|(?:是)?(?:替|帮|给)[\u4E00-\u9FFF]{2,3}(?:记|录|写|发)的|别留了?|不留了|重新?[来录记发]|有误|有问题|不对|没用了?|多余的?/g
const WHY_WHOLE = new RegExp(`^(?:${WHY.source})+$`)
/** A clause of reasons: no number with a unit, no subject, nothing that an event is told by. */
const isReason = (clause: string): boolean =>
  clause.length <= 18 &&
  !/(?:刚刚?才?|方才|上一|最后|最近|最新)[^,，]{0,6}(?:[条笔个张]|的)/.test(clause) &&
  !/\d|[《》]|小时|分钟|全员|全体|应到|实到|主讲|[条笔张](?!件)/.test(clause) &&
  /没|未|错|重|岔|串|乱|反|误|多|两[遍次]|测试|练手|试|改期|取消|不用|发到|以为|原来|其实|当[时天]|临时|别人|已经|有了|作数|手|卡|串|改天|回头|下次|再|取消|早|晚|急|快|不该|不是我|不是他|不是她|不是这|不归我|清楚|弄清|不全|不完整|不准|不对|有误|不是|改到|推迟|延期|说|让|叫|罚|免了|算了|核实|查了|查过|作废|换/.test(
    clause,
  )

const NOW =
  '(?:我)?(?:刚刚?才?|刚才|方才|适才|上面|前面|前头|上头|最后|最近|最新)(?:我)?(?:所)?(?:记|录入?|写|登记?|发|填|报|打)?(?:进去|上去)?的?(?:那|这)?'
const ONE_RECENT = new RegExp(
  `^(?:把|将|我)*(?:${NOW}一?(?:条|笔|个|次|张)|(?:上|前)一?(?:条|笔)|(?:刚刚?才?|刚才|方才)(?:我)?(?:所)?(?:记|录|写|登记?|发|填)的(?:那|这)?(?:东西|内容|记录)?)(?:记录|台账)?(?:的)?$`,
)
const SEVERAL = new RegExp(
  `^(?:把|将|我)*(?:${NOW}|刚(?:连着?|一连|一口气)(?:我)?(?:记|录入?|写|登记?|发|填|报)的?(?:那|这)?|前|上|连着|接连|一连|一口气)(?:我)?(?:记|录|发|登|写)?(?:了|的)?([两二三四五六七八九十俩仨]|\\d{1,2})(?:条|笔|个|次|张)?(?:记录|登记|台账|党费|谈话|培训|会议|单子|自学)?(?:的)?$`,
)

/** By day or person and kind; the last one and a number are narrow anyway. */
function isNarrow(target: EntryTarget, said: string): boolean {
  if (typeof target !== 'object' || !('find' in target)) return true
  const { type, date, partner } = target.find
  return (
    type !== undefined &&
    ((date ?? partner) !== undefined || (/(?:那|这)一?[条笔张次个场]/.test(said) && target.find.topic !== undefined))
  )
}
