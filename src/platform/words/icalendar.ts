/** A whole iCalendar object (RFC 5545) of content lines, folded, in the order given. @param lines without those of VCALENDAR */
export function icalendarOf(name: string, lines: readonly string[]): string {
  const all = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vang//Lich phat thanh//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...lines,
    'END:VCALENDAR',
  ];
  return all.map((line) => `${fold(line)}\r\n`).join('');
}

/** An instant, to the second. */
export const utcTime = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** §3.3.11: backslash, semicolon, comma and line breaks are escaped; other control characters may not occur. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(/(?!\t)[\p{Cc}\p{Cs}]/gu, '');
}

/** §3.1: no line longer than 75 octets; a character of several octets stays whole. */
function fold(line: string): string {
  if (Buffer.byteLength(line) <= 75) return line;
  let octets = 0;
  let folded = '';
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
