/** The admin side of the demo's bot, over HTTP as an operator calls it. Throws what it was refused. */
export type DemoAdmin = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<unknown>

export function demoAdmin(url: string, token: string): DemoAdmin {
  return async (method, path, body) => {
    const response = await fetch(`${url}/admin${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} /admin${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}
