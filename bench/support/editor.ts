import { setTimeout as pause } from 'node:timers/promises';
import { ApiPerson, UnexpectedAnswer } from '../../api-client/person.js';

const POLL_MS = 200;

/** A program with its uploaded audio. */
export interface Uploaded {
  programId: string;
  /** SHA-256 of the original. */
  original: string;
}

/** The editor of the only centre of a new service; uploads audio over HTTP. */
export class Editor {
  private constructor(
    private readonly person: ApiPerson,
    private readonly centreId: string,
  ) {}

  /** @param url of a service that has no people yet @param printed what it printed at its start */
  static async of(url: string, printed: string): Promise<Editor> {
    const code = /"code":\s*"([^"]+)"/.exec(printed)?.[1] ?? '';
    const administrator = await ApiPerson.accept(url, code, 'quan.tri', 'Quản trị');
    const centre = await administrator.post<{ id: string }>('/centres', { name: 'Trung tâm' });
    const scope = { kind: 'centre', id: centre.id };
    return new Editor(await administrator.invite('bien.tap', 'Biên tập', 'editor', scope), centre.id);
  }

  /** The same editor, calling another process of the service. */
  at(url: string): Editor {
    return new Editor(new ApiPerson(url, this.person.login, this.person.password), this.centreId);
  }

  /**
   * Uploads audio for a new program.
   * @throws UploadRefused when the service refuses the file
   */
  async upload(content: Blob): Promise<Uploaded> {
    const about = { centreId: this.centreId, topic: 'procedures', genre: 'news', origin: 'centre' };
    const { id } = await this.person.post<{ id: string }>('/programs', { ...about, title: 'Bài nói' });
    const form = new FormData();
    form.set('file', content, 'bài.mp3');
    const path = `/programs/${id}/audio`;
    const answer = await this.person.try<{ code?: string; original?: { sha256: string } }>('post', path, form);
    if (answer.status === 422) throw new UploadRefused(answer.body.code ?? '');
    if (!answer.body.original) throw new UnexpectedAnswer(`POST ${path}`, answer);
    return { programId: id, original: answer.body.original.sha256 };
  }

  /** Waits until the program is transcoded. @throws Error when it is refused */
  async untilReady(programId: string): Promise<void> {
    for (;;) {
      const { state } = await this.person.get<{ state: string }>(`/programs/${programId}`);
      if (state === 'ready') return;
      if (state === 'refused') throw new Error('the audio was refused');
      await pause(POLL_MS);
    }
  }
}

/** The service refused an upload; `code` says why. */
export class UploadRefused extends Error {
  constructor(readonly code: string) {
    super(`the upload was refused: ${code}`);
  }
}
