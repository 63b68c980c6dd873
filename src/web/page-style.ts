import { createHash } from 'node:crypto'

/**
 * Looks of the pages. Office phones have old web views (Chromium 80, iOS 13): no `gap` in flex boxes, no `:has`, no
 * `:focus-visible`, no `inset`. Inputs have 16 px, or iOS zooms in and stays there. Targets are 44 px and more. Arrows
 * are gradients, because the page may load no picture, not even one inside the style.
 */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --back: #f2f3f5;
  --sheet: #fff;
  --ink: #1d2129;
  --soft: #565d69;
  --line: #868e9b;
  --hair: #e3e5e9;
  --main: #1456c0;
  --main-ink: #fff;
  --pale: #edf3fd;
  --warn: #8a4b00;
  --warn-back: #fff5e3;
  --bad: #b3261e;
  --bad-back: #fdf0ef;
  --good: #1b6e3c;
  --good-back: #e9f6ee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #121417;
    --sheet: #1e2125;
    --ink: #e9ebee;
    --soft: #aeb5bf;
    --line: #767e8a;
    --hair: #33383f;
    --main: #8ab4f8;
    --main-ink: #0d1b33;
    --pale: #263349;
    --warn: #ffcf87;
    --warn-back: #3a2c14;
    --bad: #ffb4ab;
    --bad-back: #40211f;
    --good: #92d8a9;
    --good-back: #183524;
  }
}
* {
  box-sizing: border-box;
}
html {
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  margin: 0;
  padding: 16px 12px 40px;
  color: var(--ink);
  background: var(--back);
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei",
    "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  word-break: break-word;
  overflow-wrap: break-word;
}
main {
  max-width: 560px;
  margin: 0 auto;
  padding: 20px 16px 24px;
  background: var(--sheet);
  border-radius: 14px;
}
h1 {
  margin: 0 0 12px;
  font-size: 22px;
  line-height: 1.35;
  font-weight: 600;
}
h1 .state {
  display: inline-block;
  margin: 0 10px 0 0;
  padding: 3px 10px;
  border-radius: 6px;
  font-size: 14px;
  line-height: 1.5;
  vertical-align: 3px;
  color: var(--soft);
  background: var(--back);
}
.warning .state {
  color: var(--warn);
  background: var(--warn-back);
}
.danger .state {
  color: var(--bad);
  background: var(--bad-back);
}
.success .state {
  color: var(--good);
  background: var(--good-back);
}
p,
ul,
dl {
  margin: 0 0 12px;
}
.strong {
  font-size: 17px;
  font-weight: 600;
}
.muted,
.hint {
  color: var(--soft);
}
hr {
  margin: 16px 0;
  border: 0;
  border-top: 1px solid var(--hair);
}
dt {
  color: var(--soft);
}
dd {
  margin: 0 0 8px;
}
.box {
  margin: 0 0 16px;
  padding: 12px 14px;
  border-left: 4px solid var(--warn);
  border-radius: 4px 10px 10px 4px;
  color: var(--warn);
  background: var(--warn-back);
}
.box.bad {
  border-left-color: var(--bad);
  color: var(--bad);
  background: var(--bad-back);
}
.box ul {
  margin: 0;
  padding: 0;
  list-style: none;
}
.box a {
  display: block;
  padding: 10px 0;
  color: inherit;
}
form {
  margin: 20px 0 0;
}
.field {
  min-width: 0;
  margin: 0 0 20px;
  padding: 0;
  border: 0;
}
.field.wrong {
  padding-left: 12px;
  border-left: 4px solid var(--bad);
}
.field label.name,
.field legend {
  display: block;
  margin: 0 0 6px;
  padding: 0;
  font-weight: 600;
}
.must {
  margin-left: 8px;
  font-size: 14px;
  font-weight: 400;
  color: var(--soft);
}
.error,
.field .hint {
  margin: 0 0 6px;
}
.field .hint {
  font-size: 14px;
}
.error {
  color: var(--bad);
}
input,
select,
textarea,
button {
  font: inherit;
  color: inherit;
}
.entry {
  display: block;
  width: 100%;
  min-width: 0;
  min-height: 48px;
  margin: 0;
  padding: 10px 12px;
  border: 1px solid var(--line);
  border-radius: 10px;
  font-size: 16px;
  line-height: 26px;
  text-align: left;
  color: var(--ink);
  background-color: var(--sheet);
  -webkit-appearance: none;
  appearance: none;
}
.entry::placeholder {
  color: var(--soft);
  opacity: 1;
}
.entry::-webkit-date-and-time-value {
  text-align: left;
}
textarea.entry {
  min-height: 110px;
  resize: vertical;
}
select.entry {
  padding-right: 40px;
  background-image: linear-gradient(45deg, transparent 50%, var(--soft) 50%),
    linear-gradient(135deg, var(--soft) 50%, transparent 50%);
  background-repeat: no-repeat;
  background-position: right 21px center, right 15px center;
  background-size: 6px 6px, 6px 6px;
}
.wrong .entry {
  border: 2px solid var(--bad);
  padding: 9px 11px;
}
.wrong select.entry {
  padding-right: 39px;
}
summary {
  min-height: 48px;
  padding: 11px 12px;
  border: 1px solid var(--line);
  border-radius: 10px;
  color: var(--soft);
  cursor: pointer;
}
details[open] summary {
  margin-bottom: 8px;
}
.choices {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(98px, 1fr));
  grid-gap: 8px;
}
.choice {
  position: relative;
}
.choice input {
  position: absolute;
  top: 13px;
  left: 10px;
  width: 20px;
  height: 20px;
  margin: 0;
  accent-color: var(--main);
}
.choice label {
  display: block;
  min-height: 46px;
  padding: 10px 6px 10px 38px;
  border: 1px solid var(--line);
  border-radius: 10px;
  line-height: 24px;
}
.choice input:checked + label {
  border-color: var(--main);
  background: var(--pale);
}
button,
.button {
  display: block;
  width: 100%;
  min-height: 50px;
  margin: 0 0 12px;
  padding: 12px;
  border: 1px solid var(--line);
  border-radius: 10px;
  font-size: 17px;
  line-height: 24px;
  text-align: center;
  text-decoration: none;
  color: var(--ink);
  background: var(--sheet);
  -webkit-appearance: none;
  appearance: none;
  cursor: pointer;
}
button.primary {
  margin-top: 28px;
  border-color: var(--main);
  font-weight: 600;
  color: var(--main-ink);
  background: var(--main);
}
button:active,
.button:active {
  opacity: 0.8;
}
a:focus,
button:focus,
input:focus,
select:focus,
textarea:focus,
summary:focus {
  outline: 3px solid var(--main);
  outline-offset: 2px;
}
.box:focus {
  outline: 2px solid currentcolor;
  outline-offset: 0;
}
.message {
  padding: 40px 12px 36px;
  text-align: center;
}
.message .sign {
  width: 64px;
  height: 64px;
  margin: 0 auto 16px;
  border-radius: 50%;
  font-size: 32px;
  line-height: 64px;
  color: var(--soft);
  background: var(--back);
}
.message.success .sign {
  color: var(--good);
  background: var(--good-back);
}
.message.warning .sign {
  color: var(--warn);
  background: var(--warn-back);
}
.message.error .sign {
  color: var(--bad);
  background: var(--bad-back);
}
.message form {
  margin: 24px 0 0;
}
.message .button {
  margin: 24px 0 0;
}
`

/** What a Content-Security-Policy names instead of the style itself. */
export const PAGE_STYLE_HASH = `sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}`
