import { el, fill } from './dom.js'
import { moveClock, onStore, store } from './store.js'

/** What stands beside a day that isn't what its weekday says, and how it is read out. */
const MARKS = { holiday: ['休', '放假'], makeup: ['班', '调休上班'], unknown: ['', '节假日未知'] }
const WORDS = { workday: '工作日', weekend: '休息日' }

/** The weeks around today, a tap on a day moves there at the same time of day. */
export function createDayStrip() {
  const strip = el('div', { class: 'days', role: 'group', 'aria-label': '前后几周' })
  function draw() {
    const { date, days } = store.calendar
    fill(
      strip,
      days.map((day, index) => drawDay(day, day.date === date, index === 0)),
    )
    center()
  }
  /** Only the strip itself scrolls: `scrollIntoView` would move the page on a phone. */
  function center() {
    const today = strip.querySelector('[aria-current]')
    if (today) strip.scrollLeft = today.offsetLeft - strip.offsetLeft - strip.clientWidth / 2 + today.clientWidth / 2
  }
  // Also when it comes into sight: folded up it has no width to be in the middle of.
  new ResizeObserver(center).observe(strip)
  draw()
  onStore((what) => what === 'calendar' && draw())
  return strip
}

function drawDay({ date, day, weekday, mark }, isToday, isFirst) {
  const [letter, spoken] = MARKS[mark] ?? []
  const month = Number(date.slice(5, 7))
  const words = spoken ?? WORDS[mark]
  return el(
    'button',
    {
      type: 'button',
      class: `day ${mark}${weekday === '周一' ? ' first' : ''}`,
      data: { day: date },
      title: `${month}月${day}日 ${weekday} ${words}`,
      'aria-label': `${isToday ? '今天，' : ''}${month}月${day}日 ${weekday} ${words}`,
      ...(isToday ? { 'aria-current': 'date' } : {}),
      onclick: () => !isToday && moveClock({ date }),
    },
    el('small', { 'aria-hidden': 'true' }, weekday.slice(1)),
    el('b', { 'aria-hidden': 'true' }, day === 1 || isFirst ? `${month}/${day}` : day),
    letter && el('i', { 'aria-hidden': 'true' }, letter),
  )
}
