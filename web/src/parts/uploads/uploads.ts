import type { Schemas } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { type Sending, sendAudio } from '../../api/send-audio.ts';
import { sessionEnded } from '../../session/session-ended.ts';
import { addProgram } from '../programs/queries.ts';
import { remember, rememberedOf } from './remembered.ts';
import { isUnderWay, itemOf, type UploadItem } from './upload-item.ts';

type Listener = () => void;
type Owner = Pick<Schemas['NewProgram'], 'centreId' | 'stationId' | 'origin'>;

/** How often the place of an upload is written down while it goes on. */
const REMEMBER_MS = 1_000;

/** All uploads of this page. They go on while other pages are looked at. */
class Uploads {
  private items: readonly UploadItem[] = [];
  private personId: string | undefined;
  private rememberedAt = 0;
  private readonly sendings = new Map<string, Sending>();
  private readonly listeners = new Set<Listener>();
  private readonly newsListeners = new Set<Listener>();

  constructor() {
    globalThis.addEventListener('beforeunload', (event) => {
      if (this.items.some(isUnderWay)) event.preventDefault();
    });
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A program was made, or has all of its audio. */
  readonly onNews = (listener: Listener): (() => void) => {
    this.newsListeners.add(listener);
    return () => this.newsListeners.delete(listener);
  };

  readonly current = (): readonly UploadItem[] => this.items;

  /** Brings back what this person had under way before the page was loaded. */
  belongTo(personId: string): void {
    if (this.personId === personId) return;
    for (const { key } of this.items) this.sendings.get(key)?.stop(false);
    this.personId = personId;
    this.replace(rememberedOf(personId));
  }

  /** Files for new programs; one that continues an interrupted upload is taken as such. */
  add(files: readonly File[]): void {
    for (const file of files) {
      const known = this.items.find((item) => item.stage === 'interrupted' && isSameFile(item, file));
      if (known) this.resume(known.key, file);
      else this.replace([...this.items, itemOf(file)]);
    }
  }

  /** Another version of a program. */
  addTo(program: { id: string; title: string }, file: File): void {
    const item = itemOf(file, program);
    this.replace([...this.items, item]);
    this.send(item);
  }

  /** Topic and genre are filled in for the other files that have none yet. */
  describe(key: string, described: Partial<Pick<UploadItem, 'title' | 'topic' | 'genre' | 'segmentId'>>): void {
    const { topic, genre } = described;
    this.replace(
      this.items.map((item) => {
        if (item.key === key) return { ...item, ...described };
        if (item.stage !== 'asking') return item;
        return { ...item, topic: item.topic || (topic ?? ''), genre: item.genre || (genre ?? '') };
      }),
    );
  }

  /** Makes the program, then sends its file. */
  async create(key: string, owner: Owner): Promise<void> {
    const item = this.find(key);
    if (!item || item.stage !== 'asking') return;
    const { title, topic, genre } = item;
    const segment = item.segmentId === '' ? {} : { segmentId: item.segmentId };
    this.change(key, { stage: 'creating', error: undefined });
    try {
      const { id } = await addProgram({ ...owner, ...segment, title, topic, genre } as Schemas['NewProgram']);
      this.change(key, { programId: id });
      this.tellNews();
      const made = this.find(key);
      if (made) this.send(made);
    } catch (error) {
      this.change(key, { stage: 'asking', error });
    }
  }

  /** @returns whether it is the file that was being sent */
  resume(key: string, file: File): boolean {
    const item = this.find(key);
    if (!item || !isSameFile(item, file)) return false;
    this.send({ ...item, file });
    return true;
  }

  /** Takes it off the list, and what has arrived off the service. */
  drop(key: string): void {
    this.sendings.get(key)?.stop(true);
    this.sendings.delete(key);
    this.replace(this.items.filter((item) => item.key !== key));
  }

  private send(item: UploadItem): void {
    const { key, file, programId, url } = item;
    if (!file || programId === undefined) return;
    this.change(key, { file, stage: 'sending', error: undefined });
    const sending = sendAudio({
      programId,
      file,
      url,
      onUrl: (at) => this.change(key, { url: at }),
      onProgress: (sentBytes) => this.change(key, { sentBytes, stage: 'sending', error: undefined }),
      onWaiting: (error) => {
        if (error instanceof Problem && error.code === 'not-signed-in') sessionEnded.tell();
        this.change(key, { stage: 'waiting', error });
      },
      onSent: () => {
        this.change(key, { stage: 'sent', sentBytes: item.bytes });
        this.tellNews();
      },
      onRefused: (error) => this.change(key, { stage: 'refused', error, url: undefined }),
    });
    this.sendings.set(key, sending);
  }

  private tellNews(): void {
    for (const listener of this.newsListeners) listener();
  }

  private find(key: string): UploadItem | undefined {
    return this.items.find((item) => item.key === key);
  }

  private change(key: string, change: Partial<UploadItem>): void {
    const isProgress = change.sentBytes !== undefined && change.stage === 'sending';
    this.replace(
      this.items.map((item) => (item.key === key ? { ...item, ...change } : item)),
      isProgress,
    );
  }

  private replace(items: readonly UploadItem[], isProgress = false): void {
    this.items = items;
    for (const listener of this.listeners) listener();
    if (this.personId === undefined) return;
    if (isProgress && Date.now() - this.rememberedAt < REMEMBER_MS) return;
    this.rememberedAt = Date.now();
    remember(this.personId, items);
  }
}

const isSameFile = ({ fileName, bytes }: UploadItem, file: File): boolean =>
  fileName === file.name && bytes === file.size;

export const uploads = new Uploads();
