import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { apiPage } from './api-reference.ts';

/** Starts the all-in-one as it was last built, and writes down what its services say of themselves. */
const SERVICES = ['identity', 'vault', 'executor', 'gateway', 'log-store', 'retention'];
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ebbflow-api-'));
const child = spawn(process.execPath, ['--disable-proto=delete', join(root, 'deploy/all-in-one/dist/main.js')], {
  env: { ...process.env, EBB_DATA_DIR: folder },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await new Promise((done, fail) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes('Ebbflow is ready')) done();
    });
    child.once('exit', (code) => fail(new Error(`Ebbflow ended with ${code}:\n${printed}`)));
  });
  const { url } = JSON.parse(readFileSync(join(folder, 'operator.json'), 'utf8'));
  const documents = {};
  mkdirSync(join(root, 'docs/reference/openapi'), { recursive: true });
  for (const service of SERVICES) {
    const answer = await fetch(`${url}/docs/${service}/openapi.json`);
    if (!answer.ok) throw new Error(`${service} answered ${answer.status}.`);
    documents[service] = await answer.json();
    await write(`docs/reference/openapi/${service}.json`, 'json', JSON.stringify(documents[service]));
  }
  await write('docs/reference/api.md', 'markdown', apiPage(documents));
} finally {
  if (child.exitCode === null) {
    child.removeAllListeners('exit');
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

async function write(path, parser, text) {
  const file = join(root, path);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser }));
}
