import { describe, expect, it } from 'vitest'
import { withPicked } from '../../handlers/shared/picked-roster.js'
import type { SetupContext } from '../../handlers/shared/setup-context.js'
import { readFirstRoster } from '../../src/language/setup-roster.js'
import type { SetupView } from '../../src/ledger/branch-setup.js'

const inGroup = [
  { userId: 'u1', name: '吴刚' },
  { userId: 'u2', name: '郑洁' },
  { userId: 'u3', name: '褚燕' },
  { userId: 'u4', name: '褚燕' },
]
const setup = (name?: string) => ({ candidate: { userId: 'u1', ...(name === undefined ? {} : { name }) } }) as SetupView
const ctx = (people: SetupContext['inGroup'] = inGroup) =>
  ({ accounts: new Map(), inGroup: people }) as unknown as SetupContext
const pick = (ids: string[], text = '', candidate = setup('吴刚')) =>
  withPicked(readFirstRoster(text), ids, candidate, ctx())

describe('a roster that was chosen', () => {
  it('is of those chosen, with what the lines say of them, and of those who are only typed', () => {
    const made = pick(['u2', 'u3'], '褚燕 预备\n周德发 管党费')
    expect(made).toMatchObject({
      roster: {
        members: [
          { name: '吴刚', probationary: false },
          { name: '郑洁', probationary: false },
          { name: '褚燕', probationary: true },
          { name: '周德发', probationary: false },
        ],
        roles: expect.arrayContaining([
          { role: 'secretary', name: '吴刚' },
          { role: 'dues', name: '周德发' },
        ]),
      },
      accounts: new Map([
        ['吴刚', 'u1'],
        ['郑洁', 'u2'],
        ['褚燕', 'u3'],
      ]),
    })
  })

  it('with nobody chosen is what was typed, and nothing at all is asked about', () => {
    expect(pick([], '党员：吴刚 郑洁')).toMatchObject({ roster: { members: [{ name: '吴刚' }, { name: '郑洁' }] } })
    expect(pick([])).toContain('没看出党员名单')
    expect(pick(['stranger'])).toContain('没看出党员名单')
  })

  it('with two of one name, or a list that is gone, says what to do', () => {
    expect(pick(['u3', 'u4'])).toContain('两位「褚燕」')
    const gone = withPicked(undefined, ['u2'], setup('吴刚'), { accounts: new Map() } as unknown as SetupContext)
    expect(gone).toContain('请把姓名写在表里')
  })

  it('whose secretary the platform didn’t name is called as the group calls him', () => {
    expect(pick(['u1', 'u2'], '', setup())).toMatchObject({
      roster: { roles: [{ role: 'secretary', name: '吴刚' }] },
    })
  })
})
