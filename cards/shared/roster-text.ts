import type { MemberState, MemberStatus, Role } from '../../src/core/entry.js'

/** What the chat calls a role: by what it does, as people say it. */
export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  secretary: '书记',
  organization: '组织委员',
  dues: '管党费',
  ledger: '管台账',
  member: '党员',
}

export const STATUS_LABELS: Readonly<Record<MemberStatus, string>> = { full: '正式党员', probationary: '预备党员' }

export const STATE_LABELS: Readonly<Record<MemberState, string>> = {
  active: '在岗',
  leave: '请长假',
  seconded: '借调',
  retired: '退休',
}

/** Several roles, without saying of an officer that he is a member. */
export function rolesText(roles: readonly Role[]): string {
  const named = roles.filter((role) => role !== 'member').map((role) => ROLE_LABELS[role])
  return named.length > 0 ? named.join('、') : ROLE_LABELS.member
}
