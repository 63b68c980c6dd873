import { expect, it } from 'vitest'
import { readAbsences } from '../../handlers/shared/read-absences.js'
import { readDuration } from '../../handlers/shared/read-duration.js'

it.each([
  ['2小时', { minutes: 120 }],
  ['1.5小时', { minutes: 90 }],
  ['两个半小时', { minutes: 150 }],
  ['一个半钟头', { minutes: 90 }],
  ['半小时', { minutes: 30 }],
  ['1小时40分', { minutes: 100 }],
  ['90 分钟', { minutes: 90 }],
  ['45min', { minutes: 45 }],
  ['约2小时', { minutes: 120, approx: true }],
  ['四十分钟左右', { minutes: 40, approx: true }],
  ['半天', { credit_hours: 4 }],
  ['一整天', { credit_hours: 8 }],
  ['4学时', { credit_hours: 4 }],
  ['好久', undefined],
  ['0分钟', undefined],
  ['25小时', undefined],
  ['2', undefined],
] as const)('reads %s', (text, duration) => {
  expect(readDuration(text)).toEqual(duration)
})

const PEOPLE = ['王敏', '李响', '赵阳']
it.each([
  [['王敏'], undefined, [{ name: '王敏' }]],
  [['王敏'], '公出', [{ name: '王敏', reason: '公出' }]],
  [
    ['王敏', '李响'],
    '出差',
    [
      { name: '王敏', reason: '出差' },
      { name: '李响', reason: '出差' },
    ],
  ],
  [
    ['王敏', '李响'],
    '王敏公出，李响因病',
    [
      { name: '王敏', reason: '公出' },
      { name: '李响', reason: '病' },
    ],
  ],
  [['王敏', '李响'], '王敏公出', [{ name: '王敏', reason: '公出' }, { name: '李响' }]],
  [['王敏'], '赵阳公出', undefined],
  [[], '公出', undefined],
  [[], undefined, []],
])('reads the absences of %o with %s', (names, reasons, absences) => {
  expect(readAbsences(names, reasons, PEOPLE)).toEqual(absences)
})
