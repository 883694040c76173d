export * from './data-store-port.ts';
export * from './define-module.ts';
export * from './mapped-field.ts';
export * from './module-context.ts';
export * from './module-error.ts';
export * from './module-registry.ts';
export * from './value-json.ts';
