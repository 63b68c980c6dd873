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
