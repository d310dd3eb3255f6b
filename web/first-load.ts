import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { FIRST_VIEW } from './first-view-plugin.ts';

/** What the operator's page loads before it can be used. */
const OPERATORS_PAGE = ['src/main.tsx'];
/** Compressed by gzip: about a second on a 3G phone. */
const MOST_KB = 200;

export type Bundle = Rolldown.OutputBundle;

/** The scripts of pages with all that they import at once, and their styles; `pages` are ends of paths. */
export function filesOf(bundle: Bundle, pages: readonly string[]): Set<string> {
  const wanted = new Set<string>();
  const add = (name: string) => {
    const chunk = bundle[name];
    if (wanted.has(name) || chunk?.type !== 'chunk') return;
    wanted.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) wanted.add(style);
    for (const imported of chunk.imports) add(imported);
  };
  for (const [name, part] of Object.entries(bundle)) {
    if (part.type === 'chunk' && part.moduleIds.some((id) => pages.some((page) => id.endsWith(page)))) add(name);
  }
  return wanted;
}

/** Fails the build when the operator's page loads more script than a phone on 3G can bear; writes how much it is. */
export function firstLoadBudget(): Plugin {
  return {
    name: 'vang-first-load-budget',
    apply: 'build',
    // After the page has been written: it leaves out files in which nothing is left.
    enforce: 'post',
    generateBundle(_options, bundle) {
      const names = [
        ...filesOf(bundle, OPERATORS_PAGE),
        ...Object.keys(bundle).filter((name) => FIRST_VIEW.test(name)),
      ];
      const scripts = names.flatMap((name) => {
        const source = scriptOf(bundle, name);
        return source === undefined ? [] : { name, kb: gzipSync(source, { level: 9 }).length / 1_000 };
      });
      const kb = scripts.reduce((sum, script) => sum + script.kb, 0);
      const source = JSON.stringify({ operatorJsKb: Number(kb.toFixed(1)), mostKb: MOST_KB, scripts }, null, 2);
      this.emitFile({ type: 'asset', fileName: 'first-load.json', source });
      if (kb > MOST_KB) this.error(tooMuch(kb, scripts));
    },
  };
}

/** @returns undefined for styles and other files */
function scriptOf(bundle: Bundle, name: string): string | Uint8Array | undefined {
  const part = bundle[name];
  if (part?.type === 'chunk') return part.code;
  return part && FIRST_VIEW.test(name) ? part.source : undefined;
}

const tooMuch = (kb: number, scripts: readonly { name: string; kb: number }[]): string => {
  const largest = scripts
    .toSorted((one, other) => other.kb - one.kb)
    .map(({ name, kb: size }) => `  ${size.toFixed(1)} kB ${name}`);
  return [
    `The operator's page loads ${kb.toFixed(1)} kB of script (gzip); at most ${MOST_KB} kB are allowed.`,
    'Import what only desk pages need from ui/desk.ts or ui/dates.ts, and load pages by lazy(). Its scripts:',
    ...largest,
  ].join('\n');
};
