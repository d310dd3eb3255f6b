/** Days, times and lengths as people here write them. Local days are `YYYY-MM-DD`; zones are IANA names. */
const WEEKDAYS = ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];
const SHORT_WEEKDAYS = ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'];

/** `17:15`, at the station. */
export const timeAt = (instant: string | number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant));

/** The local day of an instant, `2026-11-24`. */
export const dayAt = (instant: string | number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(instant));

/** `thứ Ba 24/11`. */
export const dayWords = (day: string): string => `${WEEKDAYS[weekday(day)]} ${dayAndMonth(day)}`;

/** `T3 24`. */
export const shortDay = (day: string): string => `${SHORT_WEEKDAYS[weekday(day)]} ${Number(day.slice(8))}`;

/** `T3 24/11`. */
export const shortDate = (day: string): string => `${SHORT_WEEKDAYS[weekday(day)]} ${dayAndMonth(day)}`;

/** `24/11`. */
export const dayAndMonth = (day: string): string => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;

/** `24/11/2026`. */
export const fullDay = (day: string): string => `${dayAndMonth(day)}/${day.slice(0, 4)}`;

/** `17:15 thứ Hai 23/11`, at the station. */
export const momentWords = (instant: string, timeZone: string): string =>
  `${timeAt(instant, timeZone)} ${dayWords(dayAt(instant, timeZone))}`;

/** Whether a text is a local day that the calendar has. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** Days later (or earlier, when negative) on the calendar. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, -((weekday(day) + 6) % 7));

/** The ISO number of the week of a day. */
export function weekNumber(day: string): number {
  const thursday = addDays(mondayOf(day), 3);
  const firstThursday = addDays(mondayOf(`${thursday.slice(0, 4)}-01-04`), 3);
  return Math.round((Date.parse(thursday) - Date.parse(firstThursday)) / 604_800_000) + 1;
}

/** `12 phút 30 giây`, `1 giờ 5 phút`; a second that has begun counts, as it does in the schedule. */
export function lengthWords(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60];
  const parts = [
    hours > 0 ? `${hours} giờ` : '',
    minutes > 0 ? `${minutes} phút` : '',
    rest > 0 && hours === 0 ? `${rest} giây` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : '0 giây';
}

/** `119:45`: minutes and seconds, however many minutes. */
export function minutesAndSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** `3 phút trước` within an hour, then the time, then time and day. */
export function agoWords(instant: string, now: number, timeZone: string): string {
  const seconds = (now - Date.parse(instant)) / 1_000;
  if (seconds < 60) return 'vừa xong';
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} phút trước`;
  if (dayAt(instant, timeZone) === dayAt(now, timeZone)) return timeAt(instant, timeZone);
  return momentWords(instant, timeZone);
}

/** `1.234,5`. */
export const numberWords = (value: number, digits = 0): string =>
  new Intl.NumberFormat('vi-VN', { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** With a capital letter: words of a code at the beginning of a line. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
