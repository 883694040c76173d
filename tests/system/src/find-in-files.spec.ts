import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64Forms, findInFiles } from './find-in-files.ts';

describe('findInFiles', () => {
  it('finds a planted string plain, in the middle of base64 at every alignment, and nowhere else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ebbflow-find-'));
    const canary = 'canary-7f3a9c51-of-the-test';
    writeFileSync(join(folder, 'plain'), `before ${canary} after`);
    for (const lead of ['', 'a', 'ab', 'abc']) {
      writeFileSync(
        join(folder, `base64-${String(lead.length)}`),
        Buffer.from(`${lead}${canary} and more`).toString('base64'),
      );
    }
    writeFileSync(join(folder, 'innocent'), 'nothing to see');
    const found = findInFiles(folder, [Buffer.from(canary), ...base64Forms(canary)]);
    expect(found.map((path) => path.slice(folder.length + 1)).sort()).toEqual([
      'base64-0',
      'base64-1',
      'base64-2',
      'base64-3',
      'plain',
    ]);
    rmSync(folder, { recursive: true });
  });
});
