import { expect, it } from 'vitest'
import { newStaffNames } from '../../src/core/new-staff.js'

it.each([
  ['新员工张萌、刘洋', ['张萌', '刘洋']],
  ['张萌、刘洋、马超', ['张萌', '刘洋', '马超']],
  ['新入职的欧阳明月', ['欧阳明月']],
  ['新来的三名同志张萌和刘洋', ['张萌', '刘洋']],
  ['新员工', []],
  ['宾馆员工', []],
  ['新员工、质管员', []],
])('who heard a first lesson: %s', (audience, names) => {
  expect(newStaffNames('第一课', audience)).toEqual(names)
  expect(newStaffNames('微党课', audience)).toEqual([])
})
