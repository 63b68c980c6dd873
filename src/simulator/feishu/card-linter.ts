import {
  attributesByPlace,
  attributesByTag,
  containerTags,
  headerTemplates,
  interactiveTags,
  otherTags,
} from './card-attributes.js'
import { lintTable } from './card-table-linter.js'
import { buttonText, type CardNode, walkCard } from './card-walk.js'
import { asString, isObject, type JsonObject, objectsIn, parseJson } from './json.js'

/** One thing the platform would refuse a card for. `code` is the ErrCode inside a 230099. */
export interface CardProblem {
  readonly code: number
  readonly path: string
  readonly reason: string
}

/** What a card points at; left out means: not checked. */
export interface CardReferences {
  readonly hasImage?: (key: string) => boolean
  readonly hasPerson?: (openId: string) => boolean
}

const codes = { json: 200621, tag: 200861, limit: 11310, chart: 200550, image: 200570, name: 200530, person: 100290 }

const limits = { elements: 200, tables: 5, levels: 5, buttonText: 100, titleTags: 3 }

/** The sub-codes and their causes: https://open.feishu.cn/document/server-docs/im-v1/message/create (error 230099). */
export function lintCardText(content: string, references: CardReferences = {}): CardProblem[] {
  const card = parseJson(content)
  if (!isObject(card)) return [{ code: codes.json, path: 'ROOT', reason: 'parse card json err' }]
  return lintCard(card, references)
}

/**
 * Everything wrong with a JSON 2.0 card, in the order of the card.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure
 */
export function lintCard(card: JsonObject, references: CardReferences = {}): CardProblem[] {
  const problems: CardProblem[] = []
  const report = (code: number, path: string, reason: string): void => {
    problems.push({ code, path, reason })
  }
  lintFrame(card, report)
  const nodes = walkCard(card)
  if (nodes.length > limits.elements) report(codes.limit, 'body', 'element exceeds the limit')
  if (nodes.filter(isTable).length > limits.tables) report(codes.limit, 'body', 'card table number over limit')
  lintUnique(nodes, report)
  for (const node of nodes) {
    lintAttributes(node, report)
    lintPlace(node, report)
    lintContent(node, references, report)
    if (node.tag === 'form') lintForm(node, nodes, report)
    if (node.tag === 'table') problems.push(...lintTable(node.element, node.path))
  }
  return problems
}

type Report = (code: number, path: string, reason: string) => void

function lintFrame(card: JsonObject, report: Report): void {
  if (card.schema !== '2.0') report(codes.json, 'schema', 'schema must be "2.0"')
  unknownAttributes(card, attributesByPlace.root, 'ROOT', report)
  if (card.config !== undefined) {
    if (!isObject(card.config)) report(codes.json, 'config', 'config is not an object')
    else {
      unknownAttributes(card.config, attributesByPlace.config, 'config', report)
      if (card.config.update_multi !== undefined && card.config.update_multi !== true) {
        report(codes.json, 'config.update_multi', 'update_multi can only be true in JSON 2.0')
      }
    }
  }
  if (isObject(card.header)) lintHeader(card.header, report)
  else if (card.header !== undefined) report(codes.json, 'header', 'header is not an object')
  if (!isObject(card.body) || !Array.isArray(card.body.elements)) {
    report(codes.json, 'body', 'body.elements is missing')
    return
  }
  unknownAttributes(card.body, attributesByPlace.body, 'body', report)
  untagged(card.body.elements, 'body.elements', report)
}

function lintHeader(header: JsonObject, report: Report): void {
  unknownAttributes(header, attributesByPlace.header, 'header', report)
  if (!isObject(header.title) || !asString(header.title.content)) report(codes.json, 'header.title', 'title is missing')
  const template = header.template
  if (template !== undefined && !headerTemplates.has(String(template))) {
    report(codes.json, 'header.template', `unknown template ${String(template)}`)
  }
  if (objectsIn(header.text_tag_list).length > limits.titleTags) {
    report(codes.limit, 'header.text_tag_list', 'element exceeds the limit')
  }
}

/** An element without a tag can't be walked, so it is looked for where elements belong. */
function untagged(elements: readonly unknown[], path: string, report: Report): void {
  elements.forEach((element, index) => {
    const tag = isObject(element) ? element.tag : undefined
    if (typeof tag !== 'string') report(codes.json, `${path}[${index}]`, 'element without a tag')
  })
}

function unknownAttributes(object: JsonObject, known: readonly string[], path: string, report: Report): void {
  for (const key of Object.keys(object)) {
    if (!known.includes(key)) report(codes.json, `${path}.${key}`, `unknown property ${key}`)
  }
}

const isTable = (node: CardNode): boolean => node.tag === 'table' || (node.tag === 'markdown' && hasMarkdownTable(node))

/** A table written in markdown counts as a table: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text */
const hasMarkdownTable = (node: CardNode): boolean =>
  /^\s*\|?(\s*:?-{2,}:?\s*\|)+/m.test(asString(node.element.content) ?? '')

function lintUnique(nodes: readonly CardNode[], report: Report): void {
  const ids = new Set<string>()
  const names = new Set<string>()
  for (const { element, form, path, tag } of nodes) {
    const id = element.element_id
    if (id !== undefined) {
      if (typeof id !== 'string' || !/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(id)) {
        report(codes.json, `${path}.element_id`, 'element_id: a letter, then letters, digits or _, at most 20')
      } else if (ids.has(id)) report(codes.json, `${path}.element_id`, `duplicate element_id ${id}`)
      ids.add(String(id))
    }
    if (tag !== 'form' && !(form && interactiveTags.has(tag))) continue
    const name = asString(element.name)
    if (!name) report(codes.name, `${path}.name`, 'name is empty')
    else if (names.has(name)) report(codes.name, `${path}.name`, `duplicate name ${name}`)
    else names.add(name)
  }
}

function lintAttributes({ element, tag, path }: CardNode, report: Report): void {
  const known = attributesByTag[tag]
  if (!known) {
    if (!otherTags.has(tag)) report(codes.tag, `${path}(tag: ${tag})`, `not support tag: ${tag}`)
    return
  }
  unknownAttributes(element, known, path, report)
  for (const key of ['elements', 'columns'] as const) {
    const children = element[key]
    if (Array.isArray(children) && tag !== 'table') untagged(children, `${path}.${key}`, report)
  }
  if (isObject(element.confirm)) {
    unknownAttributes(element.confirm, attributesByPlace.confirm, `${path}.confirm`, report)
    if (!isObject(element.confirm.title)) report(codes.json, `${path}.confirm.title`, 'title is missing')
  }
  lintBehaviors(element, path, report)
}

function lintBehaviors(element: JsonObject, path: string, report: Report): void {
  if (element.behaviors === undefined) return
  if (!Array.isArray(element.behaviors)) report(codes.json, `${path}.behaviors`, 'behaviors is not a list')
  objectsIn(element.behaviors).forEach((behavior, index) => {
    const at = `${path}.behaviors[${index}]`
    if (behavior.type === 'callback') {
      unknownAttributes(behavior, attributesByPlace.callback, at, report)
      if (!isObject(behavior.value)) report(codes.json, `${at}.value`, 'value must be an object')
    } else if (behavior.type === 'open_url') {
      unknownAttributes(behavior, attributesByPlace.open_url, at, report)
    } else report(codes.json, `${at}.type`, `unknown behavior ${String(behavior.type)}`)
  })
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/containers/form-container (nesting rules) */
function lintPlace({ tag, path, form, ancestors }: CardNode, report: Report): void {
  if ((tag === 'form' || tag === 'table') && ancestors.length > 0) {
    report(codes.tag, `${path}(tag: ${tag})`, `${tag} can only stand at the root of the body`)
  }
  if (tag === 'chart' && form) report(codes.tag, `${path}(tag: chart)`, 'chart inside a form')
  if (tag.startsWith('multi_select_') && !form) report(codes.tag, `${path}(tag: ${tag})`, `${tag} outside a form`)
  if (tag === 'column' && ancestors.at(-1) !== 'column_set') {
    report(codes.tag, `${path}(tag: column)`, 'column outside a column_set')
  }
  const levels = ancestors.filter((ancestor) => containerTags.has(ancestor)).length
  if (levels > limits.levels) report(codes.limit, path, 'too many levels of nesting')
}

function lintForm(form: CardNode, nodes: readonly CardNode[], report: Report): void {
  const buttons = nodes.filter((node) => node.form === form.element && node.tag === 'button')
  for (const { element, path } of buttons) {
    const type = element.form_action_type
    if (type !== undefined && type !== 'submit' && type !== 'reset') {
      report(codes.json, `${path}.form_action_type`, `unknown form_action_type ${String(type)}`)
    }
  }
  if (!buttons.some(({ element }) => element.form_action_type === 'submit')) {
    report(codes.json, form.path, 'form without a submit button')
  }
}

function lintContent({ element, tag, path }: CardNode, references: CardReferences, report: Report): void {
  if (tag === 'plain_text' || tag === 'lark_md' || tag === 'markdown') {
    if (typeof element.content !== 'string') report(codes.json, `${path}.content`, 'content is not a text')
    else if (tag !== 'plain_text') lintPeople(element.content, path, references, report)
  }
  if (tag === 'div' && element.text !== undefined && !isObject(element.text)) {
    report(codes.json, `${path}.text`, 'text is not an object')
  }
  if (tag === 'button') {
    if (!buttonText(element) && !element.icon) report(codes.json, `${path}.text`, 'button without a text')
    if (buttonText(element).length > limits.buttonText) report(codes.limit, `${path}.text`, 'text is too long')
  }
  if (tag === 'img' && references.hasImage && !references.hasImage(String(element.img_key))) {
    report(codes.image, `${path}.img_key`, 'invalid image keys')
  }
  if (tag === 'chart') lintChart(element.chart_spec, path, report)
  if (tag === 'input') lintInput(element, path, report)
  if (tag.includes('select_')) lintOptions(element, tag, path, references, report)
  const dateFormat = dateFormats[tag]
  if (dateFormat) {
    const initial = element[dateFormat.key]
    if (initial !== undefined && !dateFormat.shape.test(String(initial))) {
      report(codes.json, `${path}.${dateFormat.key}`, `invalid ${dateFormat.key}`)
    }
  }
}

const dateFormats: Readonly<Record<string, { key: string; shape: RegExp } | undefined>> = {
  date_picker: { key: 'initial_date', shape: /^\d{4}-\d{2}-\d{2}$/ },
  picker_time: { key: 'initial_time', shape: /^\d{2}:\d{2}$/ },
  picker_datetime: { key: 'initial_datetime', shape: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/ },
}

function lintPeople(content: string, path: string, { hasPerson }: CardReferences, report: Report): void {
  if (!hasPerson) return
  for (const [, quoted] of content.matchAll(/<(?:at|person)\s+(?:id|open_id)\s*=\s*['"]?([\w-]+)['"]?[^>]*>/g)) {
    if (quoted && quoted !== 'all' && !hasPerson(quoted)) report(codes.person, path, `invalid user resource ${quoted}`)
  }
}

/** The shape of the answer to a broken spec: a fixture of the platform's documents (error 200550). */
function lintChart(spec: unknown, path: string, report: Report): void {
  if (!isObject(spec) || typeof spec.type !== 'string' || spec.data === undefined) {
    report(codes.chart, `${path}(tag: chart)`, 'chart spec is invalid')
  }
}

function lintInput(element: JsonObject, path: string, report: Report): void {
  const max = element.max_length ?? 1000
  if (!Number.isInteger(max) || Number(max) < 1 || Number(max) > 1000) {
    report(codes.json, `${path}.max_length`, 'max_length must be 1 to 1000')
  } else if ((asString(element.default_value) ?? '').length > Number(max)) {
    report(codes.json, `${path}.default_value`, 'default_value is longer than max_length')
  }
  const type = element.input_type
  if (type !== undefined && !['text', 'multiline_text', 'password'].includes(String(type))) {
    report(codes.json, `${path}.input_type`, `unknown input_type ${String(type)}`)
  }
}

function lintOptions(element: JsonObject, tag: string, path: string, references: CardReferences, report: Report): void {
  const values = new Set<string>()
  objectsIn(element.options).forEach((option, index) => {
    const at = `${path}.options[${index}]`
    unknownAttributes(option, attributesByPlace.option, at, report)
    const value = asString(option.value)
    if (!value) report(codes.json, `${at}.value`, 'option without a value')
    else if (values.has(value)) report(codes.json, `${at}.value`, `duplicate value ${value}`)
    else if (tag.endsWith('_person') && references.hasPerson && !references.hasPerson(value)) {
      report(codes.person, `${at}.value`, `invalid user resource ${value}`)
    }
    if (value) values.add(value)
    if (tag.endsWith('_static') && !isObject(option.text)) report(codes.json, `${at}.text`, 'option without a text')
  })
  if (tag.endsWith('_static') && values.size === 0) report(codes.json, `${path}.options`, 'no options')
}
