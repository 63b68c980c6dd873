import type { RosterPreview } from '../../cards/roster-preview-card.js'
import type { Role } from '../../src/core/entry.js'
import type { SetupRoster } from '../../src/language/setup.js'
import type { SetupMember, SetupView } from '../../src/ledger/branch-setup.js'

/** As many as a roster may hold. */
const MOST = 500
const LONGEST_NAME = 40

/** A typed roster as it is kept until it is confirmed, or what is wrong with it. */
export type Seated =
  | { readonly branchName?: string; readonly members: readonly SetupMember[] }
  | { readonly problem: string }

/**
 * The typed roster laid over what was typed before: a list replaces the list, a name the name. The secretary is who was
 * confirmed, and nobody else; his account, and those named with @, stand with their names.
 */
export function seat(typed: SetupRoster, setup: SetupView, accounts: ReadonlyMap<string, string>): Seated {
  const branchName = typed.branchName ?? setup.branchName
  if (typed.members.length === 0)
    return setup.members.length > 0
      ? { branchName, members: setup.members }
      : { problem: '支部名称收到了。再报党员：党员：陈立 王敏 …，预备：…；管党费 …' }
  if (typed.members.length > MOST) return { problem: `名单最多${MOST}人，请由管理员登记` }
  const long = typed.members.find(({ name }) => name.length > LONGEST_NAME)
  if (long) return { problem: `「${long.name}」太长，不像姓名` }
  const secretary = secretaryIn(typed, setup.candidate.name)
  if ('problem' in secretary) return secretary
  const members = typed.members.map(({ name, probationary }): SetupMember => {
    const isSecretary = name === secretary.name
    const named = typed.roles.filter((one) => one.name === name && one.role !== 'secretary').map(({ role }) => role)
    const roles: Role[] = [...(isSecretary ? (['secretary'] as const) : []), ...named]
    const account = isSecretary ? setup.candidate.userId : accounts.get(name)
    return {
      name,
      status: probationary ? 'probationary' : 'full',
      roles: roles.length > 0 ? roles : ['member'],
      ...(account === undefined || (!isSecretary && account === setup.candidate.userId)
        ? {}
        : { platformUserId: account }),
    }
  })
  return { branchName, members }
}

/** Which name of the list is the person who types it. */
function secretaryIn({ members, roles }: SetupRoster, own?: string): { name: string } | { problem: string } {
  const said = [...new Set(roles.filter(({ role }) => role === 'secretary').map(({ name }) => name))]
  if (said.length > 1) return { problem: `书记只能有一位，名单里写了：${said.join('、')}` }
  const [secretary] = said
  const listed = own !== undefined && members.some(({ name }) => name === own)
  if (listed && secretary !== undefined && secretary !== own)
    return { problem: `书记已确认是你（${own}）。若由${secretary}担任，请他在群里@我说「我是书记」` }
  if (listed) return { name: own }
  if (secretary !== undefined) return { name: secretary }
  return { problem: `名单里哪一位是你？请把自己写成：书记 ${own ?? '姓名'}` }
}

/** What the branch is called where nobody said: by its secretary, so that two of them can be told apart. */
export function branchNameOf({ branchName, members }: Pick<SetupView, 'branchName' | 'members'>): string {
  const secretary = members.find(({ roles }) => roles.includes('secretary'))
  return branchName ?? `党支部（书记${secretary?.name ?? ''}）`
}

export function previewOf(setup: SetupView, unread: readonly string[] = []): RosterPreview {
  const { candidate, members } = setup
  const isCalledOtherwise =
    candidate.name !== undefined &&
    members.every(({ name, roles }) => !roles.includes('secretary') || name !== candidate.name)
  return {
    setupId: setup.id,
    revision: setup.revision,
    branchName: branchNameOf(setup),
    nameInferred: setup.branchName === undefined,
    members,
    ...(isCalledOtherwise ? { accountName: candidate.name } : {}),
    unread,
  }
}
