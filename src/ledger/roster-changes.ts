import type { MemberState, MemberStatus, Role } from '../core/entry.js'
import { UserError } from '../core/errors.js'
import type { MemberView } from '../core/views.js'
import { Member, type MemberRow, type RosterRevisionRow } from '../models/member.js'
import { changeFrom, changeRoles, changeStanding, firstStanding } from './standing.js'
import { standingOn, toMemberView } from './to-views.js'

/**
 * Changes of the roster that are said in the chat, each from a day (`on`, `YYYY-MM-DD`, not in the future) until
 * further notice; what was before that day stays as it was. All in the branch in scope and inside a transaction, and
 * each is noted with who made it. Authorise before (`mayChangeRoster`).
 */
export interface RosterEdit {
  readonly on: string
  readonly by: Pick<MemberView, 'id' | 'name'>
  /** Civil epoch ms. */
  readonly now: number
}

/** One person before and after; `before` is absent for who is new. */
export interface RosterChange {
  readonly before?: MemberView
  readonly after: MemberView
}

/**
 * A new member, or one who comes back with his entries; his former roles don't come back. UserError `already_member`,
 * `bad_name`.
 */
export async function joinRoster(name: string, status: MemberStatus, edit: RosterEdit): Promise<RosterChange> {
  const { on } = edit
  if (name.length === 0 || name.length > 40) throw new UserError('bad_name', '姓名要有1到40个字')
  const namesakes = await Member.find({ name }).sort({ _id: 1 }).lean<MemberRow[]>()
  if (namesakes.some(({ leftOn }) => leftOn === undefined))
    throw new UserError('already_member', `${name}已在名册里；同名的另一位请由管理员登记`)
  const former = namesakes.at(-1)
  if (!former) {
    const row = new Member({
      name,
      roles: ['member'],
      history: firstStanding(on, 'active', status),
      roleHistory: [{ on, roles: ['member'] }],
      revisions: [revision('join', edit, undefined, status)],
    })
    await row.save()
    return { after: toMemberView(row.toObject()) }
  }
  const after = await write(
    former,
    {
      roles: ['member'],
      history: changeStanding(former.history, { on, standing: 'active', status }),
      roleHistory: changeRoles(former.roleHistory, { on, roles: ['member'] }),
    },
    revision('join', edit, 'left', status),
  )
  return { before: toMemberView(former), after }
}

/** UserError `no_member`, `only_secretary`, `before_joining`. */
export async function leaveRoster(memberId: string, edit: RosterEdit): Promise<RosterChange> {
  const row = await currentRow(memberId, edit.on)
  if (row.roles.includes('secretary') && !(await hasOtherSecretary(row)))
    throw new UserError('only_secretary', '书记转出前，请先办交接，如：4月1日起书记由赵阳接任')
  const history = changeFrom(row.history, edit.on, { standing: 'left' })
  const after = await write(row, { history, leftOn: edit.on }, revision('leave', edit, standingNow(row), 'left'))
  return { before: toMemberView(row), after }
}

async function hasOtherSecretary({ _id }: MemberRow): Promise<boolean> {
  const others = await Member.find({ _id: { $ne: _id }, roles: 'secretary' }).lean<MemberRow[]>()
  return others.some(({ leftOn }) => leftOn === undefined)
}

/** Leave, secondment, retirement, or back again. UserError `no_member`, `no_change`, `before_joining`. */
export async function setState(memberId: string, state: MemberState, edit: RosterEdit): Promise<RosterChange> {
  const row = await currentRow(memberId, edit.on)
  const before = standingOn(row.history, edit.on)?.standing
  return changeHistory(
    row,
    changeFrom(row.history, edit.on, { standing: state }),
    revision('state', edit, before, state),
  )
}

/** Full or probationary. UserError as `setState`. */
export async function setStatus(memberId: string, status: MemberStatus, edit: RosterEdit): Promise<RosterChange> {
  const row = await currentRow(memberId, edit.on)
  const before = standingOn(row.history, edit.on)?.status
  return changeHistory(row, changeFrom(row.history, edit.on, { status }), revision('status', edit, before, status))
}

/**
 * Gives an office to a member; whoever had it hands it over, because what goes with it (the dues of others) is for one
 * person. `member` takes all his offices but the secretary's. UserError `secretary_elsewhere`, `no_change`, `no_member`,
 * `before_joining`.
 */
export async function setRole(memberId: string, role: Role, edit: RosterEdit): Promise<readonly RosterChange[]> {
  if (role === 'secretary') throw new UserError('secretary_elsewhere', HOW_TO_HAND_OVER)
  const row = await currentRow(memberId, edit.on)
  const wanted = role === 'member' ? row.roles.filter((one) => one === 'secretary') : [...row.roles, role]
  const changes = [await changeRolesOf(row, wanted, edit)]
  if (role === 'member') return changes
  const holders = await Member.find({ _id: { $ne: memberId }, roles: role, leftOn: { $exists: false } })
    .sort({ name: 1 })
    .lean<MemberRow[]>()
  // One after the other: a session can't run two operations at once.
  for (const holder of holders)
    changes.push(
      await changeRolesOf(
        holder,
        holder.roles.filter((one) => one !== role),
        edit,
      ),
    )
  return changes
}

/** Takes one office, and leaves him the others. UserError `secretary_elsewhere`, `no_change`, `no_member`, `before_joining`. */
export async function takeRole(memberId: string, role: Role, edit: RosterEdit): Promise<RosterChange> {
  if (role === 'secretary') throw new UserError('secretary_elsewhere', HOW_TO_HAND_OVER)
  const row = await currentRow(memberId, edit.on)
  return changeRolesOf(
    row,
    row.roles.filter((one) => one !== role),
    edit,
  )
}

const HOW_TO_HAND_OVER = '换书记要双方确认，请写明哪天起，如：4月1日起书记由赵阳接任'

/**
 * The secretary's office from one to the other, as of `edit.on`; their other offices stay. UserError `no_member`,
 * `before_joining`, `no_change`.
 */
export async function passSecretary(
  from: Pick<MemberView, 'id'>,
  to: Pick<MemberView, 'id'>,
  edit: RosterEdit,
): Promise<void> {
  const [before, after] = [await currentRow(from.id, edit.on), await currentRow(to.id, edit.on)]
  await changeRolesOf(after, [...after.roles, 'secretary'], edit)
  await changeRolesOf(
    before,
    before.roles.filter((one) => one !== 'secretary'),
    edit,
  )
}

async function changeRolesOf(row: MemberRow, wanted: readonly Role[], edit: RosterEdit): Promise<RosterChange> {
  const offices = [...new Set(wanted)].filter((role) => role !== 'member')
  const roles: Role[] = offices.length > 0 ? offices : ['member']
  if (sameSet(roles, row.roles)) throw new UserError('no_change', `${row.name}的分工本来就是这样`)
  const roleHistory = changeRoles(row.roleHistory, { on: edit.on, roles })
  const after = await write(row, { roles, roleHistory }, revision('role', edit, row.roles.join(','), roles.join(',')))
  return { before: toMemberView(row), after }
}

/** Another name for him. UserError `no_member`, `no_change`, `alias_taken`, `bad_name`. */
export async function addAlias(memberId: string, alias: string, edit: RosterEdit): Promise<RosterChange> {
  const row = await currentRow(memberId)
  if (alias.length < 2 || alias.length > 20) throw new UserError('bad_name', '别名要有2到20个字')
  if (row.name === alias || row.aliases.includes(alias)) throw new UserError('no_change', `本来就认得${alias}`)
  const everybody = await Member.find({ leftOn: { $exists: false } }).lean<MemberRow[]>()
  const other = everybody.find(({ _id, name, aliases }) => _id !== memberId && [name, ...aliases].includes(alias))
  if (other) throw new UserError('alias_taken', `${alias}已经是${other.name}的叫法，两个人会分不清`)
  const aliases = [...row.aliases, alias]
  const after = await write(row, { aliases }, revision('alias', edit, row.aliases.join(',') || undefined, alias))
  return { before: toMemberView(row), after }
}

/** No longer called so. UserError `no_member`, `no_change`. */
export async function removeAlias(memberId: string, alias: string, edit: RosterEdit): Promise<RosterChange> {
  const row = await currentRow(memberId)
  const aliases = row.aliases.filter((one) => one !== alias)
  if (aliases.length === row.aliases.length)
    throw new UserError('no_change', `${row.name}的别名里没有「${alias}」，现有：${row.aliases.join('、') || '无'}`)
  const after = await write(row, { aliases }, revision('alias_off', edit, row.aliases.join(','), alias))
  return { before: toMemberView(row), after }
}

/**
 * A name that was entered wrongly or is no longer his: he stays who he is, with his account, offices and entries. What he
 * was called stays one of his aliases, as the entries of that time and the others still call him so.
 * UserError `no_member`, `no_change`, `bad_name`, `alias_taken`.
 */
export async function renameMember(memberId: string, name: string, edit: RosterEdit): Promise<RosterChange> {
  const row = await currentRow(memberId)
  if (name.length < 2 || name.length > 40) throw new UserError('bad_name', '姓名要有2到40个字')
  if (row.name === name) throw new UserError('no_change', `${name}本来就叫这个名字`)
  const others = await Member.find({ _id: { $ne: memberId } }).lean<MemberRow[]>()
  // Also one who left: two people of one name would be one in what was recorded by name.
  const namesake = others.find((other) => other.name === name)
  if (namesake) throw new UserError('alias_taken', `名册里${namesake.leftOn ? '有过' : '已有'}${name}，两个人会分不清`)
  const called = others.find(({ aliases, leftOn }) => leftOn === undefined && aliases.includes(name))
  if (called) throw new UserError('alias_taken', `${name}已经是${called.name}的叫法，两个人会分不清`)
  const aliases = [...row.aliases.filter((alias) => alias !== name), row.name]
  const after = await write(row, { name, aliases }, revision('rename', edit, row.name, name))
  return { before: toMemberView(row), after }
}

async function changeHistory(
  row: MemberRow,
  history: MemberRow['history'],
  note: RosterRevisionRow,
): Promise<RosterChange> {
  if (
    JSON.stringify(history) ===
    JSON.stringify(row.history.map(({ on, standing, status }) => ({ on, standing, status })))
  )
    throw new UserError('no_change', `${row.name}本来就是这样，没有改动`)
  return { before: toMemberView(row, note.on), after: await write(row, { history }, note) }
}

/** A member of today; `on`: who was one on that day, too. */
async function currentRow(memberId: string, on?: string): Promise<MemberRow> {
  const row = await Member.findOne({ _id: memberId }).lean<MemberRow>()
  if (!row || row.leftOn !== undefined) throw new UserError('no_member', '名册里没有这位党员')
  const [first] = row.history
  if (on !== undefined && first && on < first.on)
    throw new UserError('before_joining', `${row.name}${first.on}才进名册，日期不能更早`)
  return row
}

async function write(
  row: MemberRow,
  set: Partial<Pick<MemberRow, 'name' | 'history' | 'roleHistory' | 'roles' | 'aliases' | 'leftOn'>>,
  note: RosterRevisionRow,
): Promise<MemberView> {
  const stays = set.leftOn === undefined ? { $unset: { leftOn: 1 as const } } : {}
  await Member.updateOne({ _id: row._id }, { $set: set, $push: { revisions: note }, ...stays })
  const { leftOn: _left, ...kept } = row
  return toMemberView({ ...kept, ...set })
}

function revision(
  change: RosterRevisionRow['change'],
  { on, by, now }: RosterEdit,
  before: string | undefined,
  after: string,
): RosterRevisionRow {
  return { at: now, byMemberId: by.id, byName: by.name, change, ...(before ? { before } : {}), after, on }
}

const standingNow = ({ history }: MemberRow): string | undefined => history.at(-1)?.standing

const sameSet = (a: readonly Role[], b: readonly Role[]): boolean =>
  a.length === b.length && a.every((role) => b.includes(role))
