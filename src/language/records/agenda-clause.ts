import type { AgendaItemMeaning, ErrorMeaning } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { takeDeadline } from '../dates/deadline-clause.js'
import { type Names, resolveName } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople } from '../people/read-person.js'
import { Scan, TAKEN } from '../scan.js'

/** Who does an item of the agenda, and by when in the words said. */
export interface Task {
  owner?: string
  error?: ErrorMeaning
  /** More than one was named. */
  many?: boolean
  due?: string
}

const WHO = '[@\\u4E00-\\u9FFF、]{1,12}?'
/** 由赵阳负责, 赵阳牵头落实: at the end of a clause, so that 赵阳负责会议记录 is none. */
const DOES = new RegExp(
  `(?:(?:会议|支部|大家)?(?:决定|明确|确定|议定|商定|要求|指定)(?:了)?[:：]?)?(由|请|让|交由|交给)?(${WHO})(?:同志)?(?:来|去)?(?:具体|全面|总)?(?:负责|牵头|主抓|主办|承办|跟进|督办|落实|去办|来办|办理)(?:落实|整改|督办|跟进|办理|实施|推进|抓好|抓)?$`,
)
const OWNER = new RegExp(
  `(?:责任人|负责人|牵头人|承办人|责任部门|牵头部门|责任单位)(?:[:：]|是|为)?\\s?(${WHO})(?:同志)?$`,
)
const DEPARTMENT = /(?:部|处|科|室|组|中心|办|班|队|公司|委|局)$/
/** Words around an owner or a deadline that say nothing themselves. */
const FRAME =
  /^(?:并|且|要求|计划|争取|确保|务必|必须|力争|同时|将|要|须|需|于|在|限|前|完成|办[完结好妥]|做完|落实|到位|整改|解决|做好|办好|[,，、:：.。;；\s])+$/

/**
 * The owner and the deadline at the end of a clause, and what stands before them; undefined when it has neither. A clause
 * that is nothing else has an empty `rest`. `isBracketed`: a name alone in it is the owner's.
 */
export function takeTask(clause: string, names: Names, isBracketed = false): { task: Task; rest: string } | undefined {
  const due = deadlineAtEnd(clause)
  const before = due ? due.rest : clause
  const own = ownerAtEnd(before, names) ?? (due ? undefined : ownerFirst(clause, names))
  if (!own && !due) return isBracketed ? alone(clause, names) : undefined
  const task: Task = { ...own?.task, ...(due && { due: due.words }) }
  const rest = (own ? own.rest : before).replace(/(?:由|请|让|交由|交给)?[\s,，、:：]*$/, '')
  return { task, rest: FRAME.test(rest) ? '' : rest }
}

/** 3月底前完成, 期限4月15日: behind whatever stands in the clause. */
function deadlineAtEnd(clause: string): { words: string; rest: string } | undefined {
  const scan = new Scan(clause)
  const words = takeDeadline(scan)
  if (words === undefined) return undefined
  const at = scan.open.indexOf(TAKEN)
  const behind = scan.open.slice(scan.open.lastIndexOf(TAKEN) + 1)
  if (behind !== '' && !FRAME.test(behind)) return undefined
  return { words, rest: clause.slice(0, at) }
}

function ownerAtEnd(clause: string, names: Names): { task: Task; rest: string } | undefined {
  const labelled = OWNER.exec(clause)
  if (labelled) return { task: ownerNamed(labelled[1] as string, names), rest: clause.slice(0, labelled.index) }
  const does = DOES.exec(clause)
  if (!does) return undefined
  // 消防整改由赵阳负责: the name begins where one can be read, nearest to the verb.
  const said = does[2] as string
  const from = does.index + does[0].indexOf(said)
  for (let at = 0; at < said.length; at++) {
    const name = said.slice(at)
    const people = readPeople(name, 0, names)
    const isDepartment = does[1] !== undefined && at === 0 && DEPARTMENT.test(name)
    if (!isDepartment && (people[0]?.start !== 0 || people.at(-1)?.end !== name.length)) continue
    if (!isDepartment && people.some((one) => one.unknown === true) && !(does[1] !== undefined && at === 0)) continue
    const head = at === 0 ? does.index : from + at
    return { task: ownerNamed(name, names), rest: clause.slice(0, head) }
  }
  return does[1] !== undefined && said.length <= 4
    ? { task: ownerNamed(said, names), rest: clause.slice(0, does.index) }
    : undefined
}

/** 由赵阳落实消防整改: the doer before what he does. */
const FIRST = new RegExp(`^(?:由|请|让)(${WHO})(?:同志)?(?:负责|牵头|落实|办理|完成|组织|承办)`)

function ownerFirst(clause: string, names: Names): { task: Task; rest: string } | undefined {
  const found = FIRST.exec(clause)
  const people = found ? readPeople(found[1] as string, 0, names) : []
  if (!found || people.length !== 1 || people[0]?.end !== (found[1] as string).length) return undefined
  return { task: ownerNamed(found[1] as string, names), rest: clause.slice(found[0].length) }
}

/** （赵阳，3月底前）: a bracket that names nothing else. */
function alone(clause: string, names: Names): { task: Task; rest: string } | undefined {
  const [person, ...others] = readPeople(clause, 0, names)
  if (!person || others.length > 0 || person.unknown || person.start !== 0 || person.end !== clause.length)
    return undefined
  return { task: ownerNamed(clause, names), rest: '' }
}

function ownerNamed(said: string, names: Names): Task {
  if (/^(?:我|本人)$/.test(said)) return { owner: '$sender' }
  const people = readPeople(said, 0, names)
  if (people.length === 0 && DEPARTMENT.test(said)) return { owner: said }
  const [person] = people.length > 0 ? people : [{ start: 0, end: said.length, ...resolveName(said, names) }]
  if (!person) return {}
  if (people.length > 1) return { owner: people[0]?.name ?? said, many: true }
  const error = personError(person)
  if (error) return DEPARTMENT.test(said) && error.error === 'unknown_person' ? { owner: said } : { error }
  return person.name === undefined ? {} : { owner: person.name }
}

const N = NUMBER.replace('(?:', '(')
const SIDES = { for: '(?<!不)(?:赞成|同意)', against: '(?:反对|不同意)', abstain: '弃权' } as const
const PATTERNS = (['against', 'abstain', 'for'] as const).map((side) => ({
  side,
  pattern: new RegExp(`${SIDES[side]}票?[:：]?\\s?${N}\\s?[票人]?|${N}\\s?[票人]?${SIDES[side]}`, 'g'),
}))

/** 赞成5票反对0票: the votes of a clause that says nothing else. */
export function votesOf(clause: string): AgendaItemMeaning['votes'] {
  const votes: NonNullable<AgendaItemMeaning['votes']> = {}
  const scan = new Scan(clause)
  for (const { side, pattern } of PATTERNS) {
    const [found] = scan.takeAll(pattern)
    const count = parseNumber(found?.groups.find((group) => group !== undefined) ?? '')
    if (found && count !== undefined) votes[side] = count
  }
  const left = scan.open.replaceAll(TAKEN, '').replace(/表决(?:结果|情况)?|投票|[:：、\s]/g, '')
  return left === '' && Object.keys(votes).length > 0 ? votes : undefined
}

const DECIDES =
  /^(?:会议|支部|大会|大家)?(?:(?:全票|一致|表决)*(?:同意|通过)|未通过|没通过|不同意|暂缓|决定|决议|议定|明确|要求|商定|确定)/

/** 通过, 决定公开招标: what was decided on the item; undefined for any other clause. */
export function decisionOf(clause: string): string | undefined {
  if (!DECIDES.test(clause)) return undefined
  return clause.replace(/^(?:会议|支部|大会|大家)?(?:决定|决议|议定|明确|商定|确定)了?[:：]?(?=\S{2})/, '')
}
