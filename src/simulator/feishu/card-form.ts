import { interactiveTags } from './card-attributes.js'
import { type CardNode, walkCard } from './card-walk.js'
import { asString, isObject, type JsonObject, objectsIn } from './json.js'

export type FormValue = string | readonly string[]
export type FormValues = Readonly<Record<string, FormValue>>

/** A form's values as the client sends them, or the required fields that are still empty (nothing is sent then). */
export type CollectedForm = { readonly values: Record<string, FormValue> } | { readonly missing: readonly string[] }

const zone = ' +0800'

/** What stands in a field before a person touches it. */
const initialValue: Readonly<Record<string, ((element: JsonObject) => unknown) | undefined>> = {
  input: (element) => element.default_value,
  select_static: (element) => element.initial_option ?? optionAt(element, element.initial_index),
  select_person: (element) => element.initial_option,
  multi_select_static: (element) => element.selected_values,
  multi_select_person: (element) => element.selected_values,
  date_picker: (element) => element.initial_date,
  picker_time: (element) => element.initial_time,
  picker_datetime: (element) => element.initial_datetime,
}

function optionAt(element: JsonObject, index: unknown): unknown {
  return typeof index === 'number' ? objectsIn(element.options)[index - 1]?.value : undefined
}

/**
 * Fills a form as a person would: what is prefilled stays unless `given` says otherwise.
 * Throws when `given` can't be entered in the client at all: an unknown field, an option that isn't offered.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/containers/form-container
 */
export function collectForm(
  card: JsonObject,
  form: JsonObject,
  given: FormValues,
  emptyFields: 'absent' | 'empty',
): CollectedForm {
  const fields = walkCard(card).filter((node) => node.form === form && initialValue[node.tag])
  const names = new Set(fields.map(({ element }) => asString(element.name)))
  const stray = Object.keys(given).find((name) => !names.has(name))
  if (stray !== undefined) throw new Error(`the form has no field ${stray}, only ${[...names].join(', ')}`)
  const values: Record<string, FormValue> = {}
  const missing: string[] = []
  for (const field of fields) {
    const name = asString(field.element.name) ?? ''
    const value = enter(field, given[name] ?? initialValue[field.tag]?.(field.element))
    if (value.length > 0) values[name] = value
    else if (field.element.required === true) missing.push(name)
    else if (emptyFields === 'empty') values[name] = field.tag.startsWith('multi_') ? [] : ''
  }
  return missing.length > 0 ? { missing } : { values }
}

/** One value as the client would send it. */
export function enter({ element, tag }: CardNode, value: unknown): FormValue {
  if (value === undefined || value === null || value === '') return ''
  if (element.disabled === true) return typeof value === 'string' ? value : []
  if (tag.startsWith('multi_')) {
    if (!Array.isArray(value)) throw new Error(`${String(element.name)} takes a list`)
    return value.map((option) => pick(element, tag, String(option)))
  }
  if (typeof value !== 'string') throw new Error(`${String(element.name)} takes a text`)
  if (tag.startsWith('select_')) return pick(element, tag, value)
  if (tag === 'input') {
    const max = Number(element.max_length ?? 1000)
    if (value.length > max) throw new Error(`${String(element.name)} takes at most ${max} characters`)
    return value
  }
  const shape =
    { date_picker: /^\d{4}-\d{2}-\d{2}$/, picker_time: /^\d{2}:\d{2}$/ }[tag] ?? /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/
  if (!shape.test(value)) throw new Error(`${String(element.name)} doesn't take ${value}`)
  return `${value}${zone}`
}

/** The option's value; its text will do as well, because that is what a person sees. */
function pick(element: JsonObject, tag: string, wanted: string): string {
  const options = objectsIn(element.options)
  // No options in a person picker: everybody of the chat.
  if (options.length === 0 && tag.endsWith('_person')) return wanted
  const label = (option: JsonObject): unknown => (isObject(option.text) ? option.text.content : undefined)
  const option = options.find(({ value }) => value === wanted) ?? options.find((offered) => label(offered) === wanted)
  if (!option) throw new Error(`${String(element.name)} doesn't offer ${wanted}`)
  return String(option.value)
}

/**
 * The element somebody means: a path (`body.elements[0]`), a name, or the text of a button. Throws when there is none,
 * or more than one.
 */
export function findElement(card: JsonObject, wanted: string): CardNode {
  const nodes = walkCard(card).filter(({ tag }) => interactiveTags.has(tag))
  const label = ({ element }: CardNode): unknown => (isObject(element.text) ? element.text.content : undefined)
  const byPath = nodes.filter((node) => node.path === wanted)
  const byName = nodes.filter((node) => node.element.name === wanted)
  const byText = nodes.filter((node) => label(node) === wanted)
  const byPart = nodes.filter((node) => String(label(node) ?? '').includes(wanted))
  const found = [byPath, byName, byText, byPart].find((list) => list.length > 0) ?? []
  const [node] = found
  if (node && found.length === 1) return node
  const offered = nodes.map((each) => label(each) ?? each.element.name ?? each.path).join(', ')
  throw new Error(`${found.length} elements are called ${wanted}; the card offers: ${offered}`)
}
