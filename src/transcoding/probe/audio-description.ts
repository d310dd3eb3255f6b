import { type Demuxer, isCodecTaken } from '../ffmpeg/whitelists.js';
import { readVietnamese } from './vietnamese-text.js';

/** One of the audio tracks of a file. */
export interface AudioTrack {
  /** From 0, audio tracks only. */
  track: number;
  /** As ffmpeg names it, e.g. `mp3`, `pcm_s16le`. */
  codec: string;
  channels: number;
  /** Samples per second. */
  sampleRate: number;
}

/** The audio that a file holds; codec, channels and rate are those of the track that is used. */
export interface SourceAudio extends AudioTrack {
  demuxer: Demuxer;
  /** The length that the file declares, in seconds; null when it declares none. It may be wrong. */
  declaredSeconds: number | null;
  /** The time at which the file says that it starts, in seconds. */
  startSeconds: number;
  /** Whether there is film beside the audio, so that the length of the file is not that of the audio. */
  hasFilm: boolean;
  tags: SuggestedTags;
  /** Number of the stream that holds the picture in its tags; null when there is none that may be a cover. */
  picture: number | null;
}

/** What the tags of the file say: suggestions for the editor, never used without them. */
export interface SuggestedTags {
  title?: string;
  artist?: string;
  album?: string;
  date?: string;
}

const TAG_LENGTH = 300;
/** Three bytes a letter, if UTF-8 was taken for something else, and room for control characters. */
const MAX_READ = 1_200;
/** A file has one or two; what has more is no recording. */
const MAX_TRACKS = 16;
/** Number, kind and description. The language in brackets is free text, up to the last place where a kind can follow it. */
const STREAM = /^ {2,4}Stream #0:(\d+)(?:\[0x[\da-f]+\])?(?:\(.*\))?: (\w+): (.*)$/s;
const AUDIO = /^(\w+)(?:.*?, (\d+) Hz, ([^,]+))?/;
const ATTACHED = /\(attached pic\)/;
const START = /^ {2}Duration: .*, start: (-?\d+\.\d+)/;
const PICTURE = /^(?:mjpeg|png)\b/;
const DURATION = /^ {2}Duration: (\d+):(\d\d):(\d\d\.\d+)/;
const CHAPTER = /^ {2,4}(Chapters:|Chapter #)/;
const PROGRAM = /^ {2}(Program \d|No Program)/;
const INPUT = /^Input #0, /;
const OUTPUT = /^Output #/;
/** Not those above ASCII, which are letters in some encodings. */
const CONTROLS = /(?![\u0080-\u009f])\p{Cc}+/gu;
const TAG = /^ +(title|artist|album|date) *: (.+)$/i;

/** What the next lines describe. */
type Section = 'file' | 'sound' | 'other' | 'output';

/**
 * Reads the description that ffmpeg writes of a file it opens, line by line, in constant memory.
 * ffprobe is not used: it would decode the cover art to get its size, and fails when it must not. ffmpeg continues
 * without, so the same whitelists apply to probing and to decoding.
 */
export class AudioDescription {
  private section: Section = 'file';
  private isOpen = false;
  private readonly input: AudioTrack[] = [];
  /** The same tracks as they are to be copied, without tags; undefined until ffmpeg got that far. */
  private output: AudioTrack[] | undefined;
  private start = 0;
  private hasFilm = false;
  private picture: number | null = null;
  private duration: RegExpExecArray | undefined;
  /** Of the file, and of its audio stream, which is where Ogg has them. */
  private readonly tags: Record<'file' | 'sound', Record<string, string>> = { file: {}, sound: {} };

  take(line: string): void {
    if (OUTPUT.test(line)) return this.openOutput();
    const [, number, kind, text = ''] = STREAM.exec(line) ?? [];
    if (this.section === 'output') {
      if (kind === 'Audio' && this.output) addTrack(this.output, text);
      return;
    }
    this.isOpen ||= INPUT.test(line);
    this.duration ??= DURATION.exec(line) ?? undefined;
    this.start = Number(START.exec(line)?.[1] ?? this.start);
    if (kind) this.section = this.openStream(Number(number), kind, text);
    else if (CHAPTER.test(line) || PROGRAM.test(line)) this.section = 'other';
    else if (this.section !== 'other') this.keepTag(line, this.tags[this.section]);
  }

  /** Whether ffmpeg could open the file, with or without audio in it. */
  get wasOpened(): boolean {
    return this.isOpen;
  }

  /** The audio tracks that can be decoded. */
  get tracks(): AudioTrack[] {
    return this.found.filter((track) => isUsable(track) && isCodecTaken(track.codec));
  }

  /** The codec of the first audio track whose codec is known, if none is of a codec that is taken. */
  get codecNotTaken(): string | undefined {
    if (this.found.some(({ codec }) => isCodecTaken(codec))) return undefined;
    return this.found.find(({ codec }) => codec !== 'none')?.codec;
  }

  /** @returns undefined when the file holds no audio that can be decoded */
  of(demuxer: Demuxer): SourceAudio | undefined {
    const [first] = this.tracks;
    if (!first) return undefined;
    const [, hours, minutes, seconds] = this.duration ?? [];
    const declared = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
    const declaredSeconds = declared > 0 ? declared : null;
    const tags = { ...this.tags.sound, ...this.tags.file };
    const { start: startSeconds, hasFilm, picture } = this;
    return { demuxer, ...first, declaredSeconds, startSeconds, hasFilm, tags, picture };
  }

  /** A tag with line breaks may look like this, too, but only before the one that ffmpeg writes: the last one counts. */
  private openOutput(): void {
    this.section = 'output';
    this.output = [];
  }

  private openStream(number: number, kind: string, text: string): Section {
    if (kind === 'Video') {
      if (PICTURE.test(text)) this.picture ??= number;
      this.hasFilm ||= !ATTACHED.test(text);
    }
    if (kind !== 'Audio') return 'other';
    return addTrack(this.input, text) && this.input.length === 1 ? 'sound' : 'other';
  }

  /** A tag can forge lines of the input, e.g. a language with line breaks. It cannot forge the output, which has no tags. */
  private get found(): readonly AudioTrack[] {
    return this.output?.length ? this.output : this.input;
  }

  private keepTag(line: string, tags: Record<string, string>): void {
    const [, name = '', value = ''] = TAG.exec(line) ?? [];
    if (!name) return;
    // Cut before it is read: a tag may hold a million letters.
    const text = readVietnamese(value.slice(0, MAX_READ).replaceAll(CONTROLS, ' '));
    const plain = text?.replaceAll(/\p{Cc}+/gu, ' ').trim();
    if (plain) tags[name.toLowerCase()] ??= plain.slice(0, TAG_LENGTH);
  }
}

const isUsable = ({ channels, sampleRate }: AudioTrack) => channels > 0 && sampleRate > 0;

/** @returns whether the text describes a track that was added */
function addTrack(tracks: AudioTrack[], text: string): boolean {
  const [, codec, rate, layout = ''] = AUDIO.exec(text) ?? [];
  if (!codec || tracks.length >= MAX_TRACKS) return false;
  tracks.push({ track: tracks.length, codec, channels: channelsOf(layout.trim()), sampleRate: Number(rate ?? 0) });
  return true;
}

const LAYOUTS: Record<string, number> = {
  mono: 1,
  stereo: 2,
  downmix: 2,
  binaural: 2,
  quad: 4,
  hexagonal: 6,
  octagonal: 8,
  cube: 8,
  hexadecagonal: 16,
};

/** The number of channels of `mono`, `5.1(side)`, `7.1.4`, `7 channels (FL+FR+…)`, `ambisonic 1`; 0 when it is unknown. */
function channelsOf(layout: string): number {
  const named = LAYOUTS[layout.split('(')[0] ?? ''];
  if (named) return named;
  const counted = /^(\d+) channels/.exec(layout);
  if (counted) return Number(counted[1]);
  const order = /^ambisonic (\d+)$/.exec(layout);
  if (order) return (Number(order[1]) + 1) ** 2;
  const surround = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(layout);
  return surround ? Number(surround[1]) + Number(surround[2]) + Number(surround[3] ?? 0) : 0;
}
