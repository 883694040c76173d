export * from './all-in-one-process.ts';
export * from './house-over-kafka.ts';
export * from './http-sink.ts';
export * from './browser.ts';
