/** What is said at the end of a message of every one of the records before it: …，都在小礼堂; …，都是廉政谈话，每人半小时. */

const LAST =
  /[,，;；。\s]+((?:时间|地点|时长|主题|内容)?(?:(?:[这两三四五几]|以上)[次场个条笔张件项人位]{1,2})?(?:全都|都|均|全是)(?:是|为|在|由|给|算)?(?!参加|到|来|齐|没|不|去|通过|合格|完成)[^,，。;；\n]{1,20}|每[人次场个]{1,2}(?:谈了?|聊了?|各)?[^,，。;；\n]{1,12})[。.!！\s]*$/
const MOST_CLAUSES = 3
const EVERYBODY = /[,，;；\s]+((?:全员|全体(?:党员)?|[七7]个?人)(?:都|全)?(?:参加|到齐|到场|到会|在)?了?)[。.!！\s]*$/

/** The text without what its end says of all, and those words as each of the records would say them. */
export function sharedTail(whole: string): { rest: string; tail: string } | undefined {
  const said: string[] = []
  // …，都在三楼会议室，全员: what follows the words said of all is said of all.
  const everybody = EVERYBODY.exec(whole)
  const before = everybody ? whole.slice(0, everybody.index) : whole
  let rest = everybody && LAST.test(before) ? before : whole
  if (everybody && rest !== whole) said.push(everybody[1] as string)
  for (let found = LAST.exec(rest); found && said.length < MOST_CLAUSES; found = LAST.exec(rest)) {
    said.unshift(
      (found[1] as string)
        .replace(/^(?:时间|地点|时长|主题|内容|每[人次场个]{1,2})(?=全都|都|均)/, '')
        .replace(/^(?:(?:[这两三四五几]|以上)[次场个条笔张件项人位]{1,2})?(?:全都|都|均|全是)(?:是|为|算)?/, '')
        .replace(/^每[人次场个]{1,2}(?:谈了?|聊了?|各)?/, ''),
    )
    rest = rest.slice(0, found.index)
  }
  return said.length === 0 ? undefined : { rest, tail: said.join('，') }
}

/** 标准化这边补两条, 党员风采两个: how many there are says nothing to any of them. */
export const bareHeading = (head: string): string =>
  head
    // 标准化的事儿一起补登: that it is late holds for every one.
    .replace(
      /^(.{2,12}?)的?(?:这)?(?:几件|几个)?(?:事儿?|活动|情况)?(?:我|帮我)?(?:一起|一并|统一|一块儿?|都|集中)?(补[录记登写])(?:一下|上)?$/,
      '$2 $1',
    )
    .replace(/(?:和|跟|与|找)?(?:[两二三四五六七八九十俩仨]|\d{1,2})个?(?:人|同志|党员)(?=谈|聊)/, '')
    .replace(
      /(?:这边|那边|这块|方面|这里)?(?:一共|共|总共)?要?(?:补|记|登|录|有|报|谈|搞|办|开|来|做)?(?:了|上|录|记|登)?(?:[两二三四五六七八九十俩仨](?:条|笔|件|个|项|场|次|张|位|人|份)?|(?<!\d)\d{1,2}(?:条|笔|件|个|项|场|次|张|位|人|份))(?:人|事|活动|会|的)?(?:记(?:一?下|上|录)?|登记|补录)?$/,
      (count) => (/谈/.test(count) ? '谈了' : ''),
    )
