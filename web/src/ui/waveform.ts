/** Draws waveforms with wavesurfer.js, which is loaded when the first one is drawn. */
export interface Drawn {
  destroy(): void;
}

export interface Waveform {
  /** 0 to 1. */
  peaks: readonly number[];
  seconds: number;
  height: number;
}

/** Draws into `container` and follows `media`, which plays. Colours are those of the theme when it is drawn. */
export async function drawWaveform(container: HTMLElement, media: HTMLAudioElement, wave: Waveform): Promise<Drawn> {
  const { default: WaveSurfer } = await import('wavesurfer.js');
  const colour = (name: string) => getComputedStyle(container).getPropertyValue(name).trim();
  return WaveSurfer.create({
    container,
    media,
    peaks: [[...wave.peaks]],
    duration: wave.seconds,
    height: wave.height,
    waveColor: colour('--vang-border'),
    progressColor: colour('--vang-on-air'),
    cursorColor: colour('--vang-ink'),
    cursorWidth: 2,
    interact: false,
    hideScrollbar: true,
    cspNonce: document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '',
  });
}
