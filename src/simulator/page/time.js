const zoneOffset = '+08:00'
let timezone = 'Asia/Shanghai'
let ahead = 0

/** The civil clock of the page: what the server said, ticking on. */
export function setCivilNow(now, zone = timezone) {
  ahead = now - Date.now()
  timezone = zone
}

export const civilNow = () => Date.now() + ahead

function parts(at) {
  const format = new Intl.DateTimeFormat('zh-CN', {
    timeZone: timezone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
}

const two = (value) => String(value).padStart(2, '0')

/** `2026年3月18日 周三 10:00` */
export function longTime(at) {
  const { year, month, day, weekday, hour, minute } = parts(at)
  return `${year}年${month}月${day}日 ${weekday} ${hour}:${minute}`
}

/** Time of today, otherwise with its day. */
export function shortTime(at) {
  const { year, month, day, hour, minute } = parts(at)
  const today = parts(civilNow())
  if (today.year === year && today.month === month && today.day === day) return `${hour}:${minute}`
  return `${month}月${day}日 ${hour}:${minute}`
}

/** What `<input type="datetime-local">` takes. */
export function localInput(at) {
  const { year, month, day, hour, minute } = parts(at)
  return `${year}-${two(month)}-${two(day)}T${hour}:${minute}`
}

/** An ISO moment of what such an input holds. */
export const isoOf = (local) => `${local.length === 16 ? `${local}:00` : local}${zoneOffset}`

/** Half past nine on the last day of this month, or of the next when that is over. */
export function monthEnd(at) {
  const { year, month } = parts(at)
  for (const ahead of [0, 1]) {
    // Day 0 of the month after is the last of this one; UTC, because only the calendar is asked.
    const last = new Date(Date.UTC(Number(year), Number(month) + ahead, 0))
    const iso = isoOf(`${last.getUTCFullYear()}-${two(last.getUTCMonth() + 1)}-${two(last.getUTCDate())}T09:30`)
    if (Date.parse(iso) > at) return iso
  }
  return isoOf(localInput(at))
}
