import type { Random } from './random.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const SHA256 = /\b[0-9a-f]{64}\b/g;
const MOST = 400;

/** Ids, hashes and entity tags that the service has named so far, whoever asked: others use them, too. */
export class KnownThings {
  private readonly ids = new Set<string>();
  private readonly hashes = new Set<string>();
  private readonly etags = new Map<string, string>();

  learn(path: string, text: string, etag: string | null): void {
    for (const [id] of text.matchAll(UUID)) if (this.ids.size < MOST) this.ids.add(id);
    for (const [hash] of text.matchAll(SHA256)) if (this.hashes.size < MOST) this.hashes.add(hash);
    if (etag !== null) this.etags.set(path, etag);
  }

  id(random: Random): string {
    return this.ids.size > 0 && random.chance(0.85) ? random.pick([...this.ids]) : random.uuid();
  }

  sha256(random: Random): string {
    return this.hashes.size > 0 ? random.pick([...this.hashes]) : random.hex(64);
  }

  /** The entity tag of what was last read at `path`. */
  etagOf(path: string): string | undefined {
    return this.etags.get(path);
  }
}
