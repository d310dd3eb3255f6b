import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

const SOURCE = fileURLToPath(new URL('src/first-view/main.ts', import.meta.url));
/** The script of the whole page, as the build writes it into the HTML. */
const WHOLE = /<script type="module" crossorigin src="(\/assets\/first-[^"]+)"><\/script>/;
export const FIRST_VIEW = /^assets\/first-view-.*\.js$/;

/**
 * Lets the page begin with a script of a few kilobytes that draws what comes next, and then runs the whole page; meanwhile
 * the browser loads that. While developing, the whole page begins by itself.
 */
export function firstView(): Plugin {
  return {
    name: 'vang-first-view',
    apply: 'build',
    // After the page has been written.
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return this.error('there is no page to begin');
      const html = String(page.source);
      const whole = WHOLE.exec(html)?.[1];
      if (!whole) return this.error(`the page does not load the script ${WHOLE}`);
      const code = await script();
      const hash = createHash('sha256').update(code).digest('base64url').slice(0, 8);
      const fileName = `assets/first-view-${hash}.js`;
      this.emitFile({ type: 'asset', fileName, source: code });
      page.source = html
        .replace(WHOLE, `<link rel="modulepreload" crossorigin href="${whole}">`)
        // Before the styles: a script behind them would wait for them.
        .replace('<title>', `<script async src="/${fileName}" data-whole="${whole}"></script>\n    <title>`);
    },
  };
}

/** A script of its own: what it shares with the whole page is in both. */
async function script(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: { input: SOURCE, output: { format: 'iife' } },
      modulePreload: false,
    },
  })) as Rolldown.RolldownOutput;
  return built.output[0].code;
}
