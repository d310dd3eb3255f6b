import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Rendition } from './rendition.entity.js';

/** The audio that stations get, for other modules. */
@Injectable()
export class RenditionsService {
  constructor(@InjectRepository(Rendition) private readonly renditions: Repository<Rendition>) {}

  /**
   * The newest renditions of these originals by one profile, keyed by the original's SHA-256. An original that is not
   * ready has none.
   */
  async find(originalSha256s: readonly string[], profile: Rendition['profile']): Promise<Map<string, Rendition>> {
    if (originalSha256s.length === 0) return new Map();
    const found = await this.renditions
      .createQueryBuilder('rendition')
      .where({ originalSha256: In([...new Set(originalSha256s)]) })
      .andWhere('rendition.profile = :profile AND rendition.replaced_at IS NULL', { profile })
      .getMany();
    return new Map(found.map((rendition) => [rendition.originalSha256, rendition]));
  }

  /** Renditions by their own SHA-256, newest or not. */
  async findMany(sha256s: readonly string[]): Promise<Map<string, Rendition>> {
    if (sha256s.length === 0) return new Map();
    const found = await this.renditions.findBy({ sha256: In([...new Set(sha256s)]) });
    return new Map(found.map((rendition) => [rendition.sha256, rendition]));
  }
}
