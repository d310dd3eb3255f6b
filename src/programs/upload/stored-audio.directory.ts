import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StoredFilesDirectory, type StoredVolume } from '../../platform/storage/stored-files.directory.js';
import { hasAudio, volumesOfAudio } from './stored-audio.queries.js';

/** Originals and renditions. */
@Injectable()
export class StoredAudioDirectory extends StoredFilesDirectory {
  constructor(private readonly source: DataSource) {
    super();
  }

  hasAny(): Promise<boolean> {
    return hasAudio(this.source);
  }

  volumes(): Promise<StoredVolume[]> {
    return volumesOfAudio(this.source);
  }
}
