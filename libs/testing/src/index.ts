export * from './database/template-database.ts';
export * from './kafka/kafka-broker.ts';
export * from './kafka/start-kafka-broker.ts';
export * from './wait-for.ts';
