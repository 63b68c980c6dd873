import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toTemplateButton } from '../../../src/platforms/dingtalk/render-button.js'
import { CARD_VARIABLES, PRIVATE_VARIABLE } from '../../../src/platforms/dingtalk/render-card.js'

/** template.json, which an operator imports in DingTalk's card editor: it must know what the renderer sends. */
const file = readFileSync(new URL('../../../src/platforms/dingtalk/template.json', import.meta.url), 'utf8')
const template = JSON.parse(file)
const editor = JSON.parse(template.editorData)
const tree = JSON.stringify(editor.schema.componentsTree)

interface Variable {
  readonly name: string
  readonly private: boolean
  readonly schema?: readonly { readonly name: string }[]
}
const declared: Variable[] = editor.variableList

describe('template.json', () => {
  it('is an export as the editor writes it', () => {
    expect(Object.keys(template)).toEqual(['editorData', 'widgetInfo', 'type', 'mode'])
    expect(template).toMatchObject({ type: 'im', mode: 'card' })
    expect(Buffer.byteLength(file)).toBeLessThan(60_000)
  })

  it('declares exactly what the renderer sends', () => {
    expect(declared.filter((one) => !one.private).map(({ name }) => name)).toEqual([...CARD_VARIABLES])
    expect(declared.filter((one) => one.private).map(({ name }) => name)).toEqual([PRIVATE_VARIABLE])
  })

  it('knows every part of a button', () => {
    const parts = declared.find(({ name }) => name === 'buttons')?.schema?.map(({ name }) => name)
    const button = toTemplateButton({
      text: '撤销',
      action: { v: 1, name: 'undo-entry', entryId: 'e1' },
      twin: '撤销',
    })
    expect(parts).toEqual(expect.arrayContaining([...Object.keys(button), 'url']))
  })

  it('shows every variable', () => {
    for (const name of ['body', 'body2', 'body3', 'body4', 'buttons', 'notice'])
      expect(tree).toContain(`"variable":"${name}"`)
    expect(tree).toContain(`$${'{title}'}`)
    const expressions: { id: string; expContent: string }[] = editor.expList
    expect(expressions.every(({ expContent }) => expContent.startsWith('tone =='))).toBe(true)
    for (const { id } of expressions) expect(tree).toContain(id)
  })

  it('calls back with the action of the button that was pressed', () => {
    expect(tree).toContain('"content":"press"')
    expect(tree).toContain('"variable":"buttons[0].action","value":"","name":"action"')
    for (const style of ['primary', 'default', 'danger']) expect(tree).toContain(`"value":"${style}"`)
    expect(tree).toContain('"valueType":"variable","variable":"buttons[0].url"')
  })

  it('uses only components that it lists, each with an id of its own', () => {
    const listed: { componentName: string }[] = editor.schema.componentsMap
    const used = new Set([...tree.matchAll(/"componentName":"(\w+)"/g)].map(([, name]) => name))
    expect(listed.map(({ componentName }) => componentName).sort()).toEqual([...used].sort())
    const ids = [...tree.matchAll(/"id":"(node_\w+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
