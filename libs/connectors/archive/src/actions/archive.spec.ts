import type { Bundle, ModuleContext, ModuleDefinition, Value } from '@ebbflow/connector-sdk';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { createArchive } from './create-archive.action.ts';
import { deflateData } from './deflate-data.action.ts';
import { extractArchive } from './extract-archive.action.ts';
import { gunzipData } from './gunzip-data.action.ts';
import { gzipData } from './gzip-data.action.ts';
import { inflateData } from './inflate-data.action.ts';

const context = { signal: new AbortController().signal } as ModuleContext;
const run = async (module: ModuleDefinition, data: Value) =>
  (await module.run({ mapped: { data }, parameters: {} }, context)).bundles;
const pack = (rows: Bundle[], parameters: Bundle = {}) =>
  createArchive.aggregate?.(rows, parameters) as Bundle & { data: Uint8Array };
const dataError = (message: string) =>
  expect.objectContaining({ errorClass: 'DataError', message: expect.stringContaining(message) as string }) as unknown;
const text = (bundle: Bundle | undefined) => Buffer.from(bundle?.['data'] as Uint8Array).toString('utf8');

/** One file of zeros, whose headers claim another size than it has. */
function zipClaiming(claimed: number, real: number): Buffer {
  const name = Buffer.from('a.bin');
  const data = deflateRawSync(Buffer.alloc(real));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  local.copy(central, 6, 4, 30);
  const start = 30 + name.length + data.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, name, data, central, name, end]);
}

describe('archives', () => {
  it('give out of a ZIP what was put into it', async () => {
    const archive = pack(
      [
        { fileName: 'docs/žluť.txt', data: 'one' },
        { filename: 'b.bin', data: new Uint8Array([0, 255]) },
      ],
      {
        type: 'zip',
        archiveName: 'both',
      },
    );
    expect(archive.fileName).toBe('both.zip');
    expect(await run(extractArchive, archive.data)).toEqual([
      { fileName: 'žluť.txt', path: 'docs/žluť.txt', data: new Uint8Array(Buffer.from('one')), size: 3 },
      { fileName: 'b.bin', path: 'b.bin', data: new Uint8Array([0, 255]), size: 2 },
    ]);
  });

  it('are the same at each repetition', () => {
    expect(pack([{ fileName: 'a', data: 'x' }]).data).toEqual(pack([{ fileName: 'a', data: 'x' }]).data);
  });

  it('hold no name twice and none that leads out of a folder', async () => {
    const names = ['a.txt', 'a.txt', '../../etc/passwd', 'C:\\x\\..\\y.txt', '', '/abs', '.env', '.env'];
    const files = await run(extractArchive, pack(names.map((fileName) => ({ fileName, data: 'x' }))).data);
    expect(files.map(({ path }) => path)).toEqual([
      'a.txt',
      'a (2).txt',
      'etc/passwd',
      'x/y.txt',
      'file5',
      'abs',
      '.env',
      '.env (2)',
    ]);
  });

  it('are TAR files where asked to', () => {
    const { data, fileName } = pack([{ fileName: 'a.txt', data: 'hello' }], { type: 'tar' });
    const tar = Buffer.from(data);
    expect(fileName).toBe('archive.tar');
    expect([tar.length, tar.subarray(0, 5).toString(), tar.subarray(257, 262).toString()]).toEqual([
      2_048,
      'a.txt',
      'ustar',
    ]);
    expect(tar.subarray(512, 517).toString()).toBe('hello');
    const sum = [...tar.subarray(0, 512)].reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
    expect(Number.parseInt(tar.subarray(148, 154).toString(), 8)).toBe(sum);
    expect(() => pack([{ fileName: 'x'.repeat(101), data: 'x' }], { type: 'tar' })).toThrow(
      dataError('"fileName" is too long') as Error,
    );
  });

  it('of nothing are empty, of another kind are refused', () => {
    expect(pack([]).data.byteLength).toBe(22);
    expect(() => pack([], { type: 'rar' })).toThrow(dataError('"type" must be') as Error);
    expect(() => pack([{ fileName: 'a' }])).toThrow(dataError('"data" is empty') as Error);
    expect(() => pack(Array.from({ length: 1_001 }, () => ({ data: 'x' })))).toThrow(
      dataError('at most 1000 files') as Error,
    );
  });

  it('that are bombs, damaged or no archives are a DataError', async () => {
    await expect(run(extractArchive, 'not a zip')).rejects.toEqual(dataError('is not a ZIP archive'));
    await expect(run(extractArchive, pack([{ data: 'x' }]).data.subarray(0, 40))).rejects.toEqual(
      dataError('is not a ZIP archive'),
    );
    await expect(run(extractArchive, zipClaiming(70_000_000, 70_000_000))).rejects.toEqual(
      dataError('unpacks to more'),
    );
    await expect(run(extractArchive, zipClaiming(100, 60_000_000))).rejects.toEqual(dataError('damaged'));
    await expect(run(extractArchive, '')).rejects.toEqual(dataError('"data" is empty'));
  });
});

describe('compressed data', () => {
  it('is unpacked to what it was', async () => {
    const [deflated] = await run(deflateData, 'hello');
    expect(text((await run(inflateData, deflated?.['data']))[0])).toBe('hello');
    const [gzipped] = await run(gzipData, 'hello');
    expect(text((await run(gunzipData, gzipped?.['data']))[0])).toBe('hello');
    expect((await run(gzipData, 'hello'))[0]).toEqual(gzipped);
  });

  it('that is a bomb or damaged is a DataError', async () => {
    await expect(run(gunzipData, gzipSync(Buffer.alloc(70_000_000)))).rejects.toEqual(dataError('unpacks to more'));
    await expect(run(gunzipData, 'hello')).rejects.toEqual(dataError('not compressed in this way'));
    await expect(run(inflateData, gzipSync('x'))).rejects.toEqual(dataError('not compressed in this way'));
  });
});
