import type { Card, FormField } from '../src/core/card.js'

/** Names of the form's fields. */
export const SETUP_FIELDS = { name: 'branch_name', picked: 'picked', people: 'people' } as const

export interface SetupRosterForm {
  readonly setupId: string
  readonly revision: number
  /** Who is in the group, to be chosen from; left out where the platform doesn't tell: then all names are typed. */
  readonly inGroup?: readonly { readonly userId: string; readonly name: string }[]
  /** As typed and chosen before. */
  readonly values?: {
    readonly branchName?: string
    readonly picked?: readonly string[]
    readonly people?: string
  }
  /** What was wrong with the last submit. */
  readonly error?: string
}

const EXAMPLE = '党员：张三 李四 王五 …，预备：赵六；管党费 李四，管台账 …'

/** Asks the new secretary for the members: nobody is one by being in the group (moments.md §2). */
export function setupRosterCard({ setupId, revision, inGroup = [], values = {}, error }: SetupRosterForm): Card {
  const picks = inGroup.length > 0
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
            ...(picks ? [pickerOf(inGroup, values.picked)] : []),
            {
              type: 'text',
              name: SETUP_FIELDS.people,
              label: picks
                ? '分工、预备和不在群里的党员（一行一位，可写 组织委员、管党费、管台账、预备）'
                : '党员（一行一位，可写 书记、组织委员、管党费、管台账、预备）',
              required: !picks,
              multiline: true,
              value: values.people,
              placeholder: picks ? '李四 管党费\n赵六 预备' : '张三 书记\n李四 管党费\n赵六 预备',
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

const pickerOf = (
  inGroup: readonly { readonly userId: string; readonly name: string }[],
  picked: readonly string[] | undefined,
): FormField => ({
  type: 'multiselect',
  name: SETUP_FIELDS.picked,
  label: '从群里选党员（可多选）',
  options: inGroup.map(({ userId, name }) => ({ value: userId, text: name })),
  values: picked,
  ofPeople: true,
})
