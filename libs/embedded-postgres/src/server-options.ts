export interface ServerTuning {
  readonly port: number;
  /** False only for databases that may be lost (tests): no fsync, so a power cut corrupts them. */
  readonly isDurable: boolean;
}

/** What differs from the defaults of Postgres, given on the command line so that no file in the data folder can drift. */
export function serverOptions({ port, isDurable }: ServerTuning): string[] {
  const settings: Record<string, string> = {
    // TCP on loopback with a password, and no socket file: a path of more than 107 bytes would not hold one.
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '200',
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    // What is accepted is on disk before the sender is told so.
    fsync: isDurable ? 'on' : 'off',
    synchronous_commit: isDurable ? 'on' : 'off',
    full_page_writes: isDurable ? 'on' : 'off',
    // Short statements by the thousand: compiling one costs more than it saves.
    jit: 'off',
    // A dead client's transaction holds back the outbox; notice within a minute.
    tcp_keepalives_idle: '30',
    client_connection_check_interval: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The server's own state and what ended it, but no errors of statements: their text quotes values ("Key (email)=(…)").
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
