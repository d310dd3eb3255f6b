// Values of the bits in the frame header.
const VERSION_1 = 3;
const VERSION_2 = 2;
const VERSION_RESERVED = 1;
const LAYER_2 = 2;
const LAYER_3 = 1;

// kbit/s by the four bits of the header (ISO/IEC 11172-3, 2.4.2.3; 13818-3 for the lower sampling rates).
const RATES_1_2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const RATES_1_3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLES_PER_SECOND = [44_100, 48_000, 32_000];

export interface Frame {
  kind: 'mp3' | 'aac';
  bytes: number;
}

/** The MPEG audio frame (layer 2 or 3) or the ADTS frame that starts at `at`; undefined when none does. */
export function frameAt(head: Buffer, at: number): Frame | undefined {
  const second = head[at + 1] ?? 0;
  if (head[at] !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const isAdts = (second & 0xf6) === 0xf0;
  const bytes = isAdts ? adtsLength(head, at) : mpegLength(second, head[at + 2] ?? 0);
  return bytes === undefined ? undefined : { kind: isAdts ? 'aac' : 'mp3', bytes };
}

function mpegLength(second: number, third: number): number | undefined {
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  if (version === VERSION_RESERVED || (layer !== LAYER_2 && layer !== LAYER_3)) return undefined;
  const kilobits = ratesOf(version, layer)[third >> 4];
  const base = SAMPLES_PER_SECOND[(third >> 2) & 3];
  if (!kilobits || !base) return undefined;
  const perSecond = base / (version === VERSION_1 ? 1 : version === VERSION_2 ? 2 : 4);
  const perFrame = layer === LAYER_3 && version !== VERSION_1 ? 72_000 : 144_000;
  return Math.floor((perFrame * kilobits) / perSecond) + ((third >> 1) & 1);
}

function ratesOf(version: number, layer: number): number[] {
  if (version !== VERSION_1) return RATES_2;
  return layer === LAYER_2 ? RATES_1_2 : RATES_1_3;
}

function adtsLength(head: Buffer, at: number): number | undefined {
  const bytes = head.subarray(at + 2, at + 7);
  const [third = 0, fourth = 0, fifth = 0, sixth = 0] = bytes;
  if (bytes.length < 5 || ((third >> 2) & 15) > 12) return undefined;
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  return length > 7 ? length : undefined;
}
