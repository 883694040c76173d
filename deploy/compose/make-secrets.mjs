// Makes every secret that compose.yaml names and that is not there yet, in the folder secrets/ beside it (or in the one given as
// argument); what exists is kept, because a new root key would make everything stored unreadable. Plain Node >= 20, no dependency.
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? join(here, 'secrets'));
const names = [...readFileSync(join(here, 'compose.yaml'), 'utf8').matchAll(/file: \.\/secrets\/([\w.-]+)/g)].map(
  (match) => match[1],
);

/** Readable by the containers' user; the folder around it (0700) keeps it from everybody else on this machine. */
function write(name, text) {
  writeFileSync(join(folder, name), text, { mode: 0o444, flag: 'wx' });
}

function make(name) {
  if (name.startsWith('service-key-')) {
    write(name, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  } else if (name === 'root.key') {
    write(name, `${randomBytes(32).toString('base64')}\n`);
  } else if (name === 'database-admin-url') {
    const password = readFileSync(join(folder, 'database-admin-password'), 'utf8').trim();
    write(name, `postgres://postgres:${password}@postgres:5432/ebbflow`);
  } else if (name === 'services.jwks.json') {
    write(name, JSON.stringify({ keys: names.filter((key) => key.startsWith('service-key-')).map(publicKey) }));
  } else {
    write(name, randomBytes(24).toString('base64url'));
  }
}

function publicKey(name) {
  const { kty, crv, x } = createPublicKey(createPrivateKey(readFileSync(join(folder, name)))).export({ format: 'jwk' });
  return { kid: name.replace('service-key-', ''), kty, crv, x };
}

mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);
// What is derived from others comes last.
const derived = ['database-admin-url', 'services.jwks.json'];
const missing = [...names.filter((name) => !derived.includes(name)), ...derived].filter(
  (name) => !existsSync(join(folder, name)),
);
for (const name of missing) make(name);
process.stdout.write(
  `${String(missing.length)} made, ${String(names.length - missing.length)} kept in ${folder}. Back up root.key apart from the database: without it nothing stored can be read.\n`,
);
