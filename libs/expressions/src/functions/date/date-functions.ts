import { addDaysFunction } from './add-days.ts';
import { addHoursFunction } from './add-hours.ts';
import { addMinutesFunction } from './add-minutes.ts';
import { addMonthsFunction } from './add-months.ts';
import { addSecondsFunction } from './add-seconds.ts';
import { addWeekDaysFunction } from './add-week-days.ts';
import { addYearsFunction } from './add-years.ts';
import { dateDifferenceFunction } from './date-difference.ts';
import { dateMaxFunction } from './date-max.ts';
import { dateMinFunction } from './date-min.ts';
import { dayOfMonthFunction } from './day-of-month.ts';
import { dayOfWeekFunction } from './day-of-week.ts';
import { daysInMonthFunction } from './days-in-month.ts';
import { daysInSplitWeekFunction } from './days-in-split-week.ts';
import { daysInYearFunction } from './days-in-year.ts';
import { endOfMonthFunction } from './end-of-month.ts';
import { formatDateFunction } from './format-date.ts';
import { hourFunction } from './hour.ts';
import { isWeekendFunction } from './is-weekend.ts';
import { minuteFunction } from './minute.ts';
import { monthFunction } from './month.ts';
import { parseDateFunction } from './parse-date.ts';
import { secondFunction } from './second.ts';
import { setDateFunction } from './set-date.ts';
import { setDayFunction } from './set-day.ts';
import { setHourFunction } from './set-hour.ts';
import { setMinuteFunction } from './set-minute.ts';
import { setMonthFunction } from './set-month.ts';
import { setSecondFunction } from './set-second.ts';
import { setYearFunction } from './set-year.ts';
import { startOfMonthFunction } from './start-of-month.ts';
import { weekDayDiffFunction } from './week-day-diff.ts';
import { workMinutesDiffFunction } from './work-minutes-diff.ts';
import { yearFunction } from './year.ts';

export const dateFunctions = [
  addDaysFunction,
  addHoursFunction,
  addMinutesFunction,
  addMonthsFunction,
  addSecondsFunction,
  addWeekDaysFunction,
  addYearsFunction,
  dateDifferenceFunction,
  dateMaxFunction,
  dateMinFunction,
  dayOfMonthFunction,
  dayOfWeekFunction,
  daysInMonthFunction,
  daysInSplitWeekFunction,
  daysInYearFunction,
  endOfMonthFunction,
  formatDateFunction,
  hourFunction,
  isWeekendFunction,
  minuteFunction,
  monthFunction,
  parseDateFunction,
  secondFunction,
  setDateFunction,
  setDayFunction,
  setHourFunction,
  setMinuteFunction,
  setMonthFunction,
  setSecondFunction,
  setYearFunction,
  startOfMonthFunction,
  weekDayDiffFunction,
  workMinutesDiffFunction,
  yearFunction,
];
