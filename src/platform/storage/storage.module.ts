import { Global, Module } from '@nestjs/common';
import { MediaStore } from './media-store.js';
import { PartFiles } from './part-files.js';

@Global()
@Module({ providers: [MediaStore, PartFiles], exports: [MediaStore, PartFiles] })
export class StorageModule {}
