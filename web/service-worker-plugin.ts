import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';
import { type Bundle, filesOf } from './first-load.ts';
import { FIRST_VIEW } from './first-view-plugin.ts';

const SOURCE = fileURLToPath(new URL('src/worker/service-worker.ts', import.meta.url));
/** The page that opens without a network, and the layers above it; other pages load their parts when they are opened. */
const PAGES = ['src/main.tsx', 'screens/sign-in/SignIn.tsx', 'app/SignInLayer.tsx', 'parts/FreshSignInLayer.tsx'];
const FONTS = /be-vietnam-pro-(latin|vietnamese)-(400|600)-normal-.*\.woff2$/;

/** Writes /service-worker.js with the list of files that it keeps; its version changes with them. */
export function serviceWorker(): Plugin {
  return {
    name: 'vang-service-worker',
    apply: 'build',
    // After the page has been written: it leaves out files in which nothing is left.
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const files = filesWithoutNetwork(bundle);
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
      const source = readFileSync(SOURCE, 'utf8')
        .replace("'%VERSION%'", JSON.stringify(version))
        .replace("'%FILES%'", JSON.stringify(files.map((name) => `/${name}`)));
      const { code } = await transformWithOxc(source, SOURCE, { target: 'es2022' });
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: code });
    },
  };
}

/** The scripts of those pages with all that they import, their styles, and the fonts. */
function filesWithoutNetwork(bundle: Bundle): string[] {
  const others = Object.keys(bundle).filter((name) => FONTS.test(name) || FIRST_VIEW.test(name));
  return [...filesOf(bundle, PAGES), ...others].toSorted();
}
