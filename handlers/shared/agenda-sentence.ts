import { monthDay } from '../../cards/shared/entry-text.js'
import { yearOf } from '../../src/core/civil-date.js'
import type { AgendaItemMeaning } from '../../src/core/meaning.js'

/** 议题：1.讨论预算，赞成5票，通过；2.消防整改，由赵阳负责，3月31日前完成: as the language reads it back. It ends the sentence. */
export function agendaSentence(agenda: readonly AgendaItemMeaning[], today: string | undefined): string {
  const items = agenda.map((item, index) => `${agenda.length > 1 ? `${index + 1}.` : ''}${itemText(item, today)}`)
  return `议题：${items.join('；')}`
}

function itemText({ topic, decision, votes, owner, due_to }: AgendaItemMeaning, today: string | undefined): string {
  const counted = votes && [
    ...(votes.for === undefined ? [] : [`赞成${votes.for}票`]),
    ...(votes.against === undefined ? [] : [`反对${votes.against}票`]),
    ...(votes.abstain === undefined ? [] : [`弃权${votes.abstain}票`]),
  ]
  return [
    topic,
    counted?.join('，'),
    decision && (/^(?:\S{0,4}(?:同意|通过)|未通过|没通过|不同意|暂缓)/u.test(decision) ? decision : `决定${decision}`),
    owner && `由${owner === '$sender' ? '我' : owner}负责`,
    due_to && `${dayText(due_to, today)}前完成`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('，')
}

const dayText = (date: string, today: string | undefined): string =>
  today !== undefined && yearOf(today) !== yearOf(date) ? `${yearOf(date)}年${monthDay(date)}` : monthDay(date)
