/** What audit entries are about is called by the modules that own it. The module that reads all of them provides it. */
export abstract class ThingNamesDirectory {
  /** What the things are called today, by id; those that are gone, or have no name, have no key. */
  abstract namesOf(ids: readonly string[]): Promise<Map<string, string>>;
}
