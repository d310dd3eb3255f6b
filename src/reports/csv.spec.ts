import { describe, expect, it } from '@jest/globals';
import { csvOf } from './csv.js';

describe('a table as CSV', () => {
  it('starts with a byte order mark and has a line per row', () => {
    expect(
      csvOf(
        ['Đài', 'Giây'],
        [
          ['Bình Trị', 60],
          ['Châu Ổ', null],
        ],
      ),
    ).toBe('\uFEFFĐài,Giây\r\nBình Trị,60\r\nChâu Ổ,\r\n');
  });

  it('never lets a cell be a formula', () => {
    const csv = csvOf(['Tên'], [['=1+1'], ['+84'], ['-1'], ['@SUM(A1)'], ['\t=1'], ['an toàn = tốt']]);
    const cells = csv.split('\r\n').slice(1, -1);
    expect(cells).toEqual(["'=1+1", "'+84", "'-1", "'@SUM(A1)", "'\t=1", 'an toàn = tốt']);
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(csvOf(['Tên'], [['a,b "c"\nd']])).toBe('\uFEFFTên\r\n"a,b ""c""\nd"\r\n');
  });
});
