import { whitelists, whitelistsWithPictures, type Demuxer } from '../ffmpeg/whitelists.js';
import { type FfmpegCall, type Source, WITHOUT_TAGS } from '../ffmpeg/ffmpeg-call.js';

/** Opens a file and stops; ffmpeg writes a description of it, see `AudioDescription`. */
export function describeCall(path: string, demuxer: Demuxer): FfmpegCall {
  const options = ['-map', '0:a', '-c', 'copy', ...WITHOUT_TAGS, '-t', '0', '-f', 'null'];
  return { inputOptions: ['-hide_banner', ...whitelists(demuxer)], source: path, outputs: [{ options, target: '-' }] };
}

/** Copies one picture out of a file, without decoding it. @param stream its number in the file */
export function pictureCall({ path, demuxer }: Pick<Source, 'path' | 'demuxer'>, stream: number): FfmpegCall {
  const options = ['-map', `0:${stream}`, '-c', 'copy', '-frames:v', '1', ...WITHOUT_TAGS, '-f', 'image2pipe'];
  return {
    inputOptions: ['-hide_banner', ...whitelistsWithPictures(demuxer)],
    source: path,
    outputs: [{ options, target: null }],
  };
}
