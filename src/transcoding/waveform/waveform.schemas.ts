import { z } from 'zod';

export const WaveformView = z
  .object({
    seconds: z.number().describe('Length of the audio'),
    peaks: z
      .array(z.number().int().min(0).max(255))
      .describe('The highest sample of each of up to 1,800 equal parts of the audio; 255 is full scale'),
  })
  .meta({ id: 'Waveform' });
export type WaveformView = z.infer<typeof WaveformView>;
