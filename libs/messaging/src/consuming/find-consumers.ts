import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { BATCH_CONSUMER, type BatchConsumerMetadata } from './batch-consumer.ts';
import type { BoundMethod } from './consumer-group.ts';

export interface FoundConsumer extends BatchConsumerMetadata {
  readonly handle: BoundMethod;
}

/** Every method under @BatchConsumer, of providers and controllers alike, bound to its instance. */
export function findConsumers(discovery: DiscoveryService, reflector: Reflector): FoundConsumer[] {
  const scanner = new MetadataScanner();
  const found: FoundConsumer[] = [];
  for (const { instance } of [...discovery.getProviders(), ...discovery.getControllers()]) {
    if (typeof instance !== 'object' || instance === null) continue;
    const owner = instance as Record<string, unknown>;
    const prototype: unknown = Object.getPrototypeOf(owner);
    if (typeof prototype !== 'object' || prototype === null) continue;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = owner[name];
      if (typeof method !== 'function') continue;
      const metadata = reflector.get<BatchConsumerMetadata | undefined>(BATCH_CONSUMER, method);
      if (metadata) found.push({ ...metadata, handle: method.bind(owner) as BoundMethod });
    }
  }
  return found;
}
