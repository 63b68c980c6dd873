import { listHead } from '../../cards/shared/entry-lines.js'
import { monthDay } from '../../cards/shared/entry-text.js'
import { kindOfType } from '../../src/core/entry.js'
import type { EntryQuery } from '../../src/core/meaning.js'
import { type Reply, textReply } from '../../src/core/reply.js'
import { type OpenItem, openItems } from '../../src/ledger/items.js'
import { isGroup, type MemberContext } from '../context.js'
import { closeAndTell } from './close-item.js'
import { lookedFor } from './find-target.js'

/** What is closed by saying so in the group; a talk's follow-up only in private. */
const OPEN_TO_GROUP = ['qualitySlip', 'problem', 'agenda'] as const
/** One screen of a phone. */
const MOST_SHOWN = 8

/**
 * 消防整改办完了, 客房部那张整改单闭环了: closes the one open slip, problem, agenda item or follow-up that the words fit.
 * Several, or none: nothing is closed, and those that are open are listed with what to type. Undefined: one that is closed
 * was closed on another day.
 */
export async function closeByWords(query: EntryQuery, date: string, ctx: MemberContext): Promise<Reply | undefined> {
  const kinds = isGroup(ctx) ? OPEN_TO_GROUP : [...OPEN_TO_GROUP, 'followup' as const]
  const open = await openItems(kinds, ctx.today, ctx.member)
  const fitting = open.filter((item) => fits(item, query))
  const [only, ...others] = fitting
  if (only && others.length === 0)
    return closeAndTell(only.entry, date, ctx, only.at === undefined ? {} : { at: only.at })
  if (fitting.length > 0) return textReply(listOf('有几项都对得上，还没有动。', fitting, ctx))
  const [before] = query.type === undefined ? [] : (await lookedFor(query, ctx)).filter(({ closedOn }) => closedOn)
  // Another day than today is the day put right.
  if (before && date !== ctx.today) return undefined
  if (before)
    return textReply(`${before.number} 之前已销号；日子不对请发：更正 ${before.number} 销号日期 ${monthDay(ctx.today)}`)
  if (open.length === 0) return textReply('没有找到还没办完的整改单、问题或会议议题，没有动；请先记下再销号')
  return textReply(listOf('没对上是哪一项，还没有动。还没办完的有：', open, ctx))
}

/** Everything that was said fits; free words by what is special in them. */
function fits({ item, entry, topic }: OpenItem, query: EntryQuery): boolean {
  const { type, ...said } = query
  if (type !== undefined && kindOfType(type) !== (item === 'followup' ? 'talk' : entry.kind)) return false
  const words = [topic ?? entry.title, entry.problem, entry.measure, entry.department, entry.subkind]
    .filter((text) => text !== undefined)
    .join(' ')
  return Object.entries(said).every(([field, value]) => {
    switch (field) {
      case 'number':
        return entry.number === value
      case 'date':
        return entry.date === value
      case 'kind':
      case 'source':
        return entry.subkind === value
      case 'partner':
        return [entry.talker, entry.partner, ...(entry.partners ?? [])].includes(String(value))
      case 'owner':
        return entry.owner === value
      default:
        return typeof value === 'string' && sharesWords(words, value)
    }
  })
}

/** Words that any of them may have. */
const GENERAL =
  /整改|落实|问题|隐患|事项|议题|决议|工作|情况|任务|那[个张项条件]|这[个张项条件]|更换|解决|处理|[的了和及与、,，\s]/g

/** 消防整改 and 消防栓被堵 share what is left of the first without its general words. */
function sharesWords(written: string, said: string): boolean {
  const bare = written.replace(/[\p{P}\p{S}\s]/gu, '')
  if (bare.includes(said.replace(/[\p{P}\p{S}\s]/gu, ''))) return true
  const special = said.split(GENERAL).filter((part) => part.length >= 2)
  return special.length > 0 && special.every((part) => bare.includes(part))
}

function listOf(head: string, items: readonly OpenItem[], ctx: MemberContext): string {
  const lines = items.slice(0, MOST_SHOWN).map(({ entry, at, topic, dueTo }) => {
    const nth = at === undefined ? '' : ` 第${at}项`
    const due = dueTo === undefined ? '' : `（${monthDay(dueTo)}前）`
    return `${entry.number}${nth} ${topic ?? listHead(entry)}${due}`
  })
  const [first] = items
  const example = first === undefined ? '' : `${first.entry.number}${first.at === undefined ? '' : ` 第${first.at}项`}`
  const more = items.length > MOST_SHOWN ? [`还有${items.length - MOST_SHOWN}项，发「待办」看全部`] : []
  return [head, ...lines, ...more, `是哪一项请发：${isGroup(ctx) ? '@我 ' : ''}销号 ${example}`].join('\n')
}
