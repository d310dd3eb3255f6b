import { describe, expect, it } from '@jest/globals';
import { arrivingAudioOf } from './arriving.ts';
import type { UploadItem } from './upload-item.ts';

const item = (stage: UploadItem['stage'], programId = 'news') => ({ stage, programId }) as UploadItem;
const stageFor = (state: 'awaiting-audio' | 'transcoding', items: UploadItem[]) =>
  arrivingAudioOf({ id: 'news', state }, items)?.stage;

describe('a program without audio', () => {
  it('waits for the file that this page sends, also when all of it has just arrived', () => {
    expect(stageFor('awaiting-audio', [item('sent', 'other'), item('sending')])).toBe('sending');
    expect(stageFor('awaiting-audio', [item('sent')])).toBe('sent');
  });

  it('has none on its way when the file was refused or has to be chosen again, or once the service prepares it', () => {
    expect(stageFor('awaiting-audio', [item('refused'), item('interrupted')])).toBeUndefined();
    expect(stageFor('transcoding', [item('sent')])).toBeUndefined();
  });
});
