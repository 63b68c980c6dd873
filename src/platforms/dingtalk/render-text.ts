import { overLimit, TEXT_LIMITS } from './card-limits.js'
import { plainText } from './elements.js'

/**
 * Plain text as the content of a text message, which knows no markup. Too long throws `PlatformError`: cut in the middle
 * it would be read as whole.
 */
export function renderText(text: string): string {
  const rendered = plainText(text)
  if (rendered.trim() === '') throw overLimit('a text is empty')
  if (rendered.length > TEXT_LIMITS.chars)
    throw overLimit(`a text has ${rendered.length} of ${TEXT_LIMITS.chars} characters`)
  return rendered
}
