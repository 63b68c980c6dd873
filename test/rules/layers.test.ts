import { describe, expect, it } from 'vitest'
import { type SourceFile, sourceFiles } from './sources.js'

/** Who may import whom (docs/architecture.md). A layer may always import itself. `everything` is the composition root and the command lines. */
const LAYERS: Readonly<Record<string, readonly string[] | 'everything'>> = {
  'src/core': [],
  'src/language': ['src/core'],
  'src/models': ['src/core'],
  'src/ledger': ['src/core', 'src/models'],
  'src/platforms/feishu': ['src/core'],
  'src/platforms/dingtalk': ['src/core'],
  'src/intake': ['src/core', 'src/models', 'src/language', 'src/ledger', 'handlers', 'cards'],
  'src/http': ['src/core', 'src/intake', 'src/ledger', 'src/models'],
  'src/web': ['src/core', 'src/ledger', 'src/intake', 'cards'],
  'src/services': ['src/core'],
  'src/simulator': ['src/core'],
  'src/cli': 'everything',
  src: 'everything',
  handlers: ['src/core', 'src/language', 'src/ledger', 'cards'],
  cards: ['src/core'],
  jobs: ['src/core', 'src/ledger', 'src/models', 'cards', 'src/intake'],
}

/** Folders in which a package may be imported; packages that are not named may be imported anywhere. `src/app.ts` is exempt. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  mongoose: ['src/models', 'src/ledger'],
  express: ['src/http', 'src/web'],
  bullmq: ['jobs'],
  'node-cron': ['jobs'],
  ioredis: ['jobs', 'src/services', 'src/intake/limiter.ts'],
  '@larksuiteoapi/node-sdk': ['src/platforms/feishu'],
  axios: ['src/platforms/feishu'],
  ws: ['src/platforms/dingtalk', 'src/simulator'],
  protobufjs: ['src/simulator'],
  pino: ['src/log.ts'],
  'prom-client': ['src/metrics.ts'],
}

function layerOf(path: string): string {
  const folder = path.split('/').slice(0, -1).join('/')
  const known = Object.keys(LAYERS).filter((layer) => folder === layer || folder.startsWith(`${layer}/`))
  const layer = known.sort((a, b) => b.length - a.length)[0]
  if (!layer || (layer === 'src' && folder !== 'src')) throw new Error(`${path} is in no layer of docs/architecture.md`)
  return layer
}

function forbiddenImports(file: SourceFile): string[] {
  const layer = layerOf(file.path)
  const allowed = LAYERS[layer]
  if (allowed === 'everything' || allowed === undefined) return []
  return file.imports
    .filter((target) => {
      const other = layerOf(target)
      return other !== layer && !allowed.includes(other)
    })
    .map((target) => `${file.path} imports ${target}`)
}

function forbiddenPackages(file: SourceFile): string[] {
  if (file.path === 'src/app.ts' || file.path.startsWith('src/cli/')) return []
  return file.packages
    .filter((name) => {
      const allowed = PACKAGES[name]
      return allowed !== undefined && !allowed.some((place) => file.path === place || file.path.startsWith(`${place}/`))
    })
    .map((name) => `${file.path} imports ${name}`)
}

describe('layers', () => {
  const files = sourceFiles()

  it('finds the files', () => {
    expect(files.length).toBeGreaterThan(50)
  })

  it('no file imports from a layer it may not know', () => {
    expect(files.flatMap(forbiddenImports)).toEqual([])
  })

  it('no file imports a package that another layer owns', () => {
    expect(files.flatMap(forbiddenPackages)).toEqual([])
  })

  it('only the two clocks read the time', () => {
    const readers = files.filter((file) => /new Date\(\s*\)|Date\.now\(/.test(file.text)).map((file) => file.path)
    expect(readers).toEqual(['src/core/clock.ts'])
  })

  it('only the configuration reads the environment', () => {
    const readers = files
      .filter((file) => file.text.includes('process.env') && !file.path.startsWith('src/cli/'))
      .map((file) => file.path)
    expect(readers.filter((path) => !path.startsWith('src/services/'))).toEqual(['src/main.ts'])
  })

  it('a handler or card never learns a platform’s name', () => {
    const learned = files.filter(
      (file) => /^(handlers|cards)\//.test(file.path) && /feishu|dingtalk|飞书|钉钉/i.test(file.text),
    )
    expect(learned.map((file) => file.path)).toEqual([])
  })

  it('catches a forbidden import when there is one', () => {
    const bad: SourceFile = { path: 'cards/bad.ts', text: '', imports: ['src/ledger/entries.ts'], packages: ['bullmq'] }
    expect(forbiddenImports(bad)).toHaveLength(1)
    expect(forbiddenPackages(bad)).toHaveLength(1)
  })
})
