import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { ebbflowPlugin } from './tools/lint-rules/ebbflow-plugin.ts';
import { codeBoundaries, specBoundaries } from './tools/lint-rules/module-boundaries.ts';
import { restrictedImports } from './tools/lint-rules/restricted-imports.ts';

const specs = ['**/*.spec.ts', '**/test/**/*.ts', 'tests/**/*.ts', 'libs/testing/**/*.ts'];
const pureLibs = [
  'kernel',
  'contracts',
  'engine',
  'blueprint',
  'expressions',
  'connector-sdk',
  'policy',
  'connectors/*',
];
const pure = pureLibs.map((name) => `libs/${name}/src/**/*.ts`);
const sqlHomes = ['**/*.repository.ts', '**/*.sql.ts', '**/*.entity.ts', '**/migrations/**/*.ts', '**/*.migration.ts'];

/** Bans of imports() too, which no-restricted-imports does not look at. */
const dynamicImport = {
  selector: 'ImportExpression[source.value=/^(node:)?(vm|child_process)$|^vm2$|^@ebbflow\\u002Fcrypto\\u002Fsecrets$/]',
  message: 'This module is banned here; importing it dynamically does not change that.',
};
/** Who cannot import a module that connects must not be handed one either. */
const dynamicSocket = {
  selector:
    'ImportExpression[source.value=/^(node:)?(net|tls|dgram|dns|dns\\u002Fpromises|http|https|http2)$|^(undici|axios|got|node-fetch|ws)$/]',
  message: 'Everything outbound goes through @ebbflow/egress or the HTTP port of the step context.',
};
const builtinModule = {
  object: 'process',
  property: 'getBuiltinModule',
  message: 'Import what you need where it can be seen, and where the bans on imports see it.',
};
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: one name from file to use.',
};
// Injected dependencies are not parameters somebody passes, so a constructor may have six.
const tooManyParameters = [
  {
    selector: ':function[params.length>4]:not(MethodDefinition[kind="constructor"] > FunctionExpression)',
    message: 'At most four parameters; beyond that one named object.',
  },
  {
    selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
    message: 'At most six injected dependencies: a class that needs more does more than one thing.',
  },
];
const noSockets = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'Everything outbound goes through @ebbflow/egress or the HTTP port of the step context.',
}));
const environment = {
  object: 'process',
  property: 'env',
  message: 'Only libs/config reads the environment; take a *.config.ts class in the constructor.',
};
const nodeGlobals = [
  'process',
  'console',
  'URL',
  'Buffer',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'performance',
  'fetch',
  'TextEncoder',
  'TextDecoder',
  'AbortController',
  'AbortSignal',
  'setImmediate',
  'structuredClone',
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/generated/',
      '.nx/',
      '.cache/',
      '.ebbflow/',
      'coverage/',
      'helm/',
      'tools/checks/fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx, ebbflow: ebbflowPlugin },
    rules: {
      'ebbflow/file-suffix': 'error',
      'ebbflow/no-payload-in-log': 'error',

      '@nx/enforce-module-boundaries': ['error', codeBoundaries],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'sql', 'secrets', 'callers', 'locator', 'embedded'),
      ],
      'no-restricted-properties': ['error', environment, builtinModule],
      'no-restricted-syntax': ['error', defaultExport, dynamicImport, ...tooManyParameters],
      'no-eval': 'error',
      'no-console': 'error',

      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',

      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/prefer-readonly': 'error',
      // A Nest module is an empty class with a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
      // Methods of a port are async although one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // A type parameter that only the answer has is how a caller names a brand (newId<RunId>) or a row (query<RunRow>).
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['**/*.repository.ts'], rules: { 'ebbflow/tenant-scope-first': 'error' } },
  {
    files: [...sqlHomes, 'libs/persistence/**/*.ts', 'libs/messaging/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'secrets', 'callers', 'locator', 'embedded'),
      ],
    },
  },
  {
    files: pure,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'secrets', 'embedded', 'platform', 'clients', 'sockets'),
      ],
      'no-restricted-syntax': ['error', defaultExport, dynamicImport, dynamicSocket, ...tooManyParameters],
      'no-restricted-globals': ['error', ...noSockets],
    },
  },
  {
    // The connectors that are made of a client library, and hand it a socket of the step context.
    files: ['email', 'ftp', 'mysql', 'postgresql', 'sftp'].map((name) => `libs/connectors/${name}/src/**/*.ts`),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'secrets', 'embedded', 'platform', 'sockets'),
      ],
    },
  },
  {
    files: ['services/**/*.ts'],
    ignores: ['services/console/**'],
    rules: {
      'no-restricted-globals': ['error', ...noSockets],
      'no-restricted-syntax': ['error', defaultExport, dynamicImport, dynamicSocket, ...tooManyParameters],
    },
  },
  {
    files: ['services/gateway/src/**/*.ts'],
    // The two places that open: what a hook received, for a person of its organisation who asks to see it, and noted in the log; and to find
    // somebody in it who is to be erased.
    ignores: [
      ...sqlHomes,
      'services/gateway/src/deliveries/delivery-inspection.service.ts',
      'services/gateway/src/erasure/delivery-search.ts',
    ],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'sql', 'secrets', 'open', 'callers', 'locator', 'embedded'),
      ],
    },
  },
  {
    files: ['services/vault/**/*.ts'],
    ignores: sqlHomes,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'sql', 'callers', 'locator', 'embedded'),
      ],
    },
  },
  {
    // The way out itself; and the installation's own mail server, which an operator names and no tenant.
    files: ['libs/egress/**/*.ts', 'services/identity/src/mail/mail-transport.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'sql', 'secrets', 'locator', 'embedded'),
      ],
    },
  },
  // The two places where the framework itself is driven.
  {
    files: ['libs/service-host/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'sql', 'secrets', 'embedded'),
      ],
    },
  },
  {
    files: ['deploy/all-in-one/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        restrictedImports('environment', 'process', 'sql', 'secrets'),
      ],
    },
  },
  // Asks the server an operator named for its version before anything is built on it.
  {
    files: ['deploy/all-in-one/src/database.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', restrictedImports('environment', 'process', 'secrets')],
    },
  },
  {
    files: ['libs/config/src/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', builtinModule] },
  },
  {
    files: ['libs/embedded-postgres/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', restrictedImports('environment', 'secrets')] },
  },
  {
    // Runs in browsers, where the console is the only peer: no environment, no process; a component and its markup are one function.
    files: ['services/console/web/**/*.{ts,tsx}'],
    ignores: specs,
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@nx/enforce-module-boundaries': 'off',
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
    },
  },
  // Specs, the testing kit and the programs under tests/: they may open, start and bend what the code may not.
  {
    files: specs,
    rules: {
      '@nx/enforce-module-boundaries': ['error', specBoundaries],
      '@typescript-eslint/no-restricted-imports': ['error', restrictedImports('environment')],
      'no-restricted-globals': 'off',
      'ebbflow/tenant-scope-first': 'off',
      'max-lines': ['error', 600],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['tools/**/*.ts', 'tests/**/*.ts', 'libs/testing/**/*.ts', 'deploy/**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
      'no-console': 'off',
    },
  },
  // Comparing `node.type` with its text keeps the rules free of a run-time import of the parser's enum.
  { files: ['tools/lint-rules/*.ts'], rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' } },
  prettier,
);
