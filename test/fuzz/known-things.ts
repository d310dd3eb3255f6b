import type { Random } from './random.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHA256 = /\b[0-9a-f]{64}\b/g;
const MOST = 60;

/**
 * Ids, hashes and entity tags that the service has named so far, whoever asked, so that others use them, too. Ids are
 * known by what they are of: `station` in `stationId`, in `stationIds` and in what is below `/stations`.
 */
export class KnownThings {
  private readonly ids = new Map<string, string[]>();
  private readonly hashes: string[] = [];
  private readonly etags = new Map<string, string>();

  learn(path: string, text: string, etag: string | null): void {
    for (const [hash] of text.matchAll(SHA256)) keep(this.hashes, hash);
    if (etag !== null) this.etags.set(path, etag);
    try {
      this.learnFrom(JSON.parse(text), kindOfPath(path));
    } catch {
      // A feed, audio, or nothing.
    }
  }

  /** Mostly one of this kind; also one of another kind, or one that nobody has. */
  id(random: Random, kind: string): string {
    const ofKind = this.ids.get(kind) ?? [];
    if (ofKind.length > 0 && random.chance(0.85)) return random.pick(ofKind);
    const all = [...this.ids.values()].flat();
    return all.length > 0 && random.chance(0.6) ? random.pick(all) : random.uuid();
  }

  sha256(random: Random): string {
    return this.hashes.length > 0 ? random.pick(this.hashes) : random.hex(64);
  }

  /** The entity tag of what was last read at `path`. */
  etagOf(path: string): string | undefined {
    return this.etags.get(path);
  }

  private learnFrom(value: unknown, kind: string): void {
    if (typeof value === 'string') {
      if (!UUID.test(value)) return;
      const known = this.ids.get(kind) ?? [];
      this.ids.set(kind, known);
      keep(known, value);
    } else if (Array.isArray(value)) {
      for (const item of value) this.learnFrom(item, kind);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) this.learnFrom(member, kindOfName(name) ?? kind);
    }
  }
}

/** `station` for `stationId` and `stationIds`; undefined for `id` and for names of something else. */
export const kindOfName = (name: string): string | undefined => /^(\w+?)Ids?$/.exec(name)?.[1];

/** `station` for what is below `/api/v1/stations`. */
export function kindOfPath(path: string): string {
  const names = (path.split('?')[0] ?? '').split('/').filter((part) => /^[a-z-]+$/.test(part));
  const last = names.at(-1) ?? '';
  return last === 'people' ? 'person' : last.replace(/ies$/, 'y').replace(/s$/, '');
}

function keep(list: string[], value: string): void {
  if (list.length < MOST && !list.includes(value)) list.push(value);
}
