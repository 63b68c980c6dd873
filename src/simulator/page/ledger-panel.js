import { drawFile, drawPicture } from './attachments.js'
import { el, fill } from './dom.js'
import { loadLedger, onStore, store } from './store.js'

const kinds = {
  training: '培训学习',
  talk: '谈心谈话',
  meeting: '三会一课',
  themeDay: '主题党日',
  activity: '活动',
  volunteer: '志愿服务',
  donation: '捐款',
  honour: '荣誉',
  qualitySlip: '质量单',
  projectEvent: '项目',
  plan: '计划',
  problem: '问题',
  dues: '党费',
  commitment: '承诺',
  metric: '指标',
  spotCheck: '抽查',
  analysis: '思想分析',
}

const fieldNames = { form: '形式', date: '日期', period: '时段', minutes: '时长', host: '主持', participants: '参加' }

/** The branch's books as the operator's route lists them, newest first. */
export function createLedgerPanel() {
  const count = el('small', {})
  const body = el('div', { class: 'ledger-body' })
  const panel = el(
    'aside',
    { class: 'ledger', 'aria-label': '支部台账' },
    el(
      'header',
      { class: 'ledger-head' },
      el('b', {}, '支部台账'),
      count,
      el('button', { type: 'button', class: 'head-action', onclick: loadLedger }, '刷新'),
    ),
    body,
  )
  function draw() {
    const all = store.books.flatMap(({ entries }) => entries)
    const valid = all.filter(({ voided }) => !voided).length
    count.textContent = all.length === valid ? `${valid} 条` : `${valid} 条有效，${all.length - valid} 条作废`
    fill(body, contents())
  }
  function contents() {
    if (store.ledgerError) return el('p', { class: 'empty' }, `台账没有打开：${store.ledgerError}`)
    if (store.books.every(({ entries }) => entries.length === 0)) return el('p', { class: 'empty' }, '还没有记录')
    return store.books.map((book, index) => drawBook(book, index))
  }
  draw()
  onStore((what) => what === 'ledger' && draw())
  return panel
}

/** Numbers are each branch's own, so two branches never stand in one table. */
function drawBook({ label, entries }, index) {
  const head = el(
    'thead',
    {},
    el(
      'tr',
      {},
      ['编号', '日期', '内容', '参加'].map((name) => el('th', { scope: 'col' }, name)),
    ),
  )
  return el(
    'section',
    { data: { book: label } },
    store.books.length > 1 && el('h3', { class: 'book' }, label, el('small', {}, `${entries.length} 条`)),
    entries.length > 0 &&
      el(
        'table',
        {},
        head,
        el(
          'tbody',
          {},
          [...entries].sort(newestFirst).map((entry) => drawEntry(entry, index)),
        ),
      ),
  )
}

const newestFirst = (a, b) => String(b.enteredAt ?? b.date).localeCompare(String(a.enteredAt ?? a.date))

function drawEntry(entry, book) {
  const people = entry.participants ?? []
  const absent = entry.absent ?? []
  return el(
    'tr',
    { class: entry.voided ? 'voided' : '', data: { entry: entry.number } },
    el('td', { class: 'number' }, entry.number),
    el(
      'td',
      { class: 'date' },
      entry.date.slice(5).replace('-', '月').replace(/^0/, '').replace(/月0?/, '月').concat('日'),
    ),
    el(
      'td',
      {},
      el('div', { class: 'entry-title' }, entry.title),
      el(
        'div',
        { class: 'entry-tags' },
        el('em', { class: 'kind' }, kinds[entry.kind] ?? entry.kind),
        entry.minutes ? el('em', {}, duration(entry.minutes)) : undefined,
        entry.voided && el('em', { class: 'void' }, '作废'),
        entry.late && el('em', { class: 'late' }, '补录'),
        (entry.inferred ?? []).map((field) => el('em', { class: 'inferred' }, `${fieldNames[field] ?? field}默认`)),
      ),
      drawEvidence(entry.evidence ?? [], book),
    ),
    el(
      'td',
      { class: 'people-count', title: people.join('、') },
      people.length > 0 && `${people.length}人`,
      absent.length > 0 && el('small', {}, `缺${absent.length}`),
    ),
  )
}

/** What proves an entry: pictures as pictures, everything else by name and size. */
function drawEvidence(evidence, book) {
  if (evidence.length === 0) return undefined
  return el(
    'div',
    { class: 'entry-evidence', role: 'group', 'aria-label': `凭证${evidence.length}份` },
    evidence.map(({ id, name, mediaType, bytes }) => {
      const url = `api/evidence?book=${book}&id=${encodeURIComponent(id)}`
      return mediaType.startsWith('image/') ? drawPicture(url, '凭证', name) : drawFile({ name, size: bytes }, url)
    }),
  )
}

const duration = (minutes) =>
  minutes % 60 === 0 ? `${minutes / 60}小时` : minutes < 60 ? `${minutes}分钟` : `${(minutes / 60).toFixed(1)}小时`
