import { packagedFfmpeg } from '../../src/transcoding/ffmpeg/find-ffmpeg.js';

/** Another build may be tried: FFMPEG_PATH=… npm test -- test/integration/transcoding/transcoding.spec.ts */
const named = process.env['FFMPEG_PATH'];

/**
 * For tests that are about anything but sound: the ffmpeg of the npm package, where it has one. It is linked statically,
 * and starts in 0.01 s; the one of the machine loads 200 libraries at each of six starts for one upload, 0.2 s each.
 */
export const QUICK_FFMPEG = { FFMPEG_PATH: named ?? packagedFfmpeg() ?? '' };

/** For tests of what becomes of sound: the ffmpeg that the service finds on this machine. */
export const FFMPEG_OF_MACHINE = { FFMPEG_PATH: named ?? '' };
