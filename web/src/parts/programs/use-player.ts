import { useEffect, useState } from 'react';

/** What a page shows of the audio that it plays. */
interface Playing {
  isPlaying: boolean;
  /** It was asked for and has not arrived. */
  isLoading: boolean;
  hasFailed: boolean;
  /** In seconds. */
  position: number;
}

export interface Player extends Playing {
  media: HTMLAudioElement;
  toggle: () => void;
  playFrom: (seconds: number) => void;
  seek: (seconds: number) => void;
}

const STILL: Playing = { isPlaying: false, isLoading: false, hasFailed: false, position: 0 };

/** Plays the audio at `src`, from where the last one was when it changes; nothing is fetched before it is asked for. */
export function usePlayer(src: string): Player {
  const [media] = useState(silentAudio);
  const [playing, setPlaying] = useState(STILL);
  useEffect(() => follow(media, setPlaying), [media]);
  useEffect(() => change(media, src), [media, src]);
  useEffect(() => () => end(media), [media]);
  const seek = (seconds: number) => {
    moveTo(media, seconds);
    setPlaying((before) => ({ ...before, position: media.currentTime }));
  };
  return {
    ...playing,
    media,
    seek,
    toggle: () => (media.paused ? void start(media) : media.pause()),
    playFrom: (seconds) => {
      seek(seconds);
      void start(media);
    },
  };
}

function silentAudio(): HTMLAudioElement {
  const audio = new Audio();
  audio.preload = 'none';
  return audio;
}

function moveTo(media: HTMLAudioElement, seconds: number): void {
  media.currentTime = Math.max(0, seconds);
}

/** Goes on with other audio at the same place. */
function change(media: HTMLAudioElement, src: string): void {
  const [at, wasPlaying] = [media.currentTime, !media.paused];
  media.src = src;
  if (at > 0) moveTo(media, at);
  if (wasPlaying) void start(media);
}

/** Fetches nothing more. */
function end(media: HTMLAudioElement): void {
  media.pause();
  media.removeAttribute('src');
  media.load();
}

/** After an error the element has to be loaded again, at the same place. */
async function start(media: HTMLAudioElement): Promise<void> {
  if (media.error) {
    const at = media.currentTime;
    media.load();
    media.currentTime = at;
  }
  await media.play().catch(() => undefined);
}

function follow(media: HTMLAudioElement, change: (next: (before: Playing) => Playing) => void): () => void {
  const set = (next: Partial<Playing>) => change((before) => ({ ...before, ...next, position: media.currentTime }));
  const on: Partial<Record<keyof HTMLMediaElementEventMap, () => void>> = {
    play: () => set({ isPlaying: true, hasFailed: false }),
    playing: () => set({ isLoading: false }),
    waiting: () => set({ isLoading: true }),
    pause: () => set({ isPlaying: false, isLoading: false }),
    ended: () => set({ isPlaying: false }),
    timeupdate: () => set({}),
    seeked: () => set({}),
    error: () => set({ isPlaying: false, isLoading: false, hasFailed: media.getAttribute('src') !== null }),
  };
  const names = Object.keys(on) as (keyof HTMLMediaElementEventMap)[];
  for (const name of names) media.addEventListener(name, on[name] as () => void);
  return () => {
    for (const name of names) media.removeEventListener(name, on[name] as () => void);
  };
}
