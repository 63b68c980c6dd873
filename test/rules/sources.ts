import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = normalize(join(dirname(fileURLToPath(import.meta.url)), '../..'))
export const CODE_FOLDERS = ['src', 'handlers', 'cards', 'jobs']

/** One of our source files, by its path from the root, with its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** Paths from the root of our own files that it imports, types included. */
  readonly imports: readonly string[]
  /** Packages and node built-ins that it imports. */
  readonly packages: readonly string[]
}

/** Every TypeScript file below the given folders. */
export function sourceFiles(folders: readonly string[] = CODE_FOLDERS): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(join(folder, name))),
  )
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string)
  const ours = specifiers.filter((one) => one.startsWith('.'))
  return {
    path,
    text,
    imports: ours.map((one) => relative(ROOT, join(ROOT, dirname(path), one)).replace(/\.js$/, '.ts')),
    packages: specifiers.filter((one) => !one.startsWith('.')),
  }
}

/** File names (without extension) directly in a folder. */
export function namesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith('.ts'))
    .map((one) => one.name.replace(/\.ts$/, ''))
}

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
