import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Debian's; other systems name it in CHROMIUM. */
const PROGRAM = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
/** Ignored by git: pictures are looked at, not kept. */
const SCREENSHOTS = join(dirname(fileURLToPath(import.meta.url)), '../screenshots')

/** Headless Chromium. Fails with the command to type where there is none: a page test is never skipped. */
export async function openBrowser(): Promise<Browser> {
  if (!PROGRAM)
    throw new Error('no Chromium found: type `apt-get install -y chromium fonts-noto-cjk`, or set CHROMIUM to its path')
  return chromium.launch({
    executablePath: PROGRAM,
    // As root there is no sandbox; the rest keeps it from calling home, which a closed network answers slowly.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Takes a picture for a person to look at: test/screenshots/NAME.png */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
}
