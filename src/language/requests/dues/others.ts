import { membersIn, type Names } from '../../people/find-person.js'
import { readPeople } from '../../people/read-person.js'
import type { Scan } from '../../scan.js'

/** Members named in a message about dues who are no payers: who took the money, who brought it, who has not paid. */

/** 转给李姐61块, 交到淑贤手里. */
const HANDED_TO = /(?:转账|转|交|付|打|送|发)(?:给|到|去)了?/g
/** 微信发李姐了; 微信转李姐61，我5月的. */
const SENT_TO = /[转发打付给交](?:的|账)?/g
/** 给李姐转了120; but 给王敏登记, 给小雨代交. */
const GAVE_TO = /(?:给(?:的|了|到)?|向)/g
const GAVE = /^(?:同志|姐|哥)?(?!(?:先|也|补|已经?)*(?:代|垫|补?交|补?缴|补|登|记|录|算|入))/
/** 麻烦淑贤姐查收一下. */
const TO_CHECK =
  /^(?:[您你])?(?:好|早)(?:啊|呀)?(?=[,，!！。\s])|^(?:同志|姐|哥)?(?:帮我?忙?|那边|您)?(?:请|麻烦|帮忙)?(?:查收|查一?下|收一?下|收下|看一?下|看看|核对|核实|确认|登记?一?下|登记|记一?下|注意)|^(?:同志)?(?:收到?了|代收|收的|收走了?|那[儿里]|手[里上])/
/** 响哥帮小孙代交: he brought it, the other one paid. */
const FOR = /^(?:同志)?(?:今天|昨天|刚刚?|刚才|已经?)?(?:来)?(?:帮忙?|替|代替?|给(?=[\u4E00-\u9FFF]{2,4}[代垫]))/
/** 小孙36（响哥代交）. */
const BROUGHT = /^(?:同志)?代(?:为|[他她])?(?:交|缴|转|付|垫|办|收|给|送|拿)(?:我|过来)?(?:的|了)?/
/** 经手人李淑贤. */
const HANDLED_BY = /(?:经手|经办|收款|收缴|登记|记账|收费|填报|制表)人?(?:员)?\s?[:：是为]?\s?/g
const EXCEPT = /除了?|除开|除去/g

/** 11月党费转李淑贤52.4: to whom, whoever paid. */
const SENT = /(?:转|打)(?:账|款)?(?:给|到)?/g
/** Claims them; those said not to have paid are added to `unpaid`. */
export function takeOthers(scan: Scan, names: Names, unpaid: string[]): void {
  const called = membersIn(scan.open.slice(0, 8), names)[0]
  // 李姐，我5月党费转你了.
  if (
    called?.start === 0 &&
    /^(?:[,，:：!！\s]|我(?!们))/.test(scan.open.slice(called.end)) &&
    /[您你]|我(?!们)/.test(scan.open)
  )
    scan.claim(called)
  for (const lead of scan.all(EXCEPT)) {
    const people = readPeople(scan.open, lead.end, names)
    const last = people.at(-1)
    if (!last || people.some(({ name }) => name === undefined)) continue
    unpaid.push(...people.flatMap(({ name }) => name ?? []))
    const tail = /^(?:之外|以外|外)?[,，]?(?:还?没(?:交|给|收)?)?/.exec(scan.open.slice(last.end))?.[0].length ?? 0
    scan.claim({ start: lead.start, end: last.end + tail })
  }
  for (const [leads, behind] of [
    [HANDED_TO, /^/],
    [SENT_TO, /^(?:同志|姐|哥)?(?:[了啦]|$|[\s,，。;；])/],
    [GAVE_TO, GAVE],
    ...(/我(?![们给帮替])/.test(scan.open) ? [[SENT_TO, /^(?:同志|姐|哥)?\s?(?=\d|\uE001)/] as const] : []),
    [SENT, /^(?:同志|姐|哥)?\s?(?=\d|\uE001)/],
    [HANDLED_BY, /^(?:同志)?(?:$|[\s,，。;；)）\n])/],
  ] as const) {
    for (const lead of scan.all(leads)) {
      const [person] = membersIn(scan.open.slice(lead.end, lead.end + 8), names)
      if (person?.start === 0 && behind.test(scan.open.slice(lead.end + person.end)))
        scan.claim({ start: lead.start, end: lead.end + person.end })
    }
  }
  const found = membersIn(scan.open, names)
  for (let index = 0; index < found.length; index++) {
    const person = found[index] as (typeof found)[number]
    const after = scan.open.slice(person.end)
    const isFor = FOR.exec(after)
    const next = found[index + 1]
    if (isFor && next?.start === person.end + isFor[0].length) {
      scan.claim({ start: person.start, end: next.start })
      index++
      continue
    }
    const other = TO_CHECK.exec(after) ?? (found.length > 1 ? BROUGHT.exec(after) : null)
    if (other && person.name !== undefined) scan.claim({ start: person.start, end: person.end + other[0].length })
  }
}
