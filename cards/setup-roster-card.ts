import type { Card } from '../src/core/card.js'

/** Names of the form's two fields. */
export const SETUP_FIELDS = { name: 'branch_name', people: 'people' } as const

export interface SetupRosterForm {
  readonly setupId: string
  readonly revision: number
  /** As typed before. */
  readonly values?: { readonly branchName?: string; readonly people?: string }
  /** What was wrong with the last submit. */
  readonly error?: string
}

const EXAMPLE = '党员：张三 李四 王五 …，预备：赵六；管党费 李四，管台账 …'

/** Asks the new secretary for the members: nobody is one by being in the group (moments.md §2). */
export function setupRosterCard({ setupId, revision, values = {}, error }: SetupRosterForm): Card {
  return {
    title: '请报党员名单',
    tone: 'warning',
    blocks: [
      { type: 'text', text: '在群里不等于是党员，名单由你来定。直接发一句，或填表：' },
      { type: 'text', text: EXAMPLE, style: 'muted' },
      {
        type: 'form',
        form: {
          name: 'setup',
          fields: [
            {
              type: 'text',
              name: SETUP_FIELDS.name,
              label: '支部名称',
              value: values.branchName,
              placeholder: '如：人事部党支部',
            },
            {
              type: 'text',
              name: SETUP_FIELDS.people,
              label: '党员（一行一位，可写 书记、组织委员、管党费、管台账、预备）',
              required: true,
              multiline: true,
              value: values.people,
              placeholder: '张三 书记\n李四 管党费\n赵六 预备',
              ...(error === undefined ? {} : { error }),
            },
          ],
          submit: {
            text: '看一下',
            style: 'primary',
            action: { v: 1, name: 'setup-roster', setupId, revision },
            twin: `支部：…党支部；${EXAMPLE}`,
          },
        },
      },
    ],
  }
}
