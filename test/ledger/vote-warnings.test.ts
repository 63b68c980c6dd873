import { describe, expect, it } from 'vitest'
import type { MemberView } from '../../src/core/views.js'
import { voteWarnings } from '../../src/ledger/vote-warnings.js'

/** Six with a vote and one on probation, as the branch of the demo. */
const due = ['甲', '乙', '丙', '丁', '戊', '己', '预'].map(
  (name): MemberView => ({
    id: name,
    name,
    aliases: [],
    roles: ['member'],
    status: name === '预' ? 'probationary' : 'full',
    state: 'active',
  }),
)
const people = (names: string) => [...names].map((name) => ({ name, memberId: name }))
const meeting = (over: Partial<Parameters<typeof voteWarnings>[0]>) =>
  voteWarnings({ kind: 'meeting', subkind: '党员大会', participants: [], absent: [], ...over }, due)
const votes = (yes: number, no = 0, none = 0) => ({ for: yes, against: no, abstain: none })

describe('votes of a 党员大会', () => {
  it.each([
    // Half of those with a vote is not more than half.
    [
      'three of seven came',
      { expected: 7, actual: 3, votes: votes(3), resolution: '通过' },
      ['no_quorum', 'no_majority'],
    ],
    ['four came, whoever they were', { expected: 7, actual: 4, votes: votes(4), resolution: '通过' }, []],
    [
      'four came, one on probation',
      { participants: people('甲乙丙预'), votes: votes(3), resolution: '通过' },
      ['no_quorum', 'no_majority'],
    ],
    [
      'three with a vote were away',
      { absent: people('甲乙丙'), votes: votes(3, 0), resolution: '通过' },
      ['no_quorum', 'no_majority'],
    ],
    ['3 of 6 for it', { expected: 7, actual: 7, votes: votes(3, 2, 1), resolution: '通过' }, ['no_majority']],
    ['4 of 6 for it', { expected: 7, actual: 7, votes: votes(4, 1, 1), resolution: '通过' }, []],
    [
      'of those due, not of those who came',
      { participants: people('甲乙丙丁'), votes: votes(3, 1), resolution: '同意' },
      ['no_majority'],
    ],
    ['it did not pass', { expected: 7, actual: 7, votes: votes(3, 3), resolution: '未通过' }, []],
    ['nobody said that it passed', { expected: 7, actual: 7, votes: votes(3, 2, 1) }, []],
    ['adopted by another word', { expected: 7, actual: 7, votes: votes(3), resolution: '公开招标' }, ['no_majority']],
    ['passed without numbers by too few', { expected: 7, actual: 3, resolution: '通过' }, ['no_quorum']],
    ['no vote', { expected: 7, actual: 3, resolution: '下周再议' }, []],
    ['nothing was said of who came', { votes: votes(4), resolution: '通过' }, []],
    ['fewer were due', { expected: 5, actual: 5, votes: votes(3), resolution: '通过' }, []],
    [
      'an item of the agenda',
      {
        expected: 7,
        actual: 7,
        agenda: [
          { topic: '一', votes: votes(5), decision: '通过' },
          { topic: '二', votes: votes(2), decision: '通过' },
        ],
      },
      ['no_majority'],
    ],
  ] as const)('%s', (_name, over, expected) => {
    expect(meeting(over as Parameters<typeof meeting>[0])).toEqual(expected)
  })

  it('other meetings have rules of their own', () => {
    expect(meeting({ subkind: '支委会', expected: 7, actual: 1, votes: votes(1), resolution: '通过' })).toEqual([])
  })
})
