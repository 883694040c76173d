import { SETTINGS, type Settings } from '@ebbflow/config';
import type { FactoryProvider } from '@nestjs/common';

/** A provider that builds a config class from this service's settings, before any port is opened; a bad setting stops the start. */
export function provideConfig<T>(config: new (settings: Settings) => T): FactoryProvider<T> {
  return { provide: config, inject: [SETTINGS], useFactory: (settings: Settings) => new config(settings) };
}
