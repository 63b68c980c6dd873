import { yuanText } from '../../cards/shared/money-lines.js'
import { UserError } from '../../src/core/errors.js'
import type { EntryView, MemberView } from '../../src/core/views.js'
import { amountsFor } from '../../src/ledger/amounts.js'
import type { TypedChange } from './ask-which.js'

/** What somebody gave or paid, as far as who asks may know of it. */
type Sums = Awaited<ReturnType<typeof amountsFor>>

/**
 * A typed change of sums names the payers whose sums are wrong: the others of the list stay. A text: it can't be told
 * whose is meant; no name in it, as it may be said in a group. A change of anything else stays as it is.
 */
export function amountsChange(
  { kind, number, payers = [] }: Pick<EntryView, 'kind' | 'number' | 'payers'>,
  change: TypedChange,
  member: Pick<MemberView, 'name'>,
): TypedChange | string {
  const { amount, items, ...set } = change.set ?? {}
  if ((kind !== 'dues' && kind !== 'donation') || (amount === undefined && !Array.isArray(items))) return change
  if (payers.length === 0)
    return amount === undefined
      ? `${number} 只记了合计，没有记各人的金额，没有改`
      : { ...change, set: { ...set, total: amount } }
  if (amount !== undefined && payers.length > 1)
    return `${number} 记了${payers.length}人，请写明是谁的，如：更正 ${number} 姓名 60元`
  const lines = Array.isArray(items) ? (items as { name?: unknown }[]) : [{ name: payers[0], amount }]
  const said = lines.map((line) => (line.name === '$sender' ? { ...line, name: member.name } : line))
  if (said.some(({ name }) => !payers.some((payer) => payer === name)))
    return `${number} 里没有要改的这个人，没有改；漏记的请另记一条`
  return { ...change, set, add: { ...change.add, items: said } }
}

/** The sums of a list before it is changed; of any other entry none. */
export async function sumsFor({ id, kind }: EntryView, member: MemberView): Promise<Sums> {
  if (kind !== 'dues' && kind !== 'donation') return []
  return await amountsFor(id, member).catch((error: unknown) => {
    if (error instanceof UserError) return []
    throw error
  })
}

/** 赵阳 52.40元→60元: for who changed it and may read it, in private. */
export function sumTexts(before: Sums, after: Sums): string[] {
  const keyOf = ({ name, memberId, month }: Sums[number]): string => `${memberId ?? name}|${month ?? ''}`
  const old = new Map(before.map((line) => [keyOf(line), line.fen]))
  return after
    .filter((line) => old.get(keyOf(line)) !== line.fen)
    .map((line) => {
      const was = old.get(keyOf(line))
      return `${line.name} ${was === undefined ? '（无）' : yuanText(was)}→${yuanText(line.fen)}`
    })
}
