/** The page's own server. Every refusal carries a text for the person. */
async function call(path, options) {
  const response = await fetch(path, options)
  const body = await response.json().catch(() => ({ error: '模拟器没有回应' }))
  if (!response.ok) throw new Error(body.error ?? `出错了（${response.status}）`)
  return body
}

export const read = (path) => call(`api/${path}`)

export const act = (path, body) =>
  call(`api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Live changes; the browser reconnects by itself. */
export function follow(onEvent, onOpen) {
  const source = new EventSource('api/events')
  source.addEventListener('open', onOpen)
  source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)))
}
