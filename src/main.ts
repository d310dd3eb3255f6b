import { openFilesFault } from './platform/processes/open-files.js';

// `npm start`. Looked at before anything else is loaded: to load the service opens hundreds of files at a time.
const fault = openFilesFault();
if (fault === undefined) await import('./serve.js');
else {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
