import { UserError } from '../core/errors.js'
import type { TalkContent as OpenContent } from '../core/views.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { TalkContent, type TalkContentRow, type TalkField } from '../models/talk-content.js'
import { sealMore, sealTalk } from './talk-vault.js'
import { dropAbsent } from './to-views.js'

type Owner = Pick<EntryRow, '_id' | 'branchId'>

/** Seals the words of a new entry beside it. */
export async function saveContent({ _id, branchId }: Owner, content: OpenContent): Promise<void> {
  const sealed = sealTalk(content, { branchId, entryId: _id })
  await new TalkContent({ _id, branchId, ...sealed }).save()
}

/** Seals new words over the old ones, `null` takes them out; nothing is opened. UserError `erased`. */
export async function changeContent(owner: Owner, changes: Partial<Record<TalkField, string | null>>): Promise<void> {
  if (Object.keys(changes).length === 0) return
  const { _id, branchId } = owner
  const words: OpenContent = dropAbsent(changes) as OpenContent
  const row = await TalkContent.findOne({ _id }).lean<TalkContentRow>()
  if (!row) {
    if (Object.keys(words).length > 0) await saveContent(owner, words)
    return
  }
  if (!row.wrappedKey) throw new UserError('erased', '这次谈话的内容已按本人要求删除，只保留事实，不能再补内容')
  const sealed = sealMore(row.wrappedKey, words, { branchId, entryId: _id })
  const gone = Object.entries(changes).filter(([, text]) => text === null)
  await TalkContent.updateOne(
    { _id },
    {
      $set: prefixed(Object.entries(sealed)),
      ...(gone.length > 0 && { $unset: prefixed(gone.map(([field]): [string, 1] => [field, 1])) }),
    },
  )
}

const prefixed = <T>(fields: readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries(fields.map(([field, value]) => [`fields.${field}`, value]))
