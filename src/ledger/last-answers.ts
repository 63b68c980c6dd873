import { currentBranchId } from '../models/branch-scope.js'
import { LastAnswer, type LastAnswerRow } from '../models/last-answer.js'

/** Later than this 下一页 means nothing that he still has in view. */
const LATELY_MS = 12 * 60 * 60 * 1000

/** A page of an answer: the question in the words of `queryCommand`, which hold the page, and how many there are. */
export type ShownPage = Pick<LastAnswerRow, 'command' | 'pages'>

const idOf = (memberId: string, inGroup: boolean): string =>
  [currentBranchId(), memberId, inGroup ? 'group' : 'p2p'].join('|')

/** Notes what a member was shown in the group, or in private. Call inside `inTransaction`. */
export async function noteAnswer(memberId: string, inGroup: boolean, page: ShownPage, at: number): Promise<void> {
  await LastAnswer.updateOne(
    { _id: idOf(memberId, inGroup) },
    { $set: { memberId, inGroup, ...page, at }, $setOnInsert: { schemaVersion: 1 } },
    { upsert: true },
  )
}

/** What he was shown there lately, or undefined. */
export async function lastAnswerOf(memberId: string, inGroup: boolean, now: number): Promise<ShownPage | undefined> {
  const row = await LastAnswer.findOne({ _id: idOf(memberId, inGroup) }).lean<LastAnswerRow>()
  return row && now - row.at <= LATELY_MS ? { command: row.command, pages: row.pages } : undefined
}
