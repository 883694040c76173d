import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@ebbflow/kernel';
import { FileBlobStore } from './file-blob-store.ts';

describe('FileBlobStore', () => {
  const alpha = newId<string>('org');
  const beta = newId<string>('org');
  let folder: string;
  let blobs: FileBlobStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ebbflow-blobs-'));
    blobs = new FileBlobStore(folder);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('gives back what was put, and nothing after it was deleted', async () => {
    const id = await blobs.put(alpha, Buffer.from('sealed'));
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    await expect(blobs.get(alpha, id)).resolves.toEqual(Buffer.from('sealed'));
    await blobs.delete(alpha, id);
    await blobs.delete(alpha, id);
    await expect(blobs.get(alpha, id)).rejects.toMatchObject({ code: 'PERSISTENCE.BLOB_NOT_FOUND', status: 404 });
  });

  it('keeps tenants apart', async () => {
    const id = await blobs.put(alpha, Buffer.from('sealed'));
    await expect(blobs.get(beta, id)).rejects.toMatchObject({ code: 'PERSISTENCE.BLOB_NOT_FOUND' });
    await blobs.delete(beta, id);
    await expect(blobs.get(alpha, id)).resolves.toBeDefined();
  });

  it.each(['../../etc/passwd', '', 'a'.repeat(33), '..', `${'a'.repeat(31)}/`])('takes %p for no path', async (id) => {
    await expect(blobs.get(alpha, id)).rejects.toMatchObject({ code: 'PERSISTENCE.BLOB_NOT_FOUND' });
    await expect(blobs.get('../other', 'a'.repeat(32))).rejects.toMatchObject({ code: 'PERSISTENCE.BAD_TENANT_ID' });
  });

  it('knows when the oldest of all was made, whose it is and whatever else lies there', async () => {
    expect(await blobs.oldestMadeAt()).toBeNull();
    const early = `${Date.parse('2026-01-02T03:04:05.678Z').toString(16).padStart(12, '0')}${'7'.padEnd(20, '0')}`;
    await blobs.put(alpha, Buffer.from('sealed'));
    await blobs.put(beta, Buffer.from('sealed'), early);
    await writeFile(join(folder, beta, 'notes.txt'), 'x');
    expect(await blobs.oldestMadeAt()).toEqual(new Date('2026-01-02T03:04:05.678Z'));
  });

  it('leaves no half-written file behind', async () => {
    await blobs.put(alpha, Buffer.alloc(100_000));
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'));
    expect(files).toEqual([]);
  });
});
