import type { ChatFormValues } from '../../src/simulator/chat-simulator.js'

/** What a person sees after sending a form page: its words, line by line. */
export interface PageAnswer {
  /** The head of the page: what became of it, or whose form this still is. */
  readonly toast: string
  readonly text: string
  /** The page itself, to go on with: what was typed into a refused form is still in it. */
  readonly html: string
}

/**
 * Opens the address of a form page as a browser does, fills in `values` over what is there, and presses the button.
 * A select or checkbox takes only what it offers; a name that is no field throws. `open`: the page as it stands open.
 */
export async function fillPage(
  url: string,
  button: string,
  values: ChatFormValues,
  open?: string,
): Promise<PageAnswer> {
  const page = open ?? (await (await fetch(url)).text())
  const pressed = [...page.matchAll(/<button[^>]* name="([^"]*)" value="([^"]*)"[^>]*>([^<]*)<\/button>/g)].find(
    ([, , , text]) => text === button,
  )
  // A form that is settled has no button any more: the page says why.
  if (!pressed) return answerOf(page)
  const body = new URLSearchParams(fieldsOf(page, values))
  body.append(pressed[1] ?? '', pressed[2] ?? '')
  const response = await fetch(url, { method: 'POST', body, headers: { origin: new URL(url).origin } })
  return answerOf(await response.text())
}

function fieldsOf(page: string, values: ChatFormValues): [string, string][] {
  const fields = new Map<string, string[]>()
  const offered = new Map<string, Set<string>>()
  const add = (name: string, value: string, isSet: boolean, isChoice: boolean): void => {
    if (isChoice) offered.set(name, (offered.get(name) ?? new Set()).add(value))
    fields.set(name, [...(fields.get(name) ?? []), ...(isSet ? [value] : [])])
  }
  for (const [tag] of page.matchAll(/<input[^>]*>/g)) {
    const isBox = attribute(tag, 'type') === 'checkbox'
    add(attribute(tag, 'name'), attribute(tag, 'value'), !isBox || / checked/.test(tag), isBox)
  }
  for (const [, name = '', value = ''] of page.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)<\/textarea>/g))
    add(name, plain(value).replace(/^\n/, ''), true, false)
  for (const [, name = '', options = ''] of page.matchAll(/<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    for (const [tag] of options.matchAll(/<option[^>]*>/g))
      add(name, attribute(tag, 'value'), / selected/.test(tag), true)
  for (const [name, value] of Object.entries(values)) {
    if (!fields.has(name)) throw new Error(`the page has no field ${name}, only ${[...fields.keys()].join(', ')}`)
    const given = [value].flat()
    const stray = given.find((one) => offered.get(name)?.has(one) === false)
    if (stray !== undefined) throw new Error(`the page does not offer ${stray} for ${name}`)
    fields.set(name, given)
  }
  return [...fields].flatMap(([name, all]) => all.map((value): [string, string] => [name, value]))
}

function answerOf(page: string): PageAnswer {
  const [, head = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(page) ?? []
  const body = page.slice(page.indexOf('<body'))
  const text = plain(
    body
      .replace(/<(?:option|details).*?<\/(?:option|details)>/gs, '')
      .replace(/<input[^>]* value="([^"]+)"[^>]*>/g, '$1')
      .replace(/<\/(?:p|h1|li|div|label|legend|dd|button)>/g, '\n')
      .replace(/<[^>]+>/g, ''),
  )
  const alert = /role="alert"[^>]*>(.*?)<\/div>/s.exec(page)?.[1]
  return {
    html: page,
    toast: plain((alert ?? head).replace(/<[^>]+>/g, '')).trim(),
    text: text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .join('\n'),
  }
}

const attribute = (tag: string, name: string): string => plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

const plain = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&#x?[0-9a-f]+;/gi, ' ')
    .replace(/&amp;/g, '&')
