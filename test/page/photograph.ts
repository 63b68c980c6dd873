import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { DemoInBrowser, PaneName } from './demo-in-browser.js'

const WIDTHS = { desk: 1680, phone: 390 }

/** Everything that was said, chat by chat, as text. */
function script({ world }: DemoInBrowser): string {
  return [world.feishu, world.dingtalk]
    .flatMap((simulator) =>
      simulator.chats().flatMap(({ chatId, name, members, kind }) => {
        const reader = simulator.people().find(({ id }) => members.has(id))?.name
        const lines = simulator
          .messages(chatId)
          .map(({ sender, recalled, text }) => `--- ${sender.name}${recalled ? '（已撤回）' : ''}\n${text}`)
        return lines.length === 0 ? [] : [`##### ${simulator.platform} ${kind === 'group' ? name : reader}`, ...lines]
      }),
    )
    .join('\n')
}

/**
 * Takes a picture of every message of the bot, as its reader sees it, at both widths: `feishu-group-03-desk.png`. For a
 * person to look at (CONTRIBUTING.md); tests never read them.
 */
export async function photographMessages(demo: DemoInBrowser, folder: string): Promise<void> {
  const { page, world } = demo
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'script.txt'), script(demo))
  for (const [name, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 1000 })
    for (const simulator of [world.feishu, world.dingtalk]) {
      await page.reload()
      if (width < 1100) await page.locator(`[data-switch=${simulator.platform}]`).click()
      for (const chat of simulator.chats()) {
        const replies = simulator.replies(chat.chatId)
        const reader = simulator.people().find(({ id }) => chat.members.has(id))
        if (replies.length === 0 || !reader) continue
        await openChat(page, simulator.platform, reader.name, chat.kind, width < 1100)
        const label = chat.kind === 'group' ? 'group' : reader.name
        for (const [index, { messageId }] of replies.entries()) {
          const path = join(folder, `${simulator.platform}-${label}-${String(index + 1).padStart(2, '0')}-${name}.png`)
          await page.locator(`[data-message="${messageId}"]`).screenshot({ path })
        }
        await page.screenshot({ path: join(folder, `${simulator.platform}-${label}-page-${name}.png`) })
      }
    }
  }
}

async function openChat(page: Page, pane: PaneName, person: string, kind: string, isPhone: boolean): Promise<void> {
  if (isPhone && !(await page.locator('.tab[data-view=list]').isVisible())) {
    await page.locator(`[data-platform=${pane}]`).getByRole('button', { name: '返回' }).click()
  }
  const element = page.locator(`[data-platform=${pane}]`)
  await element.locator(`[data-person=${person}]`).click()
  const loaded = page.waitForResponse(/\/api\/messages/)
  await element.locator(`[data-chat][data-kind=${kind}]`).click()
  await loaded
  await element.locator('[data-message]').last().waitFor()
}
