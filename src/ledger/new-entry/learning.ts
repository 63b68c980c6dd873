import { agendaOf } from './agenda.js'
import { attendanceOf } from './attendance.js'
import type { KindFields, MeaningOf, Speller } from './source.js'

export const trainingOf = (meaning: MeaningOf<'training'>, speller: Speller): KindFields => ({
  kind: 'training',
  ...attendanceOf(meaning, speller),
  form: meaning.form,
  lecturer: speller.optionalPerson(meaning.lecturer),
  audience: meaning.audience,
  speciality: meaning.speciality,
  category: meaning.category,
  campaign: meaning.campaign,
  document: meaning.document,
  level: meaning.level,
})

export const themeDayOf = (meaning: MeaningOf<'theme_day'>, speller: Speller): KindFields => ({
  kind: 'themeDay',
  ...attendanceOf(meaning, speller),
  form: meaning.form,
})

export const meetingOf = (meaning: MeaningOf<'meeting'>, speller: Speller): KindFields => ({
  kind: 'meeting',
  ...attendanceOf(meaning, speller),
  subkind: meaning.kind,
  votes: meaning.votes,
  resolution: meaning.resolution,
  agenda: agendaOf(meaning.agenda, speller),
})
