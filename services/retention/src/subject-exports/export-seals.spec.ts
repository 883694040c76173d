import { randomBytes } from 'node:crypto';
import { TenantKey } from '@ebbflow/crypto';
import { newId } from '@ebbflow/kernel';
import { openStream, sealStream } from './export-seals.ts';

const tenantId = newId<string>('org');
const key = new TenantKey(tenantId, 1, randomBytes(32));
const stream = { tenantId, object: 'sbx_1/zip' };

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk));
  return all;
}
async function* of(bytes: Buffer, step: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

describe('a sealed stream', () => {
  it.each([
    [0, 1],
    [1, 1],
    [262_144, 1_000],
    [262_145, 300_000],
    [1_000_000, 7_919],
  ])('of %i bytes opens to what was sealed', async (length, step) => {
    const plain = randomBytes(length);
    const sealed = Buffer.concat(await gather(sealStream(key, stream, of(plain, step))));
    expect(Buffer.concat(await gather(openStream(key, stream, of(sealed, 50_021)))).equals(plain)).toBe(true);
  });

  it('does not open when a piece is missing at the end, moved, or of another file', async () => {
    const pieces = await gather(sealStream(key, stream, of(randomBytes(700_000), 100_000)));
    expect(pieces).toHaveLength(3);
    const [first, second, third] = pieces as [Buffer, Buffer, Buffer];
    const opening = (bytes: Buffer[], as = stream) => gather(openStream(key, as, of(Buffer.concat(bytes), 65_536)));
    await expect(opening([first, second, third])).resolves.toBeDefined();
    await expect(opening([first, second])).rejects.toMatchObject({ code: 'CRYPTO.CANNOT_OPEN' });
    await expect(opening([second, first, third])).rejects.toMatchObject({ code: 'CRYPTO.CANNOT_OPEN' });
    await expect(opening([first, third])).rejects.toMatchObject({ code: 'CRYPTO.CANNOT_OPEN' });
    await expect(opening(pieces, { tenantId, object: 'sbx_2/zip' })).rejects.toMatchObject({
      code: 'CRYPTO.CANNOT_OPEN',
    });
    await expect(opening([first, second, third.subarray(0, 9)])).rejects.toMatchObject({
      code: 'RETENTION.EXPORT_CUT_SHORT',
    });
  });
});
