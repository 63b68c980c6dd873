import { machineNow } from '../../core/clock.js'
import { newId } from './ids.js'

export interface StoredFile {
  readonly name: string
  readonly bytes: Buffer
}

const linkMs = 10 * 60_000

/** Files of people's messages, by download code and by temporary address; and what the app uploaded. */
export class Files {
  /** What the app uploaded, by media id. */
  readonly media = new Map<string, StoredFile & { readonly type: string }>()
  readonly #codes = new Map<string, { readonly file: StoredFile; readonly since: number }>()
  readonly #links = new Map<string, { readonly file: StoredFile; readonly until: number }>()

  newCode(file: StoredFile): string {
    const code = newId.downloadCode()
    this.#codes.set(code, { file, since: machineNow() })
    return code
  }

  /** The file of a code that is not older than this. */
  byCode(code: string, seconds: number): StoredFile | undefined {
    const known = this.#codes.get(code)
    return known && known.since + seconds * 1000 > machineNow() ? known.file : undefined
  }

  newLink(file: StoredFile): { readonly key: string; readonly until: number } {
    const key = newId.file()
    const until = machineNow() + linkMs
    this.#links.set(key, { file, until })
    return { key, until }
  }

  byLink(key: string): StoredFile | undefined {
    const known = this.#links.get(key)
    return known && known.until > machineNow() ? known.file : undefined
  }
}
