// What a seal costs on this machine, one core: node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs libs/crypto/test/bench/seal-rate.ts
import { createCipheriv, randomBytes } from 'node:crypto';
import { openPayload, PeriodKey, sealPayload, TenantKey } from '../../src/index.ts';
import { RawAesKeyWrapper, SecretEnvelope } from '../../src/secrets.ts';

const plain = randomBytes(1_024);
const bytes = randomBytes(32);
const key = new TenantKey('org_bench', 1, bytes);
const context = { tenant: 'org_bench', object: 'dlv_bench', field: 'delivery.request', version: 1 };
const envelope = new SecretEnvelope(new RawAesKeyWrapper('bench', bytes));

async function measure(name: string, count: number, work: () => unknown): Promise<void> {
  for (let warm = 0; warm < count / 5; warm += 1) await work();
  const start = process.cpuUsage();
  const from = performance.now();
  for (let done = 0; done < count; done += 1) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  const elapsedMs = performance.now() - from;
  const { user, system } = process.cpuUsage(start);
  const perSecond = Math.round((count / elapsedMs) * 1_000);
  const microseconds = ((user + system) / count).toFixed(1);
  process.stdout.write(
    `${name.padEnd(34)} ${String(perSecond).padStart(8)}/s  ${microseconds.padStart(7)} µs CPU each\n`,
  );
}

const sealed = sealPayload(key, context, plain);
const secret = await envelope.seal(context, plain);
await measure('bare AES-256-GCM, random nonce', 100_000, () => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
});
await measure('sealPayload 1 KiB', 100_000, () => sealPayload(key, context, plain));
await measure('openPayload 1 KiB', 100_000, () => openPayload(key, context, sealed));

// As the details of a run are: fields of records, with values nobody can guess.
const details = (length: number): Buffer => {
  const bundles: object[] = [];
  let text = '';
  while (text.length < length) {
    const id = randomBytes(8).toString('hex');
    bundles.push({ id, name: `Customer ${String(bundles.length)}`, email: `u${id}@example.com`, status: 'paid' });
    text = JSON.stringify({ modules: [{ bundles }] });
  }
  return Buffer.from(text);
};
const period = { category: 'execution-details', lifetimeDays: 60, hour: 490_000 };
const salt = randomBytes(32);
const periodKey = new PeriodKey(key, period, salt);
await measure('a key of a period (HKDF)', 20_000, () => new PeriodKey(key, period, salt));
await measure('period seal 1 KiB, random', 20_000, () => sealPayload(periodKey, context, plain));
for (const [name, payload, count] of [
  ['1 KiB', details(1_000), 20_000],
  ['10 KiB', details(10_000), 10_000],
  ['100 KiB', details(100_000), 1_000],
] as const) {
  const compressed = sealPayload(periodKey, context, payload);
  const ratio = (payload.length / compressed.length).toFixed(1);
  await measure(`period seal ${name} JSON (${ratio} : 1)`, count, () => sealPayload(periodKey, context, payload));
  await measure(`period open ${name} JSON`, count, () => openPayload(periodKey, context, compressed));
}
await measure('SecretEnvelope.seal 1 KiB', 1_000, () => envelope.seal(context, plain));
await measure('SecretEnvelope.open 1 KiB', 1_000, () => envelope.open(context, secret));
