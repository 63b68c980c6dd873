import type { Card } from '../src/core/card.js'
import type { PartialRecord } from '../src/core/meaning.js'
import { askBackCard } from './ask-back-card.js'
import { askBackSettledCard } from './ask-back-settled-card.js'
import { branchChosenCard, chooseBranchCard } from './choose-branch-card.js'
import { closingCard } from './closing-card.js'
import { dailyLine } from './daily-line.js'
import { digestCard } from './digest-card.js'
import { toFormValues } from './entry-form.js'
import { explainCard } from './explain-card.js'
import { greetingCard } from './greeting-card.js'
import { helpCard } from './help-card.js'
import { quotaLine } from './quota-line.js'
import { receiptCard } from './receipt-card.js'
import {
  SAMPLE_CLOSING,
  SAMPLE_DIGEST,
  SAMPLE_MEETING,
  SAMPLE_NOW,
  SAMPLE_OBLIGATIONS,
  SAMPLE_PEOPLE,
  SAMPLE_SELF_STUDY,
  SAMPLE_TALK,
  SAMPLE_THEME_DAY,
  SAMPLE_TRAINING,
  SAMPLE_ZONE,
} from './samples.js'
import { talkContentCard } from './talk-content-card.js'
import { talkReceiptCard } from './talk-receipt-card.js'

/** A card's file name and a card of each of its states: contract tests render them all on every platform. */
export interface CardListing {
  /** File name without `.ts`. */
  readonly name: string
  readonly samples: readonly Card[]
}

const inGroup = { inGroup: true, timezone: SAMPLE_ZONE }
const inPrivate = { inGroup: false, timezone: SAMPLE_ZONE }
const voided = { voided: true, voidedBy: '赵阳', voidedAt: SAMPLE_NOW + 300_000 }
const reader = { timezone: SAMPLE_ZONE, readerIsNamed: true, canUndo: true }

const partials: readonly PartialRecord[] = [
  { type: 'training', date: '2026-03-17', period: '下午', minutes: 120, attendees: 'all' },
  { type: 'meeting', kind: '党员大会', date: '2026-03-02', topic: '一季度工作', expected: 7, actual: 6 },
  {
    type: 'theme_day',
    topic: '参观南湖革命纪念馆',
    absent: [
      { name: '孙小雨', reason: '发烧' },
      { name: '李响', reason: '公出' },
    ],
  },
  { type: 'talk', kind: '谈心谈话', talker: '$sender', partner: '孙小雨', topic: '转正' },
]
const askBacks = partials.flatMap((partial) =>
  [true, false].map((group) =>
    askBackCard({
      draftId: '69ba000000000000000000d1',
      revision: group ? 0 : 1,
      type: partial.type,
      question: partial.type === 'talk' ? '谈话是哪一天？' : '主题是什么？',
      ask: [partial.type === 'talk' ? 'date' : 'topic'],
      values: toFormValues(partial, '陈立'),
      errors: group ? {} : { date: '请选日期' },
      people: SAMPLE_PEOPLE,
      audience: { inGroup: group },
      sentence: '培训 3月17日 下午 2小时 主题…',
      keepsMore: group,
    }),
  ),
)

/** Every card of this folder. A test compares it with the files. */
export const CARDS: readonly CardListing[] = [
  { name: 'ask-back-card', samples: askBacks },
  {
    name: 'ask-back-settled-card',
    samples: (['recorded', 'dropped'] as const).map((outcome) => askBackSettledCard({ outcome, type: 'training' })),
  },
  {
    name: 'choose-branch-card',
    samples: [
      chooseBranchCard([
        { id: '69ba000000000000000000b1', name: '人事部党支部' },
        { id: '69ba000000000000000000b2', name: '机关第二党支部' },
      ]),
      branchChosenCard({ id: '69ba000000000000000000b1', name: '人事部党支部' }),
    ],
  },
  {
    name: 'closing-card',
    samples: [
      closingCard(SAMPLE_CLOSING),
      closingCard({ ...SAMPLE_CLOSING, month: '2026-02', workdaysLeft: 0, calendarKnown: false }),
      closingCard({ ...SAMPLE_CLOSING, obligations: SAMPLE_OBLIGATIONS.filter(({ met }) => met), incomplete: [] }),
    ],
  },
  {
    name: 'digest-card',
    samples: [
      digestCard(SAMPLE_DIGEST),
      digestCard({ ...SAMPLE_DIGEST, to: '2026-04-03', talkCount: 2, lateCount: 1, calendarKnown: false }),
    ],
  },
  { name: 'explain-card', samples: [explainCard('2026-03', SAMPLE_OBLIGATIONS)] },
  { name: 'greeting-card', samples: [greetingCard({ registered: true }), greetingCard({ registered: false })] },
  {
    name: 'help-card',
    samples: (['group', 'p2p'] as const).flatMap((chat) =>
      (['secretary', 'member', 'guest'] as const).map((audience) => helpCard({ chat, audience })),
    ),
  },
  {
    name: 'receipt-card',
    samples: [
      receiptCard([SAMPLE_TRAINING], inGroup),
      receiptCard([{ ...SAMPLE_TRAINING, ...voided }], inGroup),
      receiptCard([SAMPLE_THEME_DAY], inGroup),
      receiptCard([SAMPLE_THEME_DAY], inPrivate),
      receiptCard([SAMPLE_MEETING], inGroup),
      receiptCard([SAMPLE_SELF_STUDY], inGroup),
      receiptCard([SAMPLE_SELF_STUDY], inPrivate),
      receiptCard([SAMPLE_TRAINING, { ...SAMPLE_MEETING, ...voided }, SAMPLE_THEME_DAY], inGroup),
    ],
  },
  {
    name: 'talk-content-card',
    samples: [
      talkContentCard(SAMPLE_TALK, { topic: '转正', place: '会议室', followup: '月底前再谈一次' }, '2026-03-18'),
      talkContentCard(SAMPLE_TALK, {}, '2026-03-18'),
    ],
  },
  {
    name: 'talk-receipt-card',
    samples: [
      talkReceiptCard(SAMPLE_TALK, { ...reader, content: { topic: '转正', place: '会议室' } }),
      talkReceiptCard(SAMPLE_TALK, { ...reader, readerIsNamed: false }),
      talkReceiptCard({ ...SAMPLE_TALK, ...voided }, reader),
    ],
  },
]

/** What is said in one line of text: no platform has to render more than that. */
export const LINES: readonly { readonly name: string; readonly samples: readonly string[] }[] = [
  {
    name: 'daily-line',
    samples: [
      dailyLine([SAMPLE_TRAINING, SAMPLE_THEME_DAY, SAMPLE_SELF_STUDY], { from: '2026-03-18', today: '2026-03-18' }),
      dailyLine([SAMPLE_MEETING], { from: '2026-03-17', today: '2026-03-18', branchName: '人事部党支部' }),
    ],
  },
  {
    name: 'quota-line',
    samples: [
      quotaLine({ pool: 'calls', used: 8012, limit: 10_000 }),
      quotaLine({ pool: 'pushes', used: 2401, limit: 3000 }),
    ],
  },
]
