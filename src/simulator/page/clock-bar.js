import { act } from './api.js'
import { el } from './dom.js'
import { attempt, onStore, store } from './store.js'
import { civilNow, isoOf, localInput, longTime, monthEnd } from './time.js'

const hour = 3_600_000
const jumps = [
  ['+1小时', () => new Date(civilNow() + hour).toISOString()],
  ['+1天', () => new Date(civilNow() + 24 * hour).toISOString()],
  ['+1周', () => new Date(civilNow() + 7 * 24 * hour).toISOString()],
  ['到月末 9:30', () => monthEnd(civilNow())],
]

/** The civil clock, and ways to move it. */
export function createClockBar() {
  const time = el('time', { data: { clock: 'now' } })
  const input = el('input', { type: 'datetime-local', 'aria-label': '调到这个时间' })
  const set = el(
    'button',
    { type: 'button', class: 'jump', onclick: () => input.value && move(isoOf(input.value)) },
    '调到',
  )
  const buttons = jumps.map(([label, target]) =>
    el('button', { type: 'button', class: 'jump', onclick: () => move(target()) }, label),
  )
  const controls = el('div', { class: 'jumps' }, buttons, input, set)
  const toggle = el(
    'button',
    { type: 'button', class: 'jump toggle', onclick: () => bar.classList.toggle('open') },
    '调时间',
  )
  const bar = el('div', { class: 'clock' }, time, store.canMoveClock && [toggle, controls])

  async function move(iso) {
    bar.classList.add('moving')
    for (const button of bar.querySelectorAll('button')) button.disabled = true
    await attempt(act('clock', { now: iso }))
    for (const button of bar.querySelectorAll('button')) button.disabled = false
    bar.classList.remove('moving', 'open')
  }

  function tick() {
    const text = longTime(civilNow())
    if (time.textContent !== text) time.textContent = text
  }
  function follow() {
    tick()
    input.value = localInput(civilNow())
  }
  follow()
  setInterval(tick, 1000)
  onStore((what) => what === 'clock' && follow())
  return bar
}
