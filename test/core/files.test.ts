import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mediaTypeOf, sha256Of } from '../../src/core/files.js'
import { createDiskFileStore } from '../../src/services/disk-file-store.js'

const bytes = (...start: number[]): Buffer => Buffer.concat([Buffer.from(start), Buffer.alloc(20)])

describe('the type of a file', () => {
  it.each([
    [bytes(0xff, 0xd8, 0xff, 0xe0), 'x.png', 'image/jpeg'],
    [bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), undefined, 'image/png'],
    [Buffer.from('RIFF1234WEBPVP8 '), undefined, 'image/webp'],
    [Buffer.from('%PDF-1.7 …'), 'notes.exe', 'application/pdf'],
    [bytes(0x50, 0x4b, 3, 4), '名单.XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [bytes(0x50, 0x4b, 3, 4), 'a.zip', undefined],
    [bytes(0xd0, 0xcf, 0x11, 0xe0), 'old.doc', 'application/msword'],
    [Buffer.from('<html><script>'), 'photo.jpg', undefined],
    [Buffer.from('MZ\x90'), 'photo.png', undefined],
    [Buffer.alloc(0), 'photo.png', undefined],
  ])('is told by its first bytes %#', (content, name, type) => {
    expect(mediaTypeOf({ bytes: content, ...(name === undefined ? {} : { name }) })).toBe(type)
  })
})

describe('the folder of files', () => {
  it('gives back what it was given, keeps equal files once, and nothing half written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'files-'))
    const store = createDiskFileStore(folder)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (content) => {
        const file = Buffer.from(content)
        const [one, two] = await Promise.all([store.put(file), store.put(file)])
        expect(one).toEqual(two)
        expect(one.sha256).toBe(sha256Of(file))
        expect((await store.get(one.storageKey))?.equals(file)).toBe(true)
      }),
      { numRuns: 30 },
    )
    const left = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.part'))
    expect(left).toEqual([])
  })

  it('knows no key but a hash', async () => {
    const store = createDiskFileStore(mkdtempSync(join(tmpdir(), 'files-')))
    for (const key of ['../../etc/passwd', '', 'f'.repeat(63), 'F'.repeat(64)])
      expect(await store.get(key)).toBeUndefined()
    expect(await store.get('f'.repeat(64))).toBeUndefined()
  })
})
