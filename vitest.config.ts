import { configDefaults, defineConfig } from 'vitest/config';

/** Their verdicts come from what is measured meanwhile: beside other tests they would be those of a busy machine. */
const MEASURED = ['workshop/{opposites,lessons,firefox}.test.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    // Tests open real sockets, start processes and a browser; on two cores they share them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, '{reports,workshop}/dist/**', 'reports/runs/**', ...MEASURED],
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: MEASURED,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          // Whoever else uses the machine may disturb a measurement; what is wrong is wrong twice.
          retry: 1,
        },
      },
    ],
  },
});
