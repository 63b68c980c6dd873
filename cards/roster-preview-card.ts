import type { Block, Card } from '../src/core/card.js'
import type { MemberStatus, Role } from '../src/core/entry.js'
import { DEFAULT_MARK } from './shared/entry-text.js'
import { ROLE_LABELS, STATUS_LABELS } from './shared/roster-text.js'

/** A first roster that was typed and not confirmed yet. */
export interface RosterPreview {
  readonly setupId: string
  readonly revision: number
  readonly branchName: string
  /** Nobody said the name. */
  readonly nameInferred: boolean
  readonly members: readonly { readonly name: string; readonly status: MemberStatus; readonly roles: readonly Role[] }[]
  /** What the platform calls the secretary, where the list calls him otherwise. */
  readonly accountName?: string
  /** Words of the list that meant nothing. */
  readonly unread: readonly string[]
}

/** Shown before a branch is made of it, and after. */
export function rosterPreviewCard(preview: RosterPreview): Card {
  const { setupId, revision, unread, nameInferred, accountName, members } = preview
  const own = members.find(({ roles }) => roles.includes('secretary'))?.name ?? ''
  const blocks: Block[] = [
    ...bodyOf(preview),
    ...(accountName === undefined
      ? []
      : [{ type: 'text', text: `你的账号（${accountName}）记作「${own}」，不对请重报。`, style: 'strong' } as const]),
    ...(unread.length > 0 ? [{ type: 'text', text: `没读懂：${unread.join('、')}` } as const] : []),
    ...(nameInferred ? [{ type: 'text', text: '要改名称，发：支部：人事部党支部', style: 'muted' } as const] : []),
    { type: 'text', text: '名单外的人只能看帮助。各人第一次在群里@我时按姓名认账号。', style: 'muted' },
  ]
  return {
    title: '核对党员名单',
    tone: 'warning',
    blocks,
    buttons: [
      {
        text: '确认名单',
        action: { v: 1, name: 'create-branch', setupId, revision },
        twin: '确认名单',
        style: 'primary',
      },
      { text: '重报', action: { v: 1, name: 'redo-roster', setupId }, twin: '重报名单' },
    ],
  }
}

/** The same body once the branch is there. */
export function branchCreatedCard(preview: RosterPreview): Card {
  return {
    title: `支部已登记｜${preview.branchName}`,
    tone: 'success',
    blocks: [
      ...bodyOf(preview),
      { type: 'text', text: '以后要改：私聊我说「名册」，或「张三管台账」「张三转出」这样一句。', style: 'muted' },
    ],
  }
}

function bodyOf({ branchName, nameInferred, members }: RosterPreview): Block[] {
  const named = (status: MemberStatus) => members.filter((one) => one.status === status).map(({ name }) => name)
  const duties = members.flatMap(({ name, roles }) =>
    roles.filter((role) => role !== 'member').map((role) => `${ROLE_LABELS[role]} ${name}`),
  )
  const groups = (['full', 'probationary'] as const).map((status) => ({ status, names: named(status) }))
  return [
    {
      type: 'fields',
      items: [
        { label: '支部名称', value: branchName + (nameInferred ? DEFAULT_MARK : '') },
        ...groups
          .filter(({ names }) => names.length > 0)
          .map(({ status, names }) => ({
            label: `${STATUS_LABELS[status]}（${names.length}）`,
            value: names.join('、'),
          })),
        { label: '分工', value: duties.join('；') },
      ],
    },
  ]
}
