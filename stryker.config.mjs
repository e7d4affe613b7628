/** Mutation testing: `npm run mutation`; one folder: `npm run mutation -- --mutate 'compiler/graph/*.ts'`. */
const FOLDERS = ['graph', 'weave', 'inherit', 'expand', 'language'];

export default {
  plugins: ['./scripts/mutation/test-runner.mjs'],
  testRunner: 'in-thread',
  coverageAnalysis: 'perTest',
  mutate: FOLDERS.map((folder) => `compiler/${folder}/**/!(*.test|sample-graph).ts`),
  concurrency: 2,
  // The test runner knows how long each test takes, and ends it itself.
  timeoutMS: 300_000,
  timeoutFactor: 4,
  incremental: true,
  incrementalFile: 'coverage/mutation/incremental.json',
  tempDirName: 'coverage/mutation/sandbox',
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: 'coverage/mutation/report.html' },
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
