import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type KafkaJars = { readonly folder: string } | { readonly unavailable: string };

/**
 * The folder with Kafka's jars, fetched by Maven on first use (44 files, 43 MB) and kept in .cache/kafka under the hash of the pom.
 * Tells the reason where Java or Maven is missing.
 */
export async function kafkaJars(root: string): Promise<KafkaJars> {
  if (!(await canRun('java', ['-version']))) return { unavailable: 'there is no Java on this machine' };
  const pom = join(root, 'tools/kafka/pom.xml');
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const folder = resolve(root, '.cache/kafka', `jars-${version}`);
  if (existsSync(folder)) return { folder };
  if (!(await canRun('mvn', ['-version'])))
    return { unavailable: 'there is no Maven on this machine to fetch Kafka with' };
  const aside = `${folder}.${String(process.pid)}`;
  mkdirSync(aside, { recursive: true });
  try {
    await run('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${aside}`], {
      timeout: 300_000,
    });
    renameSync(aside, folder);
  } catch {
    // Another run may have been first.
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) return { unavailable: 'Maven could not fetch Kafka' };
  }
  return { folder };
}

async function canRun(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(program, [...args]);
    return true;
  } catch {
    return false;
  }
}
