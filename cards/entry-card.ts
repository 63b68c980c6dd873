import type { Block, Button, Card } from '../src/core/card.js'
import type { ChangeView, EntryView } from '../src/core/views.js'
import { changeText } from './shared/change-lines.js'
import { type EntryLinesOptions, entryHead, entryLines, voidedLine, withBranch } from './shared/entry-lines.js'
import { fieldLabel, momentText, monthDay } from './shared/entry-text.js'

/** What the reader of an entry may do and know; the entry in private, never in a group. */
export interface EntryCardOptions extends Omit<EntryLinesOptions, 'inGroup'> {
  /** Who was missing and why, and notes, which may say it too: for those who keep the books and who were there for it. */
  readonly showsAbsences: boolean
  readonly showsEvidence: boolean
  /** One of a talk's people, or the reader of an analysis: nobody else gets the button that opens its words (moments.md §4). */
  readonly opensContent: boolean
  readonly closes: boolean
}

/** Fields whose old and new values tell who was missing. */
const ABSENCE_FIELDS: readonly string[] = ['absent', 'absent_reason', 'attendees', 'note']
/** Who has more files or was changed more often is looked up on the entry's page. */
const MOST_LISTED = 8
/** Pictures are tall: more would push the entry's own words off a phone's screen. */
const MOST_PICTURES = 3

/** One entry by its number, with everything that the reader may see: proof and every change among it. */
export function entryCard(entry: EntryView, options: EntryCardOptions): Card {
  const shown = options.showsAbsences ? entry : { ...entry, absent: [], note: undefined }
  // Files and changes are listed whole below.
  const lines = entryLines({ ...shown, evidence: undefined, changes: undefined }, { ...options, inGroup: false })
  const { number, voided } = entry
  return {
    title: `${number}｜${entryHead(entry)}`,
    tone: voided ? 'neutral' : 'info',
    blocks: [
      ...lines.slice(0, -1).map((text): Block => ({ type: 'text', text })),
      ...moreLines(entry).map((text): Block => ({ type: 'text', text })),
      ...evidenceBlocks(entry, options.showsEvidence),
      ...changeBlocks(entry, options),
      {
        type: 'text',
        text: `${lines.at(-1)} ｜ 录入 ${momentText(entry.enteredAt, options.timezone)}`,
        style: 'muted',
      },
      ...(entry.kind === 'talk'
        ? [{ type: 'text', text: '谈话内容加密保存，仅谈话双方可见', style: 'muted' } as const]
        : []),
      ...(voided ? [{ type: 'text', text: voidedLine(entry, options.timezone), style: 'strong' } as const] : []),
    ],
    buttons: buttonsOf(entry, options),
  }
}

/** What receipts leave out because who typed it knows it. */
function moreLines(entry: EntryView): string[] {
  const { participants, document, level, followupDue, closedOn, kind } = entry
  return [
    ...(kind !== 'talk' && kind !== 'volunteer' && participants.length > 0
      ? [`参加人员：${participants.join('、')}`]
      : []),
    ...(document === undefined ? [] : [`学习文件：${document}${level === undefined ? '' : `（${level}）`}`]),
    ...(followupDue === undefined
      ? []
      : [`跟进期限：${monthDay(followupDue)}${closedOn === undefined ? '' : `（已销号 ${monthDay(closedOn)}）`}`]),
  ]
}

function evidenceBlocks({ evidence = [] }: EntryView, showsNames: boolean): Block[] {
  if (evidence.length === 0) return []
  if (!showsNames) return [{ type: 'text', text: `凭证 ${evidence.length}份` }]
  const names = evidence.slice(0, MOST_LISTED).map(({ name }) => name)
  const rest = evidence.length > MOST_LISTED ? `等${evidence.length}份` : ''
  const pictures = evidence.filter(({ mediaType }) => mediaType.startsWith('image/')).slice(0, MOST_PICTURES)
  return [
    { type: 'text', text: `凭证：${names.join('、')}${rest}` },
    ...pictures.map(
      ({ name, storageKey, mediaType }, at): Block => ({
        type: 'picture',
        storageKey,
        mediaType,
        alt: `凭证${at + 1}：${name}`,
      }),
    ),
  ]
}

function changeBlocks({ changes = [] }: EntryView, { showsAbsences, timezone }: EntryCardOptions): Block[] {
  if (changes.length === 0) return []
  const items = changes.slice(-MOST_LISTED).map((change) => changeLine(change, showsAbsences, timezone))
  const head = changes.length > MOST_LISTED ? `改过${changes.length}次，最近${MOST_LISTED}次：` : '改过：'
  return [
    { type: 'text', text: head },
    { type: 'list', items },
  ]
}

function changeLine({ at, by, fields }: ChangeView, showsAbsences: boolean, timezone: string): string {
  const texts = fields.map((one) =>
    !showsAbsences && ABSENCE_FIELDS.includes(one.field) ? fieldLabel(one.field) : changeText(one),
  )
  return `${momentText(at, timezone)} ${by}：${texts.join('；')}`
}

function buttonsOf({ id: entryId, number, kind }: EntryView, options: EntryCardOptions): Button[] {
  const twin = (command: string): string => withBranch(`${command} ${number}`, options.branchName)
  const read = kind === 'analysis' ? '查看内容' : '查看谈话内容'
  return [
    ...(options.opensContent
      ? [{ text: '查看内容', action: { v: 1, name: 'read-talk', entryId }, twin: twin(read) } as const]
      : []),
    ...(options.closes
      ? [{ text: '销号', action: { v: 1, name: 'close-item', entryId }, twin: twin('销号') } as const]
      : []),
  ]
}
