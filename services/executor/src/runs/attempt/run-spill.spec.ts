import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TenantKeys } from '@ebbflow/crypto';
import { systemClock } from '@ebbflow/kernel';
import { FileBlobStore } from '@ebbflow/persistence';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';
import { AttemptScope } from './attempt-scope.ts';
import type { RunBlob } from '../blobs/run-blobs.ts';
import { blobOf, RunSpill, type SpillStore } from './run-spill.ts';

const tenantId = 'org_0193f5a0c0de7000800000000000a001';
const material = randomBytes(32).toString('base64');
const keys = new TenantKeys({ read: async () => ({ tenantId, version: 1, key: material }) });

function aScope(runId = 'run_0193f5a0c0de7000800000000000a005'): AttemptScope {
  return new AttemptScope(aHeldRun({ tenantId, runId }), systemClock, Infinity);
}

function aStore(blobs: FileBlobStore): SpillStore & { readonly writtenDown: RunBlob[] } {
  const writtenDown: RunBlob[] = [];
  return {
    blobs,
    writtenDown,
    writeDown: (blob) => {
      writtenDown.push(blob);
      return Promise.resolve();
    },
  };
}

describe('RunSpill', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ebbflow-spill-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives the bundle back to the same run only, and nobody can read the file', async () => {
    const scope = aScope();
    const blobs = aStore(new FileBlobStore(folder));
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
    const id = await new RunSpill(scope, keys, aStore(new FileBlobStore(folder))).put(Buffer.from('x'));
    expect([...scope.spilledBlobs]).toEqual([blobOf(id)]);
  });

  it('writes the blob down before it is there', async () => {
    const store = aStore(new FileBlobStore(folder));
    const failing: SpillStore = { ...store, writeDown: () => Promise.reject(new Error('no row')) };
    await expect(new RunSpill(aScope(), keys, failing).put(Buffer.from('x'))).rejects.toThrow('no row');
    const filesOf = async (): Promise<string[]> =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);
    expect(await filesOf()).toEqual([]);
    const id = await new RunSpill(aScope(), keys, store).put(Buffer.from('x'));
    expect(store.writtenDown.map(({ blobId }) => blobId)).toEqual([blobOf(id)]);
    expect(await filesOf()).toEqual([blobOf(id)]);
  });
});
