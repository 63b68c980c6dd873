import type { Action } from './action.js'

/** Colour of a card's head. Red is for what needs attention, never for a person. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/**
 * A platform-neutral card. All strings are plain text: a renderer escapes them, so a topic typed by a member can
 * never become markup or a mention. One renderer per platform; each declares what it could not show (design.md §3).
 */
export interface Card {
  readonly title: string
  readonly tone: Tone
  readonly blocks: readonly Block[]
  readonly buttons?: readonly Button[]
}

export type Block =
  | { readonly type: 'text'; readonly text: string; readonly style?: 'normal' | 'strong' | 'muted' }
  | { readonly type: 'fields'; readonly items: readonly { readonly label: string; readonly value: string }[] }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | {
      readonly type: 'chart'
      readonly title: string
      readonly bars: readonly { readonly label: string; readonly value: number }[]
    }
  /**
   * A picture out of the file store. `key` is what the platform calls it, filled in when it is sent; without one, `alt`
   * is shown in its place.
   */
  | {
      readonly type: 'picture'
      readonly storageKey: string
      readonly mediaType: string
      readonly alt: string
      readonly key?: string
    }
  | { readonly type: 'divider' }
  | { readonly type: 'form'; readonly form: Form }
  | { readonly type: 'picker'; readonly picker: PersonPicker }

/** A tappable button. `twin` is the typed command that does the same, because cards fail silently in the field. */
export interface Button {
  readonly text: string
  readonly action: Action
  readonly twin: string
  readonly style?: 'default' | 'primary' | 'danger'
  readonly confirm?: { readonly title: string; readonly text: string }
}

/** Chooses one person of the chat, which acts at once. Where there is none, its twin is typed: it names the person. */
export interface PersonPicker {
  readonly placeholder: string
  readonly action: Action
  readonly twin: string
}

/** A form of one card. Field names are unique in the card; the submit button's action says what the values mean. */
export interface Form {
  readonly name: string
  readonly fields: readonly FormField[]
  readonly submit: Button
}

interface FieldBase {
  readonly name: string
  readonly label: string
  readonly required?: boolean
  /** Shown beside the field after a refused submit. */
  readonly error?: string
}

export type FormField = FieldBase &
  (
    | {
        readonly type: 'text'
        readonly value?: string
        readonly placeholder?: string
        readonly multiline?: boolean
        /** Digits only: a phone may show its number keys. */
        readonly numeric?: boolean
      }
    | { readonly type: 'date'; readonly value?: string }
    | { readonly type: 'select'; readonly value?: string; readonly options: readonly Option[] }
    | {
        readonly type: 'multiselect'
        readonly values?: readonly string[]
        readonly options: readonly Option[]
        /** The values are accounts: where a platform has a picker of people, it shows them as it does anywhere. */
        readonly ofPeople?: true
      }
  )

export interface Option {
  readonly value: string
  readonly text: string
}

/** What a platform's limits force a renderer to refuse. Over the limit throws in `render`, never truncates silently. */
export interface Rendered<T> {
  readonly payload: T
  /** Human-readable list of what this platform could not show of the card; empty when it is whole. */
  readonly lost: readonly string[]
}
