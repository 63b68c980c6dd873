import { spanOf } from '../../src/core/civil-date.js'
import { spanText } from '../../src/core/span-text.js'
import { lecturesMissing } from '../../src/ledger/queries.js'
import type { MemberContext } from '../context.js'
import {
  type Answer,
  type Asked,
  entryLine,
  keepsRecords,
  NOT_IN_ROSTER,
  nameFor,
  personOf,
  privately,
  refused,
} from './answer.js'

const ONLY_KEEPERS = '谁还没讲课只告诉书记和管组织的同志，不在群里说'

/** lectures_missing: who has not lectured yet, and what the others lectured on (domain.md P6); one's own to oneself. */
export async function answerLecturesMissing(asked: Asked, ctx: MemberContext): Promise<Answer> {
  const person = personOf(asked.who, ctx)
  if (asked.who !== undefined && !person) return refused(NOT_IN_ROSTER)
  if (person?.id !== ctx.member.id && !keepsRecords(ctx.member)) return refused(ONLY_KEEPERS)
  const { from, to } = spanOf(asked.period)
  const { missing, given } = await lecturesMissing(from, to, asked.forms, ctx.today)
  const what = asked.forms?.join('、') ?? '讲课'
  const title = `${spanText(asked.period)}${what}`
  if (person) {
    const own = given.find(({ name }) => name === person.name)
    const lines = (own?.entries ?? []).map((entry) => ({ text: entryLine(entry, ctx.today) }))
    const said = own === undefined ? '暂无记录' : `${own.count}次`
    return privately({ title, says: [`${nameFor(person, ctx)}${title}：${said}`], lines })
  }
  return privately({
    title,
    says: [missing.length === 0 ? `${title}：每个人都有记录` : `${title}还没有记录的：${missing.join('、')}`],
    lines: given
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name, count, entries }) =>
        entries.map((entry) => ({ text: entryLine(entry, ctx.today), under: `${name} ${count}次` })),
      ),
  })
}
