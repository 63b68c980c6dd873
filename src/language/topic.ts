import { TAKEN, TITLE } from './scan.js'

/** The subject alone, without the verb of recording and without 题目, 主题, 内容 (SCHEMA §1 "Text"). */

/** Clause ends; a comma inside brackets or after a title stays with its clause. */
const SPLIT = new RegExp(`(?:\\.{2,}|[\\s,，。;；:：!！\\n${TAKEN}【】|])+`)

/** Words of recording and of politeness, at either end of a clause. */
const FRAME_START =
  /^(?:台账(?:登记|记录)?(?!零|当|不|管理|规范|日清|归档|资料|清零|无)|请|麻烦|帮忙?|帮我|给我|我来|我要|我们|咱们?|我|那个|这个|一下|开始|支部(?!(?:工作)?条例|工作法|建设|标准化)|部门|本支部|党支部(?!(?:工作)?条例|工作法|建设|标准化)|大家伙?儿?|大伙儿?|同志们|全体?党员|阿拉(?:支部|部门)?|俺们?(?:支部|部门)?|跟你说(?:一[下声])?(?:啊|哈)?|(?:报告|汇报|报备|说|同步)一[下声]|先是|今儿?|于|在|共(?![性同识建青产享和])|并|又|还|就|和|然后|接着|其中|主要是?|登记(?:一?下)?(?![本表簿册台处])|记录一?下?(?![本表单])|记一?[条笔份张篇]|记一?下|记个|记上|记|补[录记登写](?:一?下|一?[条笔])?|录入|打卡|一?会儿|汇报一?下?|完成了?|组织了|组织(?!工作|建设|生活|法|原则|纪律|条例|部|路线|关系|观念|体系|程序|力|处理|章|制度|机构|意识|人事|委员|振兴|优势)|开展了?|进行了?|举行了?|召开了?|举办了?|参加了?|安排了?|改[在为成到]?(?:室内|室外|户外|线上|线下)|(?:线下|现场)(?=集中|组织|学习|开|召|参|培)|一起|共同|集体|集中|统一|一次|了一[次场堂节部个]|一[次场堂节部个条笔份]|了(?!解)|的|是|为|有(?![问求备序效力声情理所为限教益])|从|到|用了?|花了?(?=$|[\d一二三四五六七八九十半两个\uE001])|时长|时间|地点|日期|全程|已经?|刚刚?才?|上了|搞了|做了|办了|也|都|,|，|、|-|~|\)|）|\]|"|”|·)/
const FRAME_END =
  /(?:的?活动|一次|了|的|事宜|吧|哦|啊|呢|哈|呀|谢谢|辛苦|,|，|、|-|~|\(|（|\[|"|“|由|在|于|和|跟|与|共|计|从|到|并|总共|一共|大概|左右|完成|完毕|结束|已|打卡|登记|记录一?下?|记一?下)$/

/** Parts of the text nobody claimed, in order. */
export function leftovers(open: string): { text: string; start: number }[] {
  const parts: { text: string; start: number }[] = []
  let at = 0
  for (const piece of open.split(SPLIT)) {
    const start = open.indexOf(piece, at)
    if (piece !== '') parts.push({ text: piece, start })
    at = start + piece.length
  }
  return parts
}

/** A clause without its frame words; offsets into the clause are kept, so titles can be put back. */
export function trimFrame(clause: string): { text: string; offset: number } {
  let [start, end] = [0, clause.length]
  for (let more = true; more; ) {
    const head = FRAME_START.exec(clause.slice(start, end))?.[0].length ?? 0
    start += head
    const tail = FRAME_END.exec(clause.slice(start, end))?.[0].length ?? 0
    end -= tail
    more = head + tail > 0 && start < end
  }
  return { text: clause.slice(start, end), offset: start }
}

/** Whether a clause contains a quoted title. */
export const hasTitle = (clause: string): boolean => clause.includes(TITLE)

/** A labelled subject as said, without quotation frames. */
export function cleanTopic(text: string): string | undefined {
  const trimmed = text
    .replace(/^[\s:：,，、.·-]+|[\s,，。;；、]+$/g, '')
    .replace(/^(?:叫做?|那个|这个|就是|是|为)+\s?/, '')
    .replace(/(?<=.{2})(?:然后|接着|就是|那个|嗯|呃)+$/, '')
  const bare = trimmed.replace(/^(?:集中学习了?|学习了?(?!强国|贯彻)|传达学习)(?=.{3})/, '')
  return bare === '' ? undefined : bare
}
