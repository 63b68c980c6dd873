/** 新员工, 新入职的: what stands before the names. */
const LEAD =
  /^新(?:入职|来|招|进|到|分来?)?的?(?:[一二两三四五六七八九十\d]{1,2}[个名位])?(?:员工|职工|同事|同志|大学生|毕业生|人)?(?:有|是|为)?[:：]?\s?/
const NAME = /^[\u4E00-\u9FFF]{2,4}$/
/** 宾馆员工, 各部门: people, but nobody's name. */
const NO_NAME = /[员工部组班队科处室馆店生们各全]/

/**
 * The names of new staff in the words for whom a first lesson was given (「新员工张萌、刘洋」): they are in no roster, and the
 * branch's book asks for them (domain.md P3). Empty: nobody is named.
 */
export function newStaffNames(form: string | undefined, audience: string | undefined): string[] {
  if (form !== '第一课' || audience === undefined) return []
  const names = audience.replace(LEAD, '').split(/[、,，和及]/u)
  return names.every((name) => NAME.test(name) && !NO_NAME.test(name)) ? names : []
}
