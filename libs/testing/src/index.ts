export * from './database/bench-database.ts';
export * from './database/template-database.ts';
export * from './kafka/describe-with-kafka.ts';
export * from './kafka/kafka-broker.ts';
export * from './kafka/start-kafka-broker.ts';
export * from './wait-for.ts';
export * from './services/test-house.ts';
export * from './services/vault.fake.ts';
