import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{compiler,runtime,cli,bench,scripts,test}/**/*.test.ts'],
    // Killed and racing processes by the hundred take minutes: `npm run proofs`.
    exclude: [...configDefaults.exclude, 'runtime/crash/**'],
    // A hung child process must fail its test, not the whole run; the slowest test takes 30 s of an idle machine.
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
