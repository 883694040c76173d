import type { Settings } from '@ebbflow/config';
import { AllInOneConfig } from './all-in-one.config.ts';
import { banner } from './banner.ts';
import { openDataFolder } from './data-folder.ts';
import { noticeRestore, openDatabase, prepareSchemas } from './database.ts';
import { completeFirstStart } from './first-start.ts';
import { choosePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { rootKeyBackedUpAt } from './root-key-backup-note.ts';
import { ensureSecrets } from './secrets.ts';
import { chooseServicePorts, publicUrl } from './service-settings.ts';
import { startServices } from './start-services.ts';

export interface AllInOne {
  readonly banner: string;
  /** Closes the doors, finishes or keeps what is running, stops the services and the embedded database. */
  stop(): Promise<void>;
}

/** The whole product in this process: database, schemas, seven services, and a sample that has run. */
export async function startAllInOne(settings: Settings, progress: Progress): Promise<AllInOne> {
  const config = new AllInOneConfig(settings);
  const folder = openDataFolder(config.dataDir);
  const undo: (() => Promise<void> | void)[] = [
    () => {
      folder.release();
    },
  ];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const secrets = ensureSecrets(folder.secrets);
    const ports = await choosePorts(config.host, config.port, config.portIsFixed);
    const database = await progress.step('Database', () => openDatabase(config, folder));
    undo.push(() => database.stop());
    const hasScanner = await progress.step('Schemas', () => prepareSchemas(database.adminUrl, secrets));
    await noticeRestore(database.adminUrl, folder.ledgerFile);
    const instance = {
      settings,
      host: config.host,
      ports,
      folder,
      secrets,
      adminUrl: database.adminUrl,
      hasScanner,
      servicePorts: await chooseServicePorts(ports.console),
    };
    const services = await progress.step('Services', () => startServices(instance));
    undo.push(() => services.stop());
    const url = settings.optionalString('EBB_PUBLIC_URL') ?? publicUrl(config.host, ports.console);
    const first = await progress.step('Sample', () => completeFirstStart(services.byName, folder, url));
    const text = banner({
      seconds: progress.seconds,
      url,
      setupUrl: first.setupUrl,
      sample: first.sample,
      dataDir: folder.path,
      databasePlace: database.place,
      rootKeyBackedUpAt: rootKeyBackedUpAt(folder.path, secrets.rootKeyFile),
      movedFromPort: ports.moved ? config.port : undefined,
    });
    return { banner: text, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
