import { startEmbeddedPostgres } from '@ebbflow/embedded-postgres';
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const pg = await startEmbeddedPostgres({ dataDir: '/tmp/d-try/pg', durable: false });
writeFileSync('/tmp/d-try/admin-url', pg.url);
const S = '/tmp/d-try/sec';
const clean = new URL(pg.url);
clean.username = '';
clean.password = '';
const env = (svc: string, port: number) =>
  ({
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    EBB_SERVICE_PORT: String(port),
    EBB_SERVICE_KEY_FILE: `${S}/service-key-${svc}`,
    EBB_SERVICE_JWKS_FILE: `${S}/services.jwks.json`,
    EBB_DATABASE_URL: clean.href,
    EBB_DATABASE_PASSWORD_FILE: `${S}/database-password-${svc}`,
    EBB_VAULT_ROOT_KEY_FILE: `${S}/root.key`,
    EBB_PUBLIC_URL: 'http://127.0.0.1:17100',
  }) as Record<string, string>;
const run = (svc: string, args: string[], e: object) =>
  spawnSync(process.execPath, ['--disable-proto=throw', `/tmp/d-try/image-${svc}/service/dist/main.js`, ...args], {
    cwd: `/tmp/d-try/image-${svc}`,
    env: e as any,
    encoding: 'utf8',
  });
const m = run('vault', ['migrate'], {
  PATH: process.env.PATH,
  EBB_DATABASE_PASSWORD_FILE: `${S}/database-password-vault`,
  EBB_DATABASE_ADMIN_URL_FILE: '/tmp/d-try/admin-url',
});
console.log('migrate', m.status, m.stdout, m.stderr.slice(0, 800));
const u = run('vault', ['bogus'], {});
console.log('bogus', u.status, u.stderr);
const missing = run('vault', [], { PATH: process.env.PATH });
console.log('no settings', missing.status, missing.stderr.slice(0, 300));
for (const [svc, port] of [
  ['vault', 17102],
  ['console', 17100],
] as const) {
  const child = spawn(process.execPath, ['--disable-proto=throw', `/tmp/d-try/image-${svc}/service/dist/main.js`], {
    cwd: `/tmp/d-try/image-${svc}`,
    env: env(svc, port),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let ok = '';
  for (let i = 0; i < 100 && !ok; i++) {
    await new Promise((r) => setTimeout(r, 100));
    try {
      const l = await fetch(`http://127.0.0.1:${port}/health/live`);
      const r = await fetch(`http://127.0.0.1:${port}/health/ready`);
      ok = `${l.status} ${r.status} ${await r.text()}`;
    } catch {}
  }
  console.log(svc, ok);
  const t = Date.now();
  child.kill('SIGTERM');
  const code = await new Promise((r) => child.on('exit', r));
  console.log(svc, 'exit', code, Date.now() - t, 'ms');
}
await pg.stop();
