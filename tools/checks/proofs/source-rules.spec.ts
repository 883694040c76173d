import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { breaches, productSources, type SourceRule } from './source-rules.ts';

const root = resolve(import.meta.dirname, '../../..');
const sources = productSources(root);

/** Each rule is held against the product and against one line that breaks it: a rule that finds nothing must be able to find something. */
function expectKept(rule: SourceRule, broken: string): void {
  const file = { path: `${rule.within?.[0] ?? 'services/'}broken.ts`, text: broken };
  expect(breaches({ ...rule, exceptIn: {} }, [file])).toHaveLength(1);
  expect(breaches(rule, sources)).toEqual([]);
}

describe('the product', () => {
  it('is looked at whole', () => {
    expect(sources.length).toBeGreaterThan(1_500);
  });

  it('starts no other program', () => {
    const rule = {
      never: /['"](node:)?child_process['"]/,
      exceptIn: {
        'libs/embedded-postgres/src/initialise-cluster.ts': 'the database of a start on one machine',
        'libs/embedded-postgres/src/process-identity.ts': 'the same',
        'libs/embedded-postgres/src/spawn-tethered.ts': 'the same',
      },
    };
    expectKept(rule, `import { exec } from 'child_process';`);
  });

  it('compiles no text to code', () => {
    expectKept({ never: /\beval\s*\(|\bnew Function\b|['"](node:)?vm2?['"]/ }, 'return eval(text);');
  });

  it('writes no value into the text of a statement', () => {
    const rule = {
      // Names in capitals are constants, and what a lifetime hides is one text for all, made of the placeholders it is called with
      // (libs/service-host/src/lifetimes); the rest are listed with what else they can be.
      never:
        /\$\{(?!([A-Z_]+|schema)\}|String\([A-Z_]+( - 1)?\)\}|(incompletes|deliveries|details)KeptSince\(|dueRows\(\{)/,
      within: sources.filter(({ path }) => path.endsWith('.sql.ts')).map(({ path }) => path),
      exceptIn: {
        'services/executor/src/runs/sql/insert-hook-runs.sql.ts': 'one of two constants',
        'services/executor/src/runs/sql/start-runs.sql.ts': 'one of two constants',
        'services/executor/src/scenarios/list-scenarios.sql.ts': 'columns and directions out of a closed list',
        'services/vault/src/keys/reseal/find-secrets-to-reseal.sql.ts':
          'names of our own tables, read from the catalogue',
        'services/vault/src/keys/reseal/reseal-secret.sql.ts': 'names of our own tables, read from the catalogue',
        'services/vault/src/keys/reseal/retire-secrets-keys.sql.ts': 'names of our own tables, read from the catalogue',
      },
    };
    expect(rule.within.length).toBeGreaterThan(200);
    expect(breaches(rule, sources)).toEqual([]);
    expect(breaches({ never: rule.never }, [{ path: 'a.sql.ts', text: '`where id = ${id}`' }])).toHaveLength(1);
  });

  it('makes a pattern of no text from outside', () => {
    const rule = {
      never: /\bnew RegExp\(|[^.\w]RegExp\(/,
      exceptIn: {
        'libs/blueprint/src/compile/compile-field.ts': 'a number',
        'libs/connectors/gateway/src/hook/parse-multipart.ts': 'one of two names of our own',
        'libs/expressions/src/dates/parse-tokens.ts': 'names of months and days of our own',
        'libs/kernel/src/ids.ts': 'prefixes of our own',
      },
    };
    expectKept(rule, 'const found = new RegExp(text).test(other);');
  });

  it('draws nothing that must not be guessed from Math.random, nor from a UUID', () => {
    const rule = {
      never: /\bMath\.random\b|\brandomUUID\b|pseudoRandomBytes/,
      exceptIn: {
        'deploy/cli/src/commands/offline/evaluate-template.ts': 'the function random() of the language, offline',
        'libs/messaging/src/consuming/backoff.ts': 'spreads retries',
      },
    };
    expectKept(rule, 'const token = Math.random().toString(36);');
  });

  it('ciphers and hashes are those that were chosen: AES-GCM and SHA-2', () => {
    const rule = {
      never: /['"`](md5|sha1|RSA-SHA1|des3?|rc4|aes-[^'"`]*-(cbc|ecb|ctr))['"`]|createCipher\(|RSA_PKCS1_PADDING/i,
      exceptIn: {
        'libs/connectors/encryptor/src/actions/create-signature.action.ts':
          'signatures an author makes for somebody else',
        'libs/connectors/encryptor/src/cipher/aes.ts': 'what an author opens or seals for somebody else',
        'libs/contracts/src/api/gateway/hook-settings.api.ts': 'the signature a sender makes, who has no better one',
        'libs/contracts/src/api/retention/opendsr.api.ts': 'how a controller names a person; every form is looked for',
        'libs/contracts/src/api/retention/subject-requests.api.ts':
          'how a controller names a person; every form is looked for',
        'libs/expressions/src/functions/digest.ts': 'functions of the language',
        'libs/expressions/src/functions/text/md5.ts': 'a function of the language',
        'libs/expressions/src/functions/text/sha1.ts': 'a function of the language',
        'services/gateway/src/signatures/signature-fault.ts': 'the signature a sender makes, who has no better one',
        'services/identity/src/payments/global-payments.ts': 'the signature the provider makes, who has no better one',
        'services/identity/src/second-factors/totp-codes.ts': 'an HMAC, the one every authenticator computes',
        'services/retention/src/intake/hashed-identities.ts':
          'how a controller names a person; every form is looked for',
        'services/vault/src/keychain/secrets/pgp-fingerprint.ts': 'how OpenPGP of version 4 names a key',
      },
    };
    expectKept(rule, `const sum = createHash('md5');`);
  });

  it('makes key pairs of the kinds that were chosen', () => {
    expectKept(
      { never: /generateKeyPair(Sync)?\((?!'ed25519'\))/ },
      `generateKeyPairSync('rsa', { modulusLength: 1024 })`,
    );
  });

  it('never takes a certificate for good unseen, unless an author asked for it', () => {
    expectKept(
      { never: /rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/ },
      'connect({ rejectUnauthorized: false })',
    );
  });

  it('leaves nothing of anybody in the storage of a browser', () => {
    const rule = {
      never: /\b(localStorage|sessionStorage|indexedDB)\b/,
      exceptIn: {
        'services/console/web/src/frame/kept-place.ts':
          'the room one was in, for this tab, until one has signed in again',
        'services/console/web/src/i18n/language.ts': 'the language somebody chose',
      },
    };
    expectKept(rule, `localStorage.setItem('a', 'b');`);
  });

  it('talks to no other window, and writes no markup past the template', () => {
    const rule = { never: /\bpostMessage\b|\binnerHTML\b|document\.write/, within: ['services/console/'] };
    expectKept(rule, 'parent.postMessage(token);');
  });

  it('holds no secret', () => {
    const rule = {
      never: /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\\?n?[A-Za-z0-9+/]{20}|\bAKIA[0-9A-Z]{16}\b|\bsk_live_\w{10}/,
    };
    expectKept(rule, `const key = '-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEF';`);
  });
});

describe('an exception', () => {
  it('holds for its file only, and is told once nothing needs it', () => {
    const rule = { never: /eval/, exceptIn: { 'a.ts': 'a reason' } };
    expect(breaches(rule, [{ path: 'a.ts', text: 'eval' }])).toEqual([]);
    expect(breaches(rule, [{ path: 'b.ts', text: 'eval' }])).toEqual(['b.ts: eval']);
    expect(breaches(rule, [{ path: 'a.ts', text: '' }])).toEqual(['a.ts is an exception that nothing needs.']);
  });
});

describe('what is built', () => {
  it('every part of others is locked, by version and by digest', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string; integrity?: string; link?: boolean }>;
    };
    const others = Object.entries(lock.packages).filter(
      ([path, { link }]) => path.includes('node_modules/') && link !== true,
    );
    expect(others.length).toBeGreaterThan(500);
    const loose = others.filter(([, part]) => part.version === undefined || !/^sha512-/.test(part.integrity ?? ''));
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('an image holds no history, no spec and nothing that was not named', () => {
    const lines = readFileSync(join(root, 'deploy/docker/Dockerfile.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    // First everything is left out, then what is needed is named; at the end come the parts of it that are not.
    expect(lines[0]).toBe('**');
    expect(lines.filter((line) => line.startsWith('!') && /\.git|secret|\.env|\.ebbflow/.test(line))).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(['**/test', '**/*.spec.ts', '**/dist', '**/node_modules']));
  });
});
