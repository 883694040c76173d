import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TenantKeys } from '@ebbflow/crypto';
import { systemClock } from '@ebbflow/kernel';
import { FileBlobStore } from '@ebbflow/persistence';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';
import { AttemptScope } from './attempt-scope.ts';
import { FRAME_BYTES } from './file-frames.ts';
import { blobOfFile, RunFiles } from './run-files.ts';

const material = randomBytes(32).toString('base64');
const keys = new TenantKeys({
  read: async (tenantId) => ({ tenantId, version: 1, key: material }),
});

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

describe('RunFiles', () => {
  let folder: string;
  let files: RunFiles;
  let scope: AttemptScope;
  const writtenDown: string[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ebbflow-files-'));
    scope = new AttemptScope(aHeldRun(), systemClock, Infinity);
    files = new RunFiles(scope, keys, {
      blobs: new FileBlobStore(folder),
      writeDown: async ({ blobId }) => void writtenDown.push(blobId),
    });
  });

  afterEach(() => rm(folder, { recursive: true }));

  const onDisk = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES])(
    'gives back a file of %p bytes, however it came in pieces, and again from its beginning',
    async (size) => {
      const bytes = randomBytes(size);
      const file = await files.write(inPieces(bytes, 300_007));
      expect(file.size).toBe(size);
      expect((await whole(files.read(file.id))).equals(bytes)).toBe(true);
      expect((await whole(files.read(file.id))).equals(bytes)).toBe(true);
    },
  );

  it('is written down before it is there, and nothing of it lies open on the disk', async () => {
    const file = await files.write(inPieces(Buffer.from('canary '.repeat(1_000)), 100));
    const [path = ''] = await onDisk();
    expect(writtenDown.some((blob) => path.endsWith(blob) && blobOfFile(file.id) === blob)).toBe(true);
    expect((await readFile(path)).includes('canary')).toBe(false);
  });

  it('has a key of its own, which its id carries where nobody without the organisation’s key reads it', async () => {
    const [one, other] = [
      await files.write(inPieces(Buffer.from('one'), 9)),
      await files.write(inPieces(Buffer.from('two'), 9)),
    ];
    const parts = (id: string): string[] => id.split('/');
    const swapped = [...parts(one.id).slice(0, 4), parts(other.id)[4]].join('/');
    await expect(whole(files.read(swapped))).rejects.toMatchObject({ code: 'CRYPTO.CANNOT_OPEN' });
    // Without it the organisation’s key alone does not open the file.
    await expect(whole(files.read(parts(one.id).slice(0, 4).join('/')))).rejects.toMatchObject({
      code: 'CRYPTO.CANNOT_OPEN',
    });
  });

  it('does not open when its end is cut off, at a frame or within one', async () => {
    const file = await files.write(inPieces(randomBytes(2 * FRAME_BYTES + 10), 65_536));
    const [path = ''] = await onDisk();
    const stored = await readFile(path);
    const firstFrame = 4 + stored.readUInt32BE();
    for (const end of [firstFrame, firstFrame - 1, stored.length - 1]) {
      await writeFile(path, stored.subarray(0, end));
      await expect(whole(files.read(file.id))).rejects.toThrow();
    }
  });

  it('does not open when two of its frames are swapped', async () => {
    const file = await files.write(inPieces(randomBytes(2 * FRAME_BYTES + 10), 65_536));
    const [path = ''] = await onDisk();
    const stored = await readFile(path);
    const length = 4 + stored.readUInt32BE();
    const swapped = [stored.subarray(length, 2 * length), stored.subarray(0, length), stored.subarray(2 * length)];
    await writeFile(path, Buffer.concat(swapped));
    await expect(whole(files.read(file.id))).rejects.toMatchObject({ code: 'CRYPTO.CANNOT_OPEN' });
  });

  it('leaves nothing behind of a stream that breaks', async () => {
    const breaking = (async function* () {
      yield randomBytes(100);
      throw new Error('the other side hung up');
    })();
    await expect(files.write(breaking)).rejects.toThrow('the other side hung up');
    expect(await onDisk()).toEqual([]);
  });
});
