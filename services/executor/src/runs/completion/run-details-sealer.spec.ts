import { randomBytes } from 'node:crypto';
import { SEALED_INLINE_MAX_BYTES } from '@ebbflow/contracts';
import type { Verdict } from '@ebbflow/engine';
import { systemClock } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import type { BlobStore } from '@ebbflow/persistence';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';
import { aPeriodKeys } from '../../../test/support/period-keys.builder.ts';
import { AttemptScope } from '../attempt/attempt-scope.ts';
import type { RunBlob, RunBlobs } from '../blobs/run-blobs.ts';
import { failedVerdict } from './failed-verdict.ts';
import { RunDetailsSealer } from './run-details-sealer.ts';

const run = aHeldRun();
const keys = aPeriodKeys(run.tenantId);

function verdictOf(bytes: number): Verdict {
  const bundles = [{ text: randomBytes(bytes).toString('base64') }];
  return { ...failedVerdict('DataError'), modules: [{ bundles }] as unknown as Verdict['modules'] };
}

describe('RunDetailsSealer', () => {
  const happened: string[] = [];
  const blobs = {
    put: async (_tenantId: string, _bytes: Uint8Array, blobId: string) => {
      happened.push(`put ${blobId}`);
      return blobId;
    },
  } as unknown as BlobStore;
  const runBlobs = {
    writeDown: async ({ blobId }: RunBlob) => void happened.push(`written down ${blobId}`),
  } as unknown as RunBlobs;
  const sealer = new RunDetailsSealer(keys, blobs, runBlobs, {} as unknown as Logger);

  it('writes large details down as the run’s before they lie in the blob store', async () => {
    const scope = new AttemptScope(run, systemClock, Infinity);
    const sealed = await sealer.seal(scope, verdictOf(SEALED_INLINE_MAX_BYTES * 2), { finishedAt: new Date() });
    const blob = sealed !== undefined && 'blob' in sealed.details ? sealed.details.blob : '';
    expect(happened).toEqual([`written down ${blob}`, `put ${blob}`]);
  });
});
