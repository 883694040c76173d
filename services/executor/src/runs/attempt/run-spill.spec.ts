import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TenantKeys } from '@ebbflow/crypto';
import { systemClock } from '@ebbflow/kernel';
import { FileBlobStore } from '@ebbflow/persistence';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';
import { AttemptScope } from './attempt-scope.ts';
import { blobOf, RunSpill } from './run-spill.ts';

const tenantId = 'org_0193f5a0c0de7000800000000000a001';
const material = randomBytes(32).toString('base64');
const keys = new TenantKeys({ read: async () => ({ tenantId, version: 1, key: material }) });

function aScope(runId = 'run_0193f5a0c0de7000800000000000a005'): AttemptScope {
  return new AttemptScope(aHeldRun({ tenantId, runId }), systemClock, Infinity);
}

describe('RunSpill', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ebbflow-spill-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives the bundle back to the same run only, and nobody can read the file', async () => {
    const scope = aScope();
    const blobs = new FileBlobStore(folder);
    const id = await new RunSpill(scope, keys, blobs).put(Buffer.from('a large bundle'));
    expect(Buffer.from(await new RunSpill(scope, keys, blobs).get(id)).toString()).toBe('a large bundle');
    const other = new RunSpill(aScope('run_0193f5a0c0de7000800000000000a006'), keys, blobs);
    await expect(other.get(id)).rejects.toThrow();
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files).toHaveLength(1);
    const [file] = files;
    expect(await readFile(join(file?.parentPath ?? '', file?.name ?? ''), 'latin1')).not.toContain('large');
  });

  it('tells the run which blobs go with its end', async () => {
    const scope = aScope();
    const id = await new RunSpill(scope, keys, new FileBlobStore(folder)).put(Buffer.from('x'));
    expect([...scope.spilledBlobs]).toEqual([blobOf(id)]);
  });
});
