/** What a person fills in; the mark at the beginning tells Excel that it is UTF-8. */
const SAMPLE = '\uFEFFname,kind,code_2022,successor_2025\r\nBình Chương,xã,21067,\r\nChâu Ổ,thị trấn,21040,\r\n';

/** Lets the browser save the sample. */
export function saveSample(name: string): void {
  const address = URL.createObjectURL(new Blob([SAMPLE], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
