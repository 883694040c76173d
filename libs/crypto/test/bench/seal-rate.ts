// What a seal costs on this machine, one core: node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs libs/crypto/test/bench/seal-rate.ts
import { createCipheriv, randomBytes } from 'node:crypto';
import { openPayload, sealPayload, TenantKey } from '../../src/index.ts';
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
await measure('SecretEnvelope.seal 1 KiB', 1_000, () => envelope.seal(context, plain));
await measure('SecretEnvelope.open 1 KiB', 1_000, () => envelope.open(context, secret));
