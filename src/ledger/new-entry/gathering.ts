import type { EntryKind } from '../../core/entry.js'

/** People come together for it (SCHEMA §2): a training except 自学 and 线上学习, a meeting, theme day or activity. */
export function isGathering({ kind, form }: { readonly kind: EntryKind; readonly form?: string }): boolean {
  if (kind === 'training') return form !== '自学' && form !== '线上学习'
  return kind === 'meeting' || kind === 'themeDay' || kind === 'activity'
}
