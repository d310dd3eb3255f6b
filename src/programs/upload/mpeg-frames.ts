const LAYER_1 = 3;
const VERSION_1 = 3;
const VERSION_RESERVED = 1;

// kbit/s by the header's four bits (ISO/IEC 11172-3, 2.4.2.3; 13818-3 for the lower sampling rates).
const RATES_1_1 = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
const RATES_1_2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const RATES_1_3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2_1 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLES_PER_SECOND = [44_100, 48_000, 32_000];

/** The length in bytes of the MPEG audio or ADTS frame that starts at `at`; undefined when none does. */
export function frameLength(bytes: Buffer, at: number): number | undefined {
  if (at + 6 > bytes.length || bytes[at] !== 0xff) return undefined;
  const second = bytes[at + 1] ?? 0;
  if ((second & 0xf6) === 0xf0) return adtsLength(bytes, at);
  return (second & 0xe0) === 0xe0 ? mpegLength(second, bytes[at + 2] ?? 0) : undefined;
}

function mpegLength(second: number, third: number): number | undefined {
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const kilobits = ratesOf(version, layer)[third >> 4];
  const base = SAMPLES_PER_SECOND[(third >> 2) & 3];
  if (version === VERSION_RESERVED || !kilobits || !base) return undefined;
  const perSecond = base / (version === VERSION_1 ? 1 : version === 2 ? 2 : 4);
  const padding = (third >> 1) & 1;
  if (layer === LAYER_1) return (Math.floor((12_000 * kilobits) / perSecond) + padding) * 4;
  const perFrame = layer === 1 && version !== VERSION_1 ? 72_000 : 144_000;
  return Math.floor((perFrame * kilobits) / perSecond) + padding;
}

function ratesOf(version: number, layer: number): number[] {
  if (version !== VERSION_1) return layer === LAYER_1 ? RATES_2_1 : RATES_2;
  if (layer === LAYER_1) return RATES_1_1;
  return layer === 2 ? RATES_1_2 : RATES_1_3;
}

function adtsLength(bytes: Buffer, at: number): number | undefined {
  const [third = 0, fourth = 0, fifth = 0, sixth = 0] = bytes.subarray(at + 2, at + 6);
  if (((third >> 2) & 15) > 12) return undefined;
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  return length > 7 ? length : undefined;
}
