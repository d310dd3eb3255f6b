import { describe, expect, it } from '@jest/globals';
import { FfmpegEnded, FfmpegFailed, FfmpegOutOfMemory, faultOf, refusing } from './ffmpeg-faults.js';
import { Refusal } from '../refusal.js';

describe('what the end of an ffmpeg means', () => {
  it.each([
    ['ffmpeg exited with code 255: Conversion failed!', 'Exiting normally, received signal 15.'],
    ['ffmpeg exited with code 123: ', 'Received > 3 system signals, hard exiting'],
    ['ffmpeg exited with code 1: ', 'Exiting normally, received signal 2.'],
    ['ffmpeg was killed with signal SIGKILL', ''],
    ['ffmpeg exited with code 127: ', 'nice: ffmpeg: No such file or directory'],
    ['ffmpeg exited with code 1: ', 'unshare: unshare failed: Operation not permitted'],
    ['spawn ffmpeg EAGAIN', ''],
    ['ffmpeg exited with code 1: ', 'av_interleaved_write_frame(): No space left on device'],
    ['ffmpeg exited with code 1: ', 'Error initializing output stream: Resource temporarily unavailable'],
    ['ffmpeg exited with code 1: ', 'Error writing trailer of /work/lean.samples: Broken pipe'],
    ['ffmpeg exited with code 1: ', 'Error initializing output stream 0:0 -- Error while opening encoder for output'],
    ['ffmpeg exited with code 1: ', "Unknown encoder 'libmp3lame'"],
  ])('lays nothing to the charge of the audio: %s %s', (message, line) => {
    expect(faultOf(message, ['size= 1kB', line])).toBeInstanceOf(FfmpegEnded);
    expect(() => refusing(faultOf(message, [line]), 'damaged')).toThrow(FfmpegEnded);
  });

  it('does not know at first whether the audio or the machine is to blame for a lack of memory', () => {
    const fault = faultOf('ffmpeg exited with code 1: ', ['/media/originals/ab: Cannot allocate memory']);
    expect(fault).toBeInstanceOf(FfmpegOutOfMemory);
    expect(() => refusing(fault, 'damaged')).toThrow(FfmpegOutOfMemory);
  });

  it.each([
    ['ffmpeg exited with code 1: ', 'a: Invalid data found when processing input'],
    ['ffmpeg exited with code 183: ', 'Error opening input files: Invalid data found when processing input'],
    ['ffmpeg exited with code 1: ', '    title           : Cannot allocate memory'],
    ['ffmpeg exited with code 1: ', '                    : Exiting normally, received signal 15.'],
  ])('refuses audio that cannot be read, whatever its text says: %s %s', (message, line) => {
    expect(faultOf(message, [line])).toBeInstanceOf(FfmpegFailed);
    expect(() => refusing(faultOf(message, [line]), 'damaged')).toThrow(Refusal);
  });
});
