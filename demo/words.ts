type Texts = Record<'vi' | 'en', string>;

/** What the codes in answers mean, in the words of the service: `x-words` of its OpenAPI document, by list and code. */
export class Words {
  private constructor(private readonly lists: Record<string, Record<string, Texts>>) {}

  static async of(url: string): Promise<Words> {
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
      'x-words': Record<string, Record<string, Texts>>;
    };
    return new Words(document['x-words']);
  }

  /** @throws when the service says nothing of this code */
  of(list: string, code: string, language: keyof Texts): string {
    const texts = this.lists[list]?.[code];
    if (!texts) throw new Error(`there are no words for ${code} of ${list}`);
    return texts[language];
  }
}
