import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { PLACES } from '../decode/changing-channels.js';
import { type DecodeOptions, DecoderService } from '../decode/decoder.service.js';
import { KeptFrames } from '../decode/kept-frames.js';
import type { DecodeReport } from '../decode/timestamps.js';
import type { Source } from '../ffmpeg/ffmpeg-call.js';
import { refusing } from '../ffmpeg/ffmpeg-faults.js';
import { ChannelMeter, type ChannelsHeard } from '../normalise/channel-meter.js';
import { chooseMix, evenMix, isSameMix, type Mix } from '../normalise/mix.js';
import { alreadyNormalised, type Band, Normaliser } from '../normalise/normaliser.js';
import { Refusal } from '../refusal.js';
import { type MeasuredSound, SoundMeter } from './sound-meter.js';

/** An original after it was listened to, and how it is normalised from now on. */
export interface MeasuredOriginal extends MeasuredSound {
  source: Source;
  mix: Mix;
  heard: ChannelsHeard;
  report: DecodeReport;
  /** Its frames, where it is short. */
  kept: KeptFrames;
}

/** Measures audio: originals after they are normalised, renditions as a player decodes them. */
@Injectable()
export class LoudnessService {
  constructor(private readonly decoder: DecoderService) {}

  /**
   * Measures what will be heard of an original. In most cases one pass is enough; another is needed when the channels change
   * midway, or when not all of them are to be mixed equally. Short audio is decoded once for all passes.
   * @throws Refusal when nothing can be decoded
   * @throws FfmpegTooSlow, FfmpegOutOfMemory, FfmpegEnded, which may be temporary
   */
  async measureOriginal(source: Source, band: Band, options: DecodeOptions): Promise<MeasuredOriginal> {
    const first = await this.listen(source, null, band, options);
    const whole = first.report.isMixedLayout
      ? await this.listen({ ...source, hasChangingChannels: true }, null, band, options)
      : first;
    const mix = chooseMix(whole.heard, whole.mix.groups);
    return isSameMix(mix, whole.mix) ? whole : this.listen(whole.source, mix, band, { ...options, kept: whole.kept });
  }

  /**
   * Measures a rendition while it is written.
   * @param sampleRate that players decode it to
   * @throws Refusal when nothing can be decoded
   * @throws FfmpegTooSlow, FfmpegOutOfMemory, FfmpegEnded, which may be temporary
   */
  async measureRendition(source: Source, sampleRate: number, options: DecodeOptions & { input: Readable }) {
    const meter = new SoundMeter(sampleRate);
    const decoding = this.decoder.play(
      source,
      sampleRate,
      options,
      () => (frames) => meter.take(alreadyNormalised(frames)),
    );
    await decoding.catch((error: unknown) => refusing(error, 'damaged'));
    return measuredBy(meter);
  }

  /** @param chosen null to mix all channels equally */
  private async listen(
    source: Source,
    chosen: Mix | null,
    band: Band,
    options: DecodeOptions,
  ): Promise<MeasuredOriginal> {
    const kept = options.kept ?? new KeptFrames();
    let parts: { channels: ChannelMeter; mix: Mix; meter: SoundMeter } | undefined;
    const report = await this.decoder
      .decode(source, { ...options, kept }, ({ channels, sampleRate }) => {
        const mix = chosen ?? evenMix(channels, source.hasChangingChannels ? PLACES : undefined);
        const now = { channels: new ChannelMeter(channels), mix, meter: new SoundMeter(sampleRate) };
        parts = now;
        const normaliser = new Normaliser(mix, { ...band, sampleRate }, now.channels);
        return (frames) => now.meter.take(normaliser.take(frames));
      })
      .catch((error: unknown) => refusing(error, 'damaged'));
    if (!parts) throw new Refusal('no-sound');
    const { channels, mix, meter } = parts;
    return { ...measuredBy(meter), source, mix, heard: channels.result(), report, kept };
  }
}

function measuredBy(meter: SoundMeter): MeasuredSound {
  const sound = meter.result();
  if (sound.envelope.seconds === 0) throw new Refusal('no-sound');
  return sound;
}
