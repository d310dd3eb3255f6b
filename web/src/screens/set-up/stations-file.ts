/** The columns of a list of stations, as the service reads them. */
export const COLUMNS = 'name,kind,code_2022,successor_2025';

/** What a person fills in; the mark at the beginning tells Excel that it is UTF-8. */
const SAMPLE = `\uFEFF${COLUMNS}\r\nBình Chương,xã,21067,\r\nChâu Ổ,thị trấn,21040,\r\n`;

export type StationsFile =
  | { kind: 'ready'; name: string; text: string; stations: number }
  | { kind: 'unreadable'; name: string; why: 'wrongColumns' | 'noLines' };

/** How many stations a file names, before it is sent. The service looks at each line. */
export async function readStationsFile(file: File): Promise<StationsFile> {
  const text = await file.text();
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  const stations = lines.filter((line) => line.replaceAll(',', '') !== '').length;
  const { name } = file;
  if (header.replaceAll(/["\s]/g, '') !== COLUMNS) return { kind: 'unreadable', name, why: 'wrongColumns' };
  if (stations === 0) return { kind: 'unreadable', name, why: 'noLines' };
  return { kind: 'ready', name, text, stations };
}

/** Lets the browser save the sample. */
export function saveSample(name: string): void {
  const address = URL.createObjectURL(new Blob([SAMPLE], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
