import { entryHead } from '../cards/shared/entry-lines.js'
import type { DropFileMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { EvidenceView } from '../src/core/views.js'
import { detachEvidence, evidenceOf } from '../src/ledger/evidence.js'
import { canEdit, canSeeEvidence } from '../src/ledger/permissions.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import type { MemberContext } from './context.js'
import { findTarget } from './shared/find-target.js'
import { receiptUpdates } from './shared/receipt-updates.js'

/** 删掉2026-学-025的照片: takes files off an entry, which stays; of several it asks which. */
export async function dropFile({ target, nth, all }: DropFileMeaning, ctx: MemberContext): Promise<Reply> {
  const found = await findTarget(target, '更正', ctx)
  if (found.outcome === 'none') return textReply(found.text)
  const [entry, other] = found.outcome === 'one' ? [found.entry] : found.entries
  if (!entry || other) return textReply('要去掉哪一条的材料？请写编号，如：删除材料 2026-学-014（记录本身不动）')
  if (!canSeeEvidence(ctx.member, entry) || !canEdit(ctx.member, entry))
    return textReply(`这一条由${entry.author}记录，只有记录人、书记和管台账的同志可以去掉材料`)
  const files = await evidenceOf(entry.id)
  const chosen = all === true ? files : nth === undefined ? files : files.slice(nth - 1, nth)
  if (files.length === 0) return textReply(`${entry.number} 没有附材料；要撤销记录请发：撤销 ${entry.number}`)
  if (chosen.length === 0 || (chosen.length > 1 && all !== true)) return textReply(which(entry, files))
  for (const { id } of chosen) await detachEvidence(id, ctx.member, ctx.now)
  const left = await evidenceOf(entry.id)
  const what = chosen.map(({ name }) => name).join('、')
  return {
    ...textReply(`已去掉 ${entry.number} ${entryHead(entry)} 的材料：${what}（还有${left.length}份，记录没有动）`),
    updates: await receiptUpdates({ ...entry, evidence: left }, ctx),
  }
}

const which = ({ number }: LedgerEntryView, files: readonly EvidenceView[]): string =>
  [
    `${number} 附了${files.length}份材料：`,
    ...files.map(({ name }, index) => `${index + 1}. ${name}`),
    `要去掉哪一份？如：删第1份材料 ${number}；全部去掉：去掉全部材料 ${number}`,
  ].join('\n')
