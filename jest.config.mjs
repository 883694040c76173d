import { swcOptions } from './tools/build/swc-options.mjs';

const { rewriteRelativeImportExtensions: _ignored, ...jsc } = swcOptions.jsc;

/** Unit tests (`*.spec.ts`) lie beside their file, medium ones (`*.medium.spec.ts`) use a real Postgres, system ones live in tests/system. */
export default {
  rootDir: '.',
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/deploy', '<rootDir>/tests', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.ebbflow', '<rootDir>/.cache'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swcOptions, jsc }] },
  globalSetup: '<rootDir>/libs/testing/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest-global-teardown.mjs',
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@ebbflow/source', 'node', 'node-addons'] },
  // Real servers on shared cores; a test that hangs fails by its own waiting condition long before.
  testTimeout: 60_000,
  workerIdleMemoryLimit: '256MB',
};
