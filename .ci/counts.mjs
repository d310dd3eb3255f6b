import { readFileSync } from 'node:fs';

/** Prints the counts of Jest's JSON report as one plain line; a suite that could not run counts as a failure. */
const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
const skipped = report.numPendingTests + report.numTodoTests;
process.stdout.write(`${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0;
