import { it } from 'vitest'
import { understand } from '../../src/language/understand.js'
import { roster, botName } from './helpers.js'
import { readFileSync } from 'node:fs'
it('x', () => {
  const r = [...roster, { name: '褚燕', aliases: [] }, { name: '李卫东', aliases: [] },{ name: '冯涛', aliases: ['小冯'] },{ name: '郑洁', aliases: [] }] as typeof roster
  for (const text of readFileSync('/tmp/hD/s.txt','utf8').trim().split('\n'))
    console.log(text, JSON.stringify(understand({ text, chat: 'p2p', today: '2026-03-18', senderRoles: ['secretary'], roster: r, botName })))
})
