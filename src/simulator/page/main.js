import { createClockBar } from './clock-bar.js'
import { el, fill } from './dom.js'
import { createLedgerPanel } from './ledger-panel.js'
import { createPane } from './pane.js'
import { createPlatformSwitch } from './platform-switch.js'
import { isWaiting, onStore, setView, startStore, store } from './store.js'
import { showToast } from './toast.js'

const panes = document.getElementById('panes')
const tabs = document.getElementById('tabs')

const views = [
  ['list', '会话'],
  ['chat', '聊天'],
  ['ledger', '台账'],
]

function drawTabs() {
  const waiting = store.panes.some(isWaiting)
  fill(
    tabs,
    views
      .filter(([view]) => view !== 'ledger' || store.hasLedger)
      .map(([view, label]) =>
        el(
          'button',
          {
            type: 'button',
            class: store.view === view ? 'tab on' : 'tab',
            data: { view },
            onclick: () => setView(view),
          },
          label,
          view === 'list' && waiting && el('i', { class: 'dot' }),
        ),
      ),
  )
}

try {
  await startStore()
  document.body.dataset.view = store.view
  document.title = store.title
  const several = store.panes.length > 1
  fill(document.getElementById('top'), el('h1', {}, store.title), several && createPlatformSwitch(), createClockBar())
  fill(panes, store.panes.map(createPane), store.hasLedger && createLedgerPanel())
  onStore(drawTabs)
  drawTabs()
} catch (error) {
  showToast('error', `页面没有打开：${error.message}`)
}
