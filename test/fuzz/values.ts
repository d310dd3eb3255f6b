import type { Schema } from '../support/openapi.js';
import type { Random } from './random.js';
import { kindOfName, type KnownThings } from './known-things.js';

/** What no schema expects, or only just. */
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  -0.000_000_1,
  1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD800',
  'x\uDC00y',
  '\uFFFF',
  '\uFEFF',
  '\u202E',
  "' OR 1=1 --",
  '%00',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'x'.repeat(5_000),
  'Ộ'.normalize('NFD').repeat(500),
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '2026-11-29T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999+14:00',
  '24:00',
  '1e400',
  'NaN',
  [],
  {},
  [[]],
  { __proto__: null },
  ['a', 'a'],
];

const TEXTS = ['Bản tin sáng', 'a', 'Đài xã Bình Sơn', 'vi', 'procedures', 'news', 'x.y', '0', 'Asia/Ho_Chi_Minh'];
const DAYS = ['2026-11-29', '2026-12-31', '1900-01-01', '2024-02-29', '9999-12-31', '2262-04-12'];
const INSTANTS = ['2026-11-29T05:00:00Z', '1970-01-01T00:00:00Z', '2026-11-29T12:00:00+07:00', '9999-12-31T23:59:59Z'];
const SHORT = [
  '05:15',
  '20:59',
  '24:00',
  '00:00',
  '12345',
  '00001',
  'xã',
  'power-cut',
  'a-b',
  'vi-VN',
  'tuan.le',
  'vi',
];
/** Codes that the service knows, by the name of the field. */
const CODES: Readonly<Record<string, string>> = { topic: 'procedures', genre: 'news', language: 'vi' };

/** Makes values for schemas of the OpenAPI document: most fit, and some only nearly. */
export class Values {
  constructor(
    private readonly random: Random,
    private readonly known: KnownThings,
    private readonly oddShare: number,
  ) {}

  /** @param kind of which things an id in it is */
  of(schema: Schema | undefined, kind = '', depth = 0): unknown {
    const { random } = this;
    if (!schema || depth > 8 || random.chance(this.oddShare)) return random.pick(ODD);
    const options = schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'];
    if (Array.isArray(options)) return this.of(random.pick(options) as Schema, kind, depth + 1);
    if ('const' in schema) return schema['const'];
    if (Array.isArray(schema['enum'])) return random.pick(schema['enum']);
    const type: unknown = Array.isArray(schema['type']) ? random.pick(schema['type']) : schema['type'];
    if (type === 'object') return this.object(schema, kind, depth);
    if (type === 'array') return this.array(schema, kind, depth);
    if (type === 'integer' || type === 'number') return this.number(schema, type);
    if (type === 'boolean') return random.chance(0.5);
    if (type === 'string') return this.text(schema, kind);
    return type === 'null' ? null : random.pick(ODD);
  }

  private object(schema: Schema, kind: string, depth: number): Record<string, unknown> {
    const required = new Set(schema['required'] as string[] | undefined);
    const made: Record<string, unknown> = {};
    for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) {
      const share = required.has(name) ? 1 - this.oddShare / 3 : 0.5;
      if (!this.random.chance(share)) continue;
      const code = this.random.chance(1 - this.oddShare) ? CODES[name] : undefined;
      made[name] = code ?? this.of(property, kindOfName(name) ?? kind, depth + 1);
    }
    if (this.random.chance(this.oddShare)) made[this.random.pick(['extra', '', '__proto__', 'id'])] = 1;
    return made;
  }

  private array(schema: Schema, kind: string, depth: number): unknown[] {
    const least = Number(schema['minItems'] ?? 0);
    const length = this.random.chance(this.oddShare / 3) ? 300 : least + this.random.below(4);
    return Array.from({ length }, () => this.of(schema['items'] as Schema | undefined, kind, depth + 1));
  }

  private number(schema: Schema, type: string): number {
    const [least, most] = [Number(schema['minimum'] ?? 0), Number(schema['maximum'] ?? 1_000)];
    const edge = this.random.pick([least, most, least - 1, most + 1, least, most, 0, 1]);
    if (this.random.chance(0.3)) return edge;
    const between = least + this.random.next() * Math.min(most - least, 100_000);
    return type === 'integer' ? Math.round(between) : between;
  }

  /** Something that fits the pattern, as far as anything that is tried does. */
  private matching(pattern: RegExp, kind: string): string {
    const { random, known } = this;
    const tried = [
      known.sha256(random),
      random.hex(64),
      known.id(random, kind),
      `p${random.hex(6)}`,
      String(10_000 + random.below(90_000)),
    ];
    const fitting = [...tried, ...SHORT, ...TEXTS, ...DAYS, ...INSTANTS].filter((text) => pattern.test(text));
    return random.pick(fitting.length > 0 ? fitting : SHORT);
  }

  private text(schema: Schema, kind: string): string {
    const { random } = this;
    const { format, pattern } = schema;
    if (format === 'uuid' || /uuid/i.test(String(format))) return this.known.id(random, kind);
    if (format === 'date') return random.pick(DAYS);
    if (format === 'date-time') return random.pick(INSTANTS);
    if (typeof pattern === 'string') return this.matching(new RegExp(pattern, 'u'), kind);
    const [least, most] = [Number(schema['minLength'] ?? 0), Number(schema['maxLength'] ?? 100)];
    if (random.chance(0.2)) return 'y'.repeat(Math.min(10_000, random.pick([least, most, most + 1])));
    return random.chance(0.2) ? `${random.pick(TEXTS)} ${random.hex(6)}` : random.pick([...TEXTS, ...SHORT]);
  }
}
