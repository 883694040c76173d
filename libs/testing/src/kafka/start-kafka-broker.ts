import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, spawnTethered, type Tethered } from '@ebbflow/embedded-postgres';
import { DefectError } from '@ebbflow/kernel';
import { waitFor } from '../wait-for.ts';
import { kafkaJars } from './kafka-jars.ts';
import { serverProperties } from './server-properties.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
/** Small and quick to start: 300 MB, ready in about four seconds. */
const JVM = [
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
];

export interface KafkaBroker {
  /** `127.0.0.1:<port>`, the same after a restart. */
  readonly brokers: string;
  /** Where its configuration and its logs lie. */
  readonly folder: string;
  /** Ends it in order, as in a rolling restart; its data stays. */
  stop(): Promise<void>;
  /** Brings it back with its data. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/**
 * Starts a real Kafka broker of one's own: for suites that stop it. Others share one through `kafkaBroker()`.
 * It ends with our process, whatever happens to that.
 */
export async function startKafkaBroker(): Promise<KafkaBroker | { readonly unavailable: string }> {
  const jars = await kafkaJars(ROOT);
  if ('unavailable' in jars) return jars;
  const runs = join(ROOT, '.cache/kafka/runs');
  mkdirSync(runs, { recursive: true });
  const folder = mkdtempSync(join(runs, 'broker-'));
  const port = await freePort();
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, serverProperties(folder, port, await freePort()));
  const classPath = join(jars.folder, '*');
  await promisify(execFile)('java', [
    ...['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', classPath, 'kafka.tools.StorageTool', 'format'],
    ...['-t', clusterId(), '-c', properties],
  ]);
  const start = (): Promise<Tethered> => launch(['-cp', classPath, 'kafka.Kafka', properties], port);
  let broker = await start();
  return {
    brokers: `127.0.0.1:${String(port)}`,
    folder,
    stop: () => broker.stop(),
    start: async () => {
      broker = await start();
    },
    remove: async () => {
      await broker.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(args: readonly string[], port: number): Promise<Tethered> {
  const lastLines: string[] = [];
  const broker = spawnTethered('java', [...JVM, ...args], {
    signal: 'TERM',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    onLine: (line) => {
      lastLines.push(line);
      if (lastLines.length > 8) lastLines.shift();
    },
  });
  await waitFor(
    () => {
      if (broker.hasEnded) throw new DefectError('TESTING.KAFKA_ENDED', `Kafka ended: ${lastLines.join(' | ')}`);
      return accepts(port);
    },
    { what: 'the Kafka broker to listen', timeoutMs: 60_000 },
  );
  return broker;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.once('error', () => {
      answer(false);
    });
  });
}

/** 16 random bytes in base64url, Kafka's form of a UUID. */
/** Never with a dash in front: on a command line that is an option, and one broker in 64 would not start. */
function clusterId(): string {
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}
