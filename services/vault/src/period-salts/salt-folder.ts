import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Period, SALT_BYTES } from '@ebbflow/crypto';
import { newUuid } from '@ebbflow/kernel';
import { errorCodeOf } from '@ebbflow/persistence';
import { SaltDamagedError } from './period-salts.errors.ts';

/**
 * Salts as files, `<folder>/<category>/<days>/<hour>`: 32 random bytes each. Not rows of the database: there an UPDATE leaves the old bytes in
 * the page until a vacuum, in the write-ahead log for as long as it is archived, and in every base backup and replica; none of them is
 * ever overwritten. A file is.
 *
 * A salt is *absent* → *there* (whole, synced and linked under its name, by whichever replica is first) → *destroyed* (renamed so that nobody
 * reads it half overwritten, overwritten, synced, removed). What a crash leaves renamed is finished by the next look.
 */
export class SaltFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined where there is none. @throws SaltDamagedError */
  async read(period: Period): Promise<Buffer | undefined> {
    try {
      const salt = await readFile(this.#path(period));
      if (salt.length !== SALT_BYTES) throw new SaltDamagedError();
      return salt;
    } catch (thrown) {
      if (errorCodeOf(thrown) === 'ENOENT') return undefined;
      throw thrown;
    }
  }

  /** The salt of the period: this new one, or that of whoever was faster. Durable when it is answered. */
  async make(period: Period): Promise<Buffer> {
    const path = this.#path(period);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const aside = join(dirname(path), `.${newUuid()}.new`);
    const salt = randomBytes(SALT_BYTES);
    await withFile(aside, 'wx', (file) => file.writeFile(salt));
    try {
      await link(aside, path);
    } catch (thrown) {
      if (errorCodeOf(thrown) !== 'EEXIST') throw thrown;
    } finally {
      await rm(aside, { force: true });
    }
    await syncFolder(dirname(path));
    const made = await this.read(period);
    if (made === undefined) throw new SaltDamagedError();
    return made;
  }

  /** Every salt that is there. */
  async list(): Promise<Period[]> {
    const found: Period[] = [];
    for (const { category, lifetimeDays, folder } of await this.#leaves()) {
      for (const name of await namesIn(folder)) {
        if (/^\d+$/.test(name)) found.push({ category, lifetimeDays, hour: Number(name) });
      }
    }
    return found;
  }

  /** Idempotent, and safe beside others who do the same. */
  async destroy(period: Period): Promise<void> {
    const path = this.#path(period);
    const dead = join(dirname(path), `.${String(period.hour)}.dead`);
    try {
      await rename(path, dead);
    } catch (thrown) {
      if (errorCodeOf(thrown) !== 'ENOENT') throw thrown;
    }
    await overwrite(dead);
  }

  /** What a crash left half destroyed or half made. */
  async finishDestroying(): Promise<void> {
    for (const { folder } of await this.#leaves()) {
      for (const name of await namesIn(folder)) if (name.endsWith('.dead')) await overwrite(join(folder, name));
    }
  }

  async #leaves(): Promise<{ category: string; lifetimeDays: number; folder: string }[]> {
    const leaves = [];
    for (const category of await namesIn(this.#folder)) {
      for (const days of await namesIn(join(this.#folder, category))) {
        if (!/^\d+$/.test(days)) continue;
        leaves.push({ category, lifetimeDays: Number(days), folder: join(this.#folder, category, days) });
      }
    }
    return leaves;
  }

  /** Its parts are checked where the question comes in: a name, and two whole numbers. */
  #path({ category, lifetimeDays, hour }: Period): string {
    return join(this.#folder, category, String(lifetimeDays), String(hour));
  }
}

async function overwrite(path: string): Promise<void> {
  try {
    await withFile(path, 'r+', (file) => file.write(randomBytes(SALT_BYTES), 0, SALT_BYTES, 0));
    await rm(path, { force: true });
    await syncFolder(dirname(path));
  } catch (thrown) {
    if (errorCodeOf(thrown) !== 'ENOENT') throw thrown;
  }
}

async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<unknown>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if (errorCodeOf(thrown) === 'ENOENT' || errorCodeOf(thrown) === 'ENOTDIR') return [];
    throw thrown;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
