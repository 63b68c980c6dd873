import type { Card } from '../src/core/card.js'
import type { SharedBranch } from '../src/core/committee-views.js'
import type { PartialRecord } from '../src/core/meaning.js'
import type { MemberView } from '../src/core/views.js'
import { askBackCard } from './ask-back-card.js'
import { askBackSettledCard } from './ask-back-settled-card.js'
import { attachedCard } from './attached-card.js'
import { bindGroupCard, groupBoundCard } from './bind-group-card.js'
import { branchChosenCard, chooseBranchCard } from './choose-branch-card.js'
import { closingCard } from './closing-card.js'
import { committeeCard, committeeConsentCard, committeeJoinedCard } from './committee-card.js'
import { confirmDuesCard } from './confirm-dues-card.js'
import { confirmSecretaryCard, secretaryAnsweredCard } from './confirm-secretary-card.js'
import { creditHourCard, creditHourSetCard } from './credit-hour-card.js'
import { dailyLine } from './daily-line.js'
import { digestCard, digestPreviewCard } from './digest-card.js'
import { disputeCard, disputeSettledCard } from './dispute-card.js'
import { disputeFormCard, disputeSentCard } from './dispute-form-card.js'
import { editFormCard } from './edit-form-card.js'
import { editSettledCard } from './edit-settled-card.js'
import { entryCard } from './entry-card.js'
import { toFormValues } from './entry-form.js'
import { excuseFormCard, excuseSentCard } from './excuse-form-card.js'
import { explainCard } from './explain-card.js'
import { gapCard } from './gap-card.js'
import { greetingCard } from './greeting-card.js'
import { handoverCard, handoverOffCard } from './handover-card.js'
import { heldCard, planSettledCard } from './held-card.js'
import { helpCard } from './help-card.js'
import { helpTopicCard } from './help-topic-card.js'
import { holidaysCard, holidaysImportedCard } from './holidays-card.js'
import { openWorkCard } from './open-work-card.js'
import { ownReminderCard, reminderAnsweredCard } from './own-reminder-card.js'
import { planCard } from './plan-card.js'
import { quarterCard } from './quarter-card.js'
import { queryAnswerCard } from './query-answer-card.js'
import { answersTogether } from './query-answers-card.js'
import { quotaLine } from './quota-line.js'
import { recalledCard, recalledKeptCard } from './recalled-card.js'
import { receiptCard } from './receipt-card.js'
import { rosterCards } from './roster-card.js'
import { rosterChangeCard } from './roster-change-card.js'
import { branchCreatedCard, type RosterPreview, rosterPreviewCard } from './roster-preview-card.js'
import { rulesCard } from './rules-card.js'
import {
  SAMPLE_AGENDA,
  SAMPLE_DIGEST,
  SAMPLE_FILE,
  SAMPLE_MEETING,
  SAMPLE_MONTH,
  SAMPLE_NOTICE,
  SAMPLE_NOW,
  SAMPLE_OBLIGATIONS,
  SAMPLE_PEOPLE,
  SAMPLE_PICTURE,
  SAMPLE_SELF_STUDY,
  SAMPLE_SPAN,
  SAMPLE_TALK,
  SAMPLE_THEME_DAY,
  SAMPLE_TRAINING,
  SAMPLE_ZONE,
} from './samples.js'
import { secondedCard, secondingCard } from './secretary-card.js'
import { setupRosterCard } from './setup-roster-card.js'
import { SAMPLE_COMMITTEE } from './shared/committee-samples.js'
import { SAMPLE_HANDOVER, SAMPLE_OPEN_WORK } from './shared/handover-samples.js'
import { HELP_TOPICS } from './shared/help-topics.js'
import { SAMPLE_AMOUNTS, SAMPLE_KINDS, SAMPLE_PARTIALS } from './shared/kind-samples.js'
import { SAMPLE_EXCUSE, SAMPLE_FULL_MONTH } from './shared/month-samples.js'
import { SAMPLE_REMINDERS } from './shared/own-samples.js'
import { SAMPLE_RULES } from './shared/rule-samples.js'
import { SAMPLE_QUARTERS, SAMPLE_YEAR } from './shared/talk-samples.js'
import { talkContentCard } from './talk-content-card.js'
import { talkReceiptCard } from './talk-receipt-card.js'
import { talksToldCard, talkToldCard } from './talk-told-card.js'
import { trialCard } from './trial-card.js'
import { whichEntryCard } from './which-entry-card.js'
import { yearCard } from './year-card.js'

/** A card's file name and a card of each of its states: contract tests render them all on every platform. */
export interface CardListing {
  /** File name without `.ts`. */
  readonly name: string
  readonly samples: readonly Card[]
}

const inGroup = { inGroup: true, timezone: SAMPLE_ZONE }
const inPrivate = { inGroup: false, timezone: SAMPLE_ZONE }
const voided = { voided: true, voidedBy: '赵阳', voidedAt: SAMPLE_NOW + 300_000 }
const own = { ...inPrivate, asides: new Map([[SAMPLE_KINDS.dues.id, { amounts: SAMPLE_AMOUNTS }]]) }
/** As many as one pasted message can hold, each with a long head, a guess and something to look at. */
const SAMPLE_PASTED = Array.from({ length: 20 }, (_, index) => ({
  ...(index % 2 === 0 ? SAMPLE_TRAINING : SAMPLE_THEME_DAY),
  number: `2026-学-${String(index + 1).padStart(3, '0')}`,
  title: '学习贯彻党的二十届四中全会精神专题学习教育',
  inferred: ['minutes', 'attendees'],
  warn: ['count_mismatch'],
}))
const SAMPLE_CHANGE = { at: SAMPLE_NOW, by: '赵阳', fields: [{ field: 'count', before: '3', after: '2' }] }
const reported = { ...SAMPLE_KINDS.dues, author: '赵阳', payers: ['赵阳'], warn: [] }
const reader = { timezone: SAMPLE_ZONE, readerIsNamed: true, canUndo: true }
const ofTalks = {
  ...inPrivate,
  talks: new Map([[SAMPLE_TALK.id, { ...reader, content: { topic: '转正' }, typedInGroup: 'not-saved' as const }]]),
  untold: '孙小雨还没有绑定账号，这次没能告知；请对方在群里@我一次，或请管理员登记账号，我会补上告知。',
}

const reading = {
  timezone: SAMPLE_ZONE,
  showsAbsences: false,
  showsEvidence: false,
  opensContent: false,
  closes: false,
}
const SAMPLE_READING = { inGroup: true, canReply: true, today: '2026-03-20' }
const SAMPLE_SEASON = {
  ...SAMPLE_DIGEST,
  ...{ counts: [], minutes: 0, thanks: [], upcoming: [] },
  spans: [SAMPLE_SPAN, { ...SAMPLE_SPAN, span: '2026', until: '2026-03-20' }],
}
const SAMPLE_ANSWER = {
  title: '2026年台账',
  says: ['2026年台账里：集中学习12次、外出考察1次、专题讲座1次；主题影片暂无记录'],
  chart: ['集中学习', '外出考察', '专题讲座', '主题影片'].map((label, index) => ({
    label,
    count: [12, 1, 1, 0][index] ?? 0,
  })),
  lines: Array.from({ length: 12 }, (_, index) => ({
    text: `2026-学-${String(index + 1).padStart(3, '0')} 3月17日 集中学习 · 二十届四中全会精神`,
    under: '集中学习',
  })),
  notes: ['每条是什么，请私聊问我'],
}

/** Of one message: a long answer and one that is a sentence. */
const SAMPLE_ANSWERS = [
  {
    answer: SAMPLE_ANSWER,
    page: {
      query: { what: 'counts' as const, period: '2026', forms: ['集中学习'] },
      page: 1,
      branchId: '69ba00000000000000000001',
    },
  },
  {
    answer: { title: '2026年学时', says: ['你2026年集中学习培训 6 学时；年度目标 32 学时，还差 26'] },
    page: {
      query: { what: 'credit_hours' as const, who: '$sender', period: '2026' },
      page: 1,
      branchId: '69ba00000000000000000001',
    },
  },
]

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
  ...SAMPLE_PARTIALS,
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

const SETUP_ID = '69ba0000000000000000005e'
const preview: RosterPreview = {
  setupId: SETUP_ID,
  revision: 1,
  branchName: '人事部党支部',
  nameInferred: false,
  members: SAMPLE_PEOPLE.map((name, index) => ({
    name,
    status: name === '孙小雨' ? 'probationary' : 'full',
    roles: [(['secretary', 'organization', 'dues', 'ledger'] as const)[index] ?? 'member'],
  })),
  unread: [],
}
const roster: readonly MemberView[] = preview.members.map(({ name, status, roles }, index) => ({
  id: `69ba000000000000000010${index}0`,
  name,
  aliases: index === 0 ? ['陈书记', '老陈'] : [],
  roles,
  status,
  state: name === '李响' ? 'leave' : 'active',
  ...(index < 5 ? { platformUserId: `u${index}` } : {}),
}))

const SAMPLE_DISPUTE_FORM = {
  draftId: '69ba000000000000000000d4',
  revision: 0,
  name: '2026-学-014 集中学习',
  sentence: '有出入 2026-学-014 …',
  readers: '记录人和管台账的同志',
} as const

/** Every card of this folder. A test compares it with the files. */
export const CARDS: readonly CardListing[] = [
  { name: 'ask-back-card', samples: askBacks },
  {
    name: 'ask-back-settled-card',
    samples: (['recorded', 'dropped'] as const).map((outcome) => askBackSettledCard({ outcome, type: 'training' })),
  },
  {
    name: 'attached-card',
    samples: [attachedCard('已附到 2026-学-014（凭证1份）', '集中学习 · 党章')],
  },
  {
    name: 'bind-group-card',
    samples: [
      bindGroupCard(SETUP_ID, [{ id: '69ba000000000000000000b1', name: '人事部党支部' }]),
      bindGroupCard(SETUP_ID, [
        { id: '69ba000000000000000000b1', name: '人事部党支部' },
        { id: '69ba000000000000000000b2', name: '机关第二党支部' },
      ]),
      groupBoundCard({ name: '人事部党支部' }),
    ],
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
      closingCard(SAMPLE_MONTH),
      closingCard({ ...SAMPLE_MONTH, month: '2026-02', workdaysLeft: 0 }),
      closingCard({ ...SAMPLE_MONTH, duties: SAMPLE_OBLIGATIONS.filter(({ met }) => met), incomplete: [] }),
      closingCard(SAMPLE_FULL_MONTH),
    ],
  },
  {
    name: 'confirm-secretary-card',
    samples: [
      confirmSecretaryCard(SETUP_ID),
      secretaryAnsweredCard(true, true),
      secretaryAnsweredCard(true, false),
      secretaryAnsweredCard(false, false),
    ],
  },
  {
    name: 'committee-card',
    samples: [
      committeeCard(SAMPLE_COMMITTEE),
      committeeCard({ ...SAMPLE_COMMITTEE, branches: [], pages: 1, total: 0 }),
      committeeConsentCard({
        committee: '机关第一党总支',
        committeeId: '69ba0000000000000000002c',
        branchId: SAMPLE_MONTH.branch.id,
        span: '2026-03',
        own: SAMPLE_COMMITTEE.branches[0] as SharedBranch,
      }),
      committeeJoinedCard('机关第一党总支'),
    ],
  },
  {
    name: 'confirm-dues-card',
    samples: [true, false].map((unconfirmed) =>
      confirmDuesCard({ ...reported, unconfirmed }, { amounts: [{ name: '赵阳', fen: 5240 }], timezone: SAMPLE_ZONE }),
    ),
  },
  {
    name: 'digest-card',
    samples: [
      ...[true, false].flatMap((group) =>
        [true, false].map((canReply) => digestCard(SAMPLE_DIGEST, { ...SAMPLE_READING, inGroup: group, canReply })),
      ),
      digestCard(
        { ...SAMPLE_DIGEST, to: '2026-04-03', talkCount: 2, lateCount: 1, calendarKnown: false, spans: [SAMPLE_SPAN] },
        SAMPLE_READING,
      ),
      digestPreviewCard(SAMPLE_SEASON, SAMPLE_READING, '4月3日（周五）16:10发到群里'),
    ],
  },
  { name: 'quarter-card', samples: SAMPLE_QUARTERS.map(quarterCard) },
  {
    name: 'year-card',
    samples: [
      yearCard(SAMPLE_YEAR),
      yearCard({ ...SAMPLE_YEAR, obligations: SAMPLE_YEAR.obligations.slice(-1), hours: [], next: undefined }),
    ],
  },
  {
    name: 'entry-card',
    samples: [
      entryCard(
        { ...SAMPLE_THEME_DAY, evidence: [SAMPLE_PICTURE, SAMPLE_FILE] },
        { ...reading, showsAbsences: true, showsEvidence: true },
      ),
      entryCard({ ...SAMPLE_MEETING, ...voided, changes: [SAMPLE_CHANGE] }, reading),
      entryCard(SAMPLE_TALK, { ...reading, opensContent: true, closes: true }),
    ],
  },
  {
    name: 'dispute-card',
    samples: [
      disputeCard(
        { disputeId: '69ba000000000000000000e1', entry: SAMPLE_TRAINING, by: '李响', words: '应该是周三' },
        inPrivate,
      ),
      ...(['changed', 'voided', 'kept'] as const).map((outcome) =>
        disputeSettledCard(SAMPLE_TRAINING, { by: '周海明', outcome, raisedBy: '李响' }, inPrivate),
      ),
    ],
  },
  {
    name: 'dispute-form-card',
    samples: [
      disputeFormCard(SAMPLE_DISPUTE_FORM),
      disputeFormCard({ ...SAMPLE_DISPUTE_FORM, revision: 1, errors: { words: '请写一句哪里不对' } }),
      disputeSentCard('2026-学-014 集中学习', 'sent'),
      disputeSentCard('2026-学-014 集中学习', 'dropped'),
    ],
  },
  {
    name: 'edit-form-card',
    samples: partials.map((partial) =>
      editFormCard({
        draftId: '69ba000000000000000000d2',
        revision: 0,
        type: partial.type,
        name: '2026-学-014 集中学习',
        values: toFormValues(partial, '陈立'),
        errors: { date: '请选日期' },
        people: SAMPLE_PEOPLE,
        audience: { inGroup: false },
        sentence: '2026-学-014 更正 …',
      }),
    ),
  },
  {
    name: 'edit-settled-card',
    samples: [
      editSettledCard({ outcome: 'changed', name: '2026-学-014 集中学习', changes: ['时长 2小时→3小时'] }),
      editSettledCard({ outcome: 'same', name: '2026-学-014 集中学习' }),
      editSettledCard({ outcome: 'dropped', name: '2026-学-014 集中学习' }),
    ],
  },
  {
    name: 'excuse-form-card',
    samples: [
      excuseFormCard(SAMPLE_EXCUSE),
      excuseFormCard({ ...SAMPLE_EXCUSE, revision: 1, values: { duties: ['1'] }, errors: { text: '请写一句说明' } }),
      excuseSentCard('2026年3月', { labels: ['主题党日'], text: '防汛值守，推迟到4月' }),
      excuseSentCard('2026年3月', undefined),
    ],
  },
  { name: 'explain-card', samples: [explainCard('2026-03', SAMPLE_OBLIGATIONS)] },
  {
    name: 'gap-card',
    samples: [SAMPLE_MONTH, SAMPLE_FULL_MONTH].flatMap((month) => gapCard({ ...month, workdaysLeft: 12 }) ?? []),
  },
  { name: 'greeting-card', samples: [greetingCard({ registered: true }), greetingCard({ registered: false })] },
  {
    name: 'handover-card',
    samples: [
      handoverCard(SAMPLE_HANDOVER),
      handoverCard({
        ...SAMPLE_HANDOVER,
        confirmed: { from: true, to: true },
        isOwnDone: true,
      }),
      handoverOffCard(SAMPLE_HANDOVER),
    ],
  },
  { name: 'held-card', samples: [...SAMPLE_REMINDERS.held.map(heldCard), planSettledCard(SAMPLE_KINDS.plan)] },
  {
    name: 'open-work-card',
    samples: [
      openWorkCard(SAMPLE_OPEN_WORK, { from: '陈立', to: '赵阳', on: '2026-03-18', reader: 'to' }),
      openWorkCard({ ...SAMPLE_OPEN_WORK, offices: ['dues'] }, { to: '赵阳', on: '2026-03-16', reader: 'from' }),
      openWorkCard({ branch: SAMPLE_MONTH.branch, today: '2026-03-18', offices: ['ledger'] }),
    ],
  },
  {
    name: 'own-reminder-card',
    samples: [
      ...SAMPLE_REMINDERS.coming.map(ownReminderCard),
      reminderAnsweredCard(SAMPLE_REMINDERS.coming[0].coming, '好的，3月26日（周四）早上再提醒你', '2026-03-25'),
    ],
  },
  {
    name: 'help-card',
    samples: (['group', 'p2p'] as const).flatMap((chat) =>
      (['secretary', 'member', 'guest'] as const).map((audience) => helpCard({ chat, audience })),
    ),
  },
  {
    name: 'help-topic-card',
    samples: HELP_TOPICS.flatMap((topic) => (['group', 'p2p'] as const).map((chat) => helpTopicCard(topic, { chat }))),
  },
  {
    name: 'holidays-card',
    samples: [
      ...[undefined, [], [{ date: '2026-05-06', works: false }]].map((changed) =>
        holidaysCard({
          branchId: '69ba000000000000000000b1',
          listId: '69ba0000000000000000001c',
          notice: SAMPLE_NOTICE,
          ...(changed ? { changed } : {}),
        }),
      ),
      holidaysImportedCard(2026),
    ],
  },
  {
    name: 'plan-card',
    samples: [SAMPLE_MONTH, SAMPLE_FULL_MONTH].flatMap((month) => planCard({ ...month, workdaysLeft: 22 }) ?? []),
  },
  {
    name: 'credit-hour-card',
    samples: [creditHourCard({ branchId: '69ba000000000000000000b1', from: 60, to: 45 }), creditHourSetCard(60, 45)],
  },
  {
    name: 'query-answer-card',
    samples: [1, 2].map((page) =>
      queryAnswerCard(SAMPLE_ANSWER, {
        query: { what: 'counts', period: '2026', forms: ['集中学习', '专题讲座'] },
        page,
        branchId: '69ba00000000000000000001',
      }),
    ),
  },
  {
    name: 'query-answers-card',
    samples: [SAMPLE_ANSWERS, SAMPLE_ANSWERS.toReversed()].flatMap((answered) => {
      const content = answersTogether(answered)
      return content.type === 'card' ? [content.card] : []
    }),
  },
  {
    name: 'recalled-card',
    samples: [
      recalledCard([SAMPLE_TRAINING], { today: '2026-03-18' }),
      recalledCard([SAMPLE_TRAINING, SAMPLE_MEETING], { today: '2026-03-18' }),
      recalledKeptCard([SAMPLE_TRAINING], '2026-03-18'),
    ],
  },
  {
    name: 'receipt-card',
    samples: [
      receiptCard([SAMPLE_TRAINING], inGroup),
      receiptCard([{ ...SAMPLE_TRAINING, ...voided }], inGroup),
      receiptCard([SAMPLE_THEME_DAY], inGroup),
      receiptCard([SAMPLE_THEME_DAY], inPrivate),
      receiptCard([SAMPLE_MEETING], inGroup),
      receiptCard([SAMPLE_AGENDA], inGroup),
      receiptCard([SAMPLE_SELF_STUDY], inGroup),
      receiptCard([SAMPLE_SELF_STUDY], inPrivate),
      receiptCard([SAMPLE_TRAINING, { ...SAMPLE_MEETING, ...voided }, SAMPLE_THEME_DAY], inGroup),
      ...Object.values(SAMPLE_KINDS).flatMap((entry) => [receiptCard([entry], inGroup), receiptCard([entry], own)]),
      ...[inGroup, inPrivate].map((where) => receiptCard(SAMPLE_PASTED, where)),
      receiptCard([SAMPLE_TALK, { ...SAMPLE_TALK, ...voided }, SAMPLE_TALK], ofTalks),
      receiptCard([SAMPLE_TRAINING, SAMPLE_TALK], ofTalks),
      receiptCard([...SAMPLE_PASTED.slice(1), SAMPLE_TALK], ofTalks),
      receiptCard(
        SAMPLE_PASTED.map((entry) => ({ ...entry, ...voided })),
        inGroup,
      ),
      receiptCard([{ ...SAMPLE_KINDS.qualitySlip, closedOn: '2026-03-18', changes: [SAMPLE_CHANGE] }], inGroup),
    ],
  },
  {
    name: 'roster-card',
    samples: [
      ...rosterCards('人事部党支部', roster),
      ...rosterCards(
        '机关第二党支部',
        Array.from({ length: 61 }, (_, index) => ({ ...(roster[index % 7] as MemberView), name: `党员${index + 1}` })),
      ),
    ],
  },
  {
    name: 'roster-change-card',
    samples: [
      rosterChangeCard({
        title: '周海明分工',
        lines: [
          { name: '周海明', what: '分工', before: '党员', after: '管台账' },
          { name: '李淑贤', what: '分工', before: '管党费、管台账', after: '管党费' },
        ],
        on: '2026-03-18',
        dateInferred: true,
      }),
      rosterChangeCard({
        title: '吴刚进名册',
        lines: [{ name: '吴刚', what: '名册', after: '正式党员' }],
        on: '2026-03-01',
        dateInferred: false,
        note: '他第一次在群里@我时，按姓名认账号。',
      }),
    ],
  },
  { name: 'rules-card', samples: [rulesCard('人事部党支部', SAMPLE_RULES, '2026-03-20')] },
  {
    name: 'roster-preview-card',
    samples: [
      rosterPreviewCard(preview),
      rosterPreviewCard({ ...preview, branchName: '党支部（书记陈立）', nameInferred: true, unread: ['三四五六七八'] }),
      branchCreatedCard(preview),
    ],
  },
  {
    name: 'secretary-card',
    samples: [
      secondingCard({ setupId: SETUP_ID, name: '陈立' }),
      secondingCard({ setupId: SETUP_ID }),
      secondedCard('陈立', true),
      secondedCard(undefined, false),
    ],
  },
  {
    name: 'setup-roster-card',
    samples: [
      setupRosterCard({ setupId: SETUP_ID, revision: 0 }),
      setupRosterCard({
        setupId: SETUP_ID,
        revision: 1,
        inGroup: SAMPLE_PEOPLE.map((name, index) => ({ userId: `ou_${index}`, name })),
        values: { branchName: '人事部党支部', picked: ['ou_0'], people: '李响 预备' },
      }),
      setupRosterCard({
        setupId: SETUP_ID,
        revision: 1,
        values: { branchName: '人事部党支部', people: '陈立 书记' },
        error: '没看出党员名单，请一行写一位',
      }),
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
    name: 'trial-card',
    samples: [
      trialCard('昨天下午集中学习2小时 学习党章 全员参加', { ...SAMPLE_TRAINING, number: '（试记）' }, SAMPLE_ZONE),
    ],
  },
  {
    name: 'talk-receipt-card',
    samples: [
      talkReceiptCard(SAMPLE_TALK, { ...reader, content: { topic: '转正', place: '会议室' } }),
      talkReceiptCard(SAMPLE_TALK, { ...reader, readerIsNamed: false, untold: ofTalks.untold }),
      talkReceiptCard(
        { ...SAMPLE_TALK, title: '谈心谈话 陈立—孙小雨、李响', partners: ['孙小雨', '李响'] },
        { ...reader, content: { occasion: '工作变动', topic: '轮岗' } },
      ),
      talkReceiptCard({ ...SAMPLE_TALK, ...voided }, reader),
    ],
  },
  {
    name: 'talk-told-card',
    samples: [
      talkToldCard('陈立记了与你3月17日的谈心谈话', SAMPLE_TALK),
      ...[3, 8].map((count) =>
        talksToldCard(
          Array.from({ length: count }, () => ({ line: '陈立记了与你3月17日的谈心谈话', entry: SAMPLE_TALK })),
          '人事部党支部',
        ),
      ),
    ],
  },
  {
    name: 'which-entry-card',
    samples: [
      whichEntryCard({ entries: [SAMPLE_TRAINING, SAMPLE_MEETING], wish: { verb: '撤销' }, today: '2026-03-18' }),
      whichEntryCard({
        entries: Array.from({ length: 15 }, () => SAMPLE_THEME_DAY),
        wish: { verb: '有出入' },
        today: '2026-03-18',
      }),
      whichEntryCard({
        entries: Array.from({ length: 10 }, () => SAMPLE_TRAINING),
        wish: { verb: '改', draftId: '69ba000000000000000000d3' },
        today: '2026-03-18',
      }),
      whichEntryCard({
        entries: [SAMPLE_TALK],
        wish: { verb: '有出入' },
        today: '2026-03-18',
      }),
      whichEntryCard({
        entries: [SAMPLE_TRAINING, SAMPLE_THEME_DAY],
        wish: { verb: '附到', fileId: '69ba000000000000000000f1' },
        today: '2026-03-18',
      }),
    ],
  },
]

/** What is said in one line of text: no platform has to render more than that. */
export const LINES: readonly { readonly name: string; readonly samples: readonly string[] }[] = [
  {
    name: 'daily-line',
    samples: [
      dailyLine([SAMPLE_TRAINING, SAMPLE_THEME_DAY, SAMPLE_SELF_STUDY], { from: '2026-03-18', today: '2026-03-18' }),
      dailyLine([SAMPLE_MEETING], { from: '2026-03-17', today: '2026-03-18' }),
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
