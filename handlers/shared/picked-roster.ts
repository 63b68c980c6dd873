import type { SetupRoster } from '../../src/language/setup.js'
import type { SetupView } from '../../src/ledger/branch-setup.js'
import type { Account, SetupContext } from './setup-context.js'

/** A roster together with the accounts of those who were chosen, by name. */
export interface PickedRoster {
  readonly roster: SetupRoster
  readonly accounts: ReadonlyMap<string, string>
}

const NOBODY_SAID = '没看出党员名单，请一行写一位'
const NOTHING: SetupRoster = { members: [], roles: [], unread: [] }

/**
 * The typed lines together with those whom the secretary chose from the group: who was chosen is a member by the name
 * that the platform shows, and a line about him says his office. Ids come from a client: only who is in the group
 * counts. A text: what is wrong with it.
 */
export function withPicked(
  typed: SetupRoster | undefined,
  pickedIds: readonly string[],
  { candidate }: SetupView,
  { accounts, inGroup }: SetupContext,
): PickedRoster | string {
  if (pickedIds.length > 0 && inGroup === undefined) return '群成员名单这会儿取不到，请把姓名写在表里'
  const picked = (inGroup ?? []).filter(({ userId }) => pickedIds.includes(userId))
  if (picked.length === 0) {
    return typed === undefined || typed.members.length === 0 ? NOBODY_SAID : { roster: typed, accounts }
  }
  const namesake = picked.find(({ name, userId }) => picked.some((one) => one.name === name && one.userId !== userId))
  if (namesake) return `选了两位「${namesake.name}」：同名的请写在表里，不要都选`
  const chosen = withSecretary(picked, candidate)
  const said = typed ?? NOTHING
  const names = new Set(chosen.map(({ name }) => name))
  const roster: SetupRoster = {
    ...said,
    members: [
      ...chosen.map(({ name }) => ({
        name,
        probationary: said.members.some((one) => one.name === name && one.probationary),
      })),
      ...said.members.filter(({ name }) => !names.has(name)),
    ],
    roles: said.roles.some(({ role }) => role === 'secretary') ? said.roles : withOwn(said, chosen, candidate),
  }
  return { roster, accounts: new Map([...accounts, ...chosen.map(({ name, userId }) => [name, userId] as const)]) }
}

/** Who fills the form in was confirmed as secretary: he need not choose himself. */
const withSecretary = (
  picked: readonly Required<Account>[],
  { userId, name }: Account,
): readonly Required<Account>[] =>
  name === undefined || picked.some((one) => one.userId === userId || one.name === name)
    ? picked
    : [{ userId, name }, ...picked]

/** He may be called otherwise in the group than where he confirmed. */
function withOwn(said: SetupRoster, chosen: readonly Required<Account>[], candidate: Account): SetupRoster['roles'] {
  const own = chosen.find(({ userId }) => userId === candidate.userId)
  return own === undefined ? said.roles : [...said.roles, { role: 'secretary', name: own.name }]
}
