import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnitKind } from '../unit.entity.js';
import { parseStationsCsv } from './parse-stations-csv.js';

const HEADER = 'name,kind,code_2022,successor_2025';
const read = (text: string, mostRows = 100) => parseStationsCsv(new TextEncoder().encode(text), mostRows);

describe('reading a file of communes', () => {
  it('reports every faulty line with its number and column', () => {
    const { rows, faults } = read(
      [HEADER, 'Châu Ổ,thị trấn,21040,Bình Sơn', 'A,huyện,2104,', '', ',xã,21046,', 'B,xã', 'C,xã,21040,'].join('\n'),
    );
    expect(rows).toEqual([{ line: 2, name: 'Châu Ổ', kind: 'thị trấn', code: '21040' }]);
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [3, 'kind'],
      [3, 'code_2022'],
      [5, 'name'],
      [6, null],
      [7, 'code_2022'],
    ]);
    expect(faults.at(-1)?.message.en).toBe('is also on line 2');
  });

  it('accepts a BOM, CRLF, spaces around values and decomposed letters', () => {
    const { rows, faults } = read(`\uFEFF${HEADER}\r\n ${'Châu Ổ'.normalize('NFD')} , thị trấn,21040,\r\n`);
    expect(faults).toEqual([]);
    expect(rows).toEqual([{ line: 2, name: 'Châu Ổ'.normalize('NFC'), kind: 'thị trấn', code: '21040' }]);
  });

  it('refuses other files', () => {
    expect(read('').faults).toMatchObject([{ line: 1 }]);
    expect(read(HEADER).faults).toMatchObject([{ line: 2 }]);
    expect(read('name;kind\nA;xã').faults).toMatchObject([{ line: 1, column: null }]);
    expect(read(`${HEADER}\nA,xã,21040,\n"B,xã,21041,\n`).faults).toHaveLength(1);
    expect(parseStationsCsv(new Uint8Array([0xff, 0xfe, 0x41, 0x00]), 9).faults[0]?.message.en).toContain('UTF-8');
    expect(read(`${HEADER}\nA,xã,21040,\nB,xã,21041,`, 1).faults[0]?.message.en).toContain('more than 1');
    for (const piece of [',,,\n', '\n', '\r', 'a,b,c,d\n']) {
      expect(read(HEADER + piece.repeat(20_000), 5_000).faults[0]?.message.en).toContain('more than 5000');
    }
    expect(read(`${HEADER}\n${`${','.repeat(200)}\n`.repeat(4_000)}`, 5_000).faults[0]?.message.en).toContain(
      'the columns must be',
    );
    for (const row of ['['.repeat(1_000_000), `"${'['.repeat(1_000_000)}"`]) {
      expect(read(`${HEADER}\n${row}`, 5_000).faults[0]?.message.en).toContain('far too long');
    }
  });

  it('reads back whatever communes were written, and never throws on any bytes', () => {
    const commune = fc.record({
      name: fc.stringMatching(/^[A-Za-zÀ-ɏẠ-ỹ"', ]{0,20}[A-Za-zÀ-ɏẠ-ỹ]$/u).map((name) => name.trim().normalize('NFC')),
      kind: fc.constantFrom(...UnitKind.options),
      code: fc.stringMatching(/^[0-9]{5}$/),
    });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.uniqueArray(commune, { selector: ({ code }) => code, minLength: 1 }), (communes) => {
        const lines = communes.map(({ name, kind, code }) => `${quoted(name)},${kind},${code},`);
        const { rows, faults } = read([HEADER, ...lines].join('\r\n'), 1_000);
        expect(faults).toEqual([]);
        expect(rows).toEqual(communes.map((one, index) => ({ line: index + 2, ...one })));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { rows, faults } = parseStationsCsv(bytes, 10);
        expect(rows.length + faults.length).toBeGreaterThan(0);
      }),
    );
  });
});
