import type { PartialRecord } from '../../core/meaning.js'
import { memberAt, type Names } from '../people/find-person.js'
import { DAY, type Doubt, TEXTS } from './doubt.js'

/** Facts of a record that went into its text, or out of it. */

/** A day by itself in what was taken for a subject, mostly the end of a correction: 主题：年终考核，不对，是11月11号. */
const BARE_DAY = new RegExp(
  `^(?:应该|应当|应|就|都)?是?(?:在|于)?${DAY}(?:上午|下午|晚上|中午)?(?:的(?:事|活动|会|那天)?|那天|才对)?$`,
)
const BARE_LENGTH =
  /^(?:应该|应|就)?是?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3})个?(?:半)?(?:分钟|小时|钟头|学时|课时|刻钟)(?:才对)?$/
/** A span without a day, said as the time: 前阵子，拾金不昧; 上半年廉政谈话. */
const VAGUE_DAY =
  /^(?:大概|好像|约)?(?:上个?月|上季度|上半年|下半年|前阵子|前一阵子?|前几天|前两天|前些天|前些日子|前段时间|年初|年前|月初|上旬|中旬|下旬|最近|近期|去年)(?:的?时候|里|那会儿?)?(?:$|(?=廉[政正]|谈[心话]|提醒谈))/

/** A fact of the record that went into its text instead. */
export function passedOver(record: PartialRecord, names: Names): Doubt | undefined {
  const said = record as { readonly [field: string]: unknown }
  for (const field of TEXTS) {
    const value = said[field]
    if (typeof value !== 'string' || value.includes('《')) continue
    // 备注：下次3月20日: a remark may name a day, but takes none back.
    if (field === 'note' && !/不对|错了|不是/.test(value)) continue
    if (field === 'note' && /(?:不对|说错了?|记错了?|哦不)[,，]/.test(value))
      return { question: `「${value}」里要改的是哪一项？`, fields: ['note'] }
    for (const clause of value.split(/[\s,，。;；、]+/)) {
      if (BARE_DAY.test(clause)) return { question: `「${clause}」是哪件事的日期？`, fields: ['date', field] }
      if (BARE_LENGTH.test(clause)) return { question: `「${clause}」是时长吗？`, fields: ['minutes', field] }
      if (/^(?:顺便|另外|对了|还有)?(?:再)?(?:请问|问一?下|想问|问问)/.test(clause))
        return { question: `「${clause}」请另外问。`, fields: [field] }
      if (VAGUE_DAY.test(clause)) return { question: '是哪一天？', fields: ['date'] }
      const person = field === 'topic' ? memberAt(clause, 0, names) : undefined
      if (person && person.end === clause.length)
        return { question: `「${clause}」是什么角色？`, fields: ['attendees', 'partner', field] }
    }
  }
  return undefined
}

/** 我和海明在茶水服务台当志愿者: who typed it was there too. */
export function withoutMe({ type, ...record }: PartialRecord, open: string): Doubt | undefined {
  const { attendees } = record as { readonly attendees?: unknown }
  if (type === 'talk' || !Array.isArray(attendees) || attendees.includes('$sender')) return undefined
  return WITH_ME.test(open) ? { question: '你自己也参加了吗？', fields: ['attendees'] } : undefined
}
const WITH_ME =
  /(?:陪|带)(?:着|同)?我(?!们)|我(?:和|跟|与|同|、)(?!们)|(?<=[\u4E00-\u9FFF])(?:和|跟|与|、|还有|加上)我(?![们国党省市局部支的])/

/** 问题：值班室太冷，下周联系后勤修空调: of a talk, what is still to be done is a task with its time. */
export function taskInText(record: PartialRecord): Doubt | undefined {
  if (record.type !== 'talk' || record.followup !== undefined) return undefined
  const { topic = '', problem = '' } = record
  const task = `${topic},${problem}`.split(/[\s,，。;；]+/).find((clause) => TASK.test(clause))
  return task === undefined ? undefined : { question: `「${task}」是后面要办的事吗？`, fields: ['followup'] }
}
const TASK =
  /^(?:我|再|就)?(?:下周[一二三四五六日]?|下个?(?:月|星期|礼拜)|明天|后天|月底前?|年底前?|[一二三两四五\d]{1,2}(?:天|周|个月)之?内)(?:我|前|之前|再|就|去|帮)*(?=联系|协调|落实|安排|帮|给|找|解决|反映|申请|跟进|回访|报修|修|买|换|处理)/
