import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from './data-folder.ts';

describe('openDataFolder', () => {
  let parent: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'ebbflow data '));
  });

  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  it('creates a folder only its owner can list, with keys only its owner can reach, and locks it with our process id', () => {
    const folder = openDataFolder(join(parent, 'a', 'b'));
    expect(statSync(folder.path).mode & 0o066).toBe(0);
    expect(statSync(folder.secrets).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder.path, 'running.pid'), 'utf8')).toBe(String(process.pid));
    folder.release();
  });

  it('refuses a folder that a living process holds, and names that process', () => {
    writeFileSync(join(parent, 'running.pid'), '1');
    expect(() => openDataFolder(parent)).toThrow(/already running .* \(process 1\)/);
  });

  it('takes over the lock of a process that was killed', () => {
    writeFileSync(join(parent, 'running.pid'), '4194303');
    const folder = openDataFolder(parent);
    expect(readFileSync(join(parent, 'running.pid'), 'utf8')).toBe(String(process.pid));
    folder.release();
  });

  it('keeps the name of its database folder, and gives a remade data folder another', () => {
    const first = openDataFolder(parent);
    first.release();
    const again = openDataFolder(parent);
    expect(again.database).toBe(first.database);
    again.release();
    rmSync(parent, { recursive: true });
    const remade = openDataFolder(parent);
    expect(remade.database).not.toBe(first.database);
    remade.release();
  });

  it('says what to set when the folder cannot be created', () => {
    writeFileSync(join(parent, 'file'), '');
    expect(() => openDataFolder(join(parent, 'file', 'below'))).toThrow(/EBB_DATA_DIR/);
  });
});
