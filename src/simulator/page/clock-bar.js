import { createDayStrip } from './day-strip.js'
import { el, fill } from './dom.js'
import { moveClock, onStore, store } from './store.js'
import { civilNow, longTime, shortTime } from './time.js'

/** When the cards for one person, those for the group and the day's last line fall due, each just past. */
const TIMES = ['09:11', '16:11', '17:31']

const MARKS = {
  workday: '工作日',
  weekend: '休息日',
  holiday: '休息日（放假）',
  makeup: '工作日（调休）',
  unknown: '节假日安排未导入',
}

/** What day and time it is for the branch, and ways to move both. */
export function createClockBar() {
  const time = el('time', { data: { clock: 'now' } })
  const mark = el('em', { class: 'day-mark', data: { mark: '' } })
  const steps = el('div', { class: 'jumps', role: 'group', 'aria-label': '调时间' })
  const working = el('span', { class: 'working', role: 'status', 'aria-live': 'polite', hidden: true })
  const strip = createDayStrip()
  const toggle = el(
    'button',
    {
      type: 'button',
      class: 'jump toggle',
      'aria-expanded': 'false',
      onclick: () => toggle.setAttribute('aria-expanded', String(bar.classList.toggle('open'))),
    },
    '调时间',
  )
  const bar = el(
    'div',
    { class: 'clock', role: 'group', 'aria-label': '日历' },
    el('div', { class: 'clock-now' }, time, mark, working, store.canMoveClock && toggle),
    store.canMoveClock && steps,
    store.canMoveClock && strip,
  )

  function tick() {
    const text = longTime(civilNow())
    if (time.textContent !== text) time.textContent = text
  }

  function draw() {
    tick()
    const { calendar, movingTo } = store
    mark.textContent = MARKS[calendar.today.mark]
    mark.dataset.mark = calendar.today.mark
    bar.classList.toggle('moving', movingTo !== null)
    bar.setAttribute('aria-busy', String(movingTo !== null))
    working.hidden = movingTo === null
    working.textContent = movingTo === null ? '' : `正在走到 ${shortTime(movingTo)} …`
    for (const button of bar.querySelectorAll('button, input')) button.disabled = movingTo !== null
    toggle.disabled = false
  }

  function drawSteps() {
    const { date, time: now, steps: to } = store.calendar
    fill(
      steps,
      jump('−1天', { date: to.yesterday }, '回到前一天；发过的不会再发'),
      jump('+1天', { date: to.day }),
      jump('+1工作日', { date: to.workday }, '下一个工作日，调休也算'),
      jump('+1周', { date: to.week }),
      jump('+1月', { date: to.month }),
      TIMES.map((at) => jump(`到 ${at}`, { date: at > now ? date : to.day, time: at }, `下一个 ${at}`)),
      chooser(`${date}T${now}`),
    )
  }

  onStore((what) => {
    if (what === 'calendar') drawSteps()
    if (what === 'calendar' || what === 'clock') draw()
  })
  drawSteps()
  draw()
  setInterval(tick, 1000)
  return bar
}

const jump = (label, to, title) =>
  el('button', { type: 'button', class: 'jump', title, onclick: () => moveClock(to) }, label)

/** Any day and time, back as well. */
function chooser(value) {
  const input = el('input', { type: 'datetime-local', 'aria-label': '调到这个日期和时间', value })
  const set = () => {
    const [date, time] = input.value.split('T')
    if (date && time) moveClock({ date, time: time.slice(0, 5) })
  }
  return el(
    'form',
    {
      class: 'chooser',
      onsubmit: (event) => {
        event.preventDefault()
        set()
      },
    },
    input,
    el('button', { type: 'submit', class: 'jump' }, '调到'),
  )
}
