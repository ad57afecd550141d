import { totalmem } from 'node:os';

/** What the embedded server is for: `durable` data, or a test server whose data may be lost with the machine. */
export type ServerPurpose = 'durable' | 'test';

const MB = 1024 ** 2;

/** Bytes of memory that this process may count on: the machine's, or less in a container. */
function memoryHere(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/**
 * The settings file of the embedded server, sized for a county's box (2 cores, 4 GB) and growing with the machine's
 * memory (in bytes); `local.conf` in the same folder is read after it and is the administrator's own.
 */
export function postgresSettings(purpose: ServerPurpose, memory = memoryHere()): string {
  // A sixteenth, since patrols' browsers and the platform itself live on the same machine.
  const buffers = Math.round(Math.min(Math.max(memory / 16, 256 * MB), 4096 * MB) / MB);
  const cache = Math.round(Math.max(memory / 4, 1024 * MB) / MB);
  const durable: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '80',
    superuser_reserved_connections: '3',
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${cache}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // Patrols write in bursts; fewer, longer checkpoints keep the disk calm.
    checkpoint_timeout: '10min',
    max_wal_size: '2GB',
    wal_compression: 'on',
    wal_level: 'replica',
    random_page_cost: '1.1',
    // With two cores and many officers a list is quicker than the workers that would help it.
    parallel_setup_cost: '5000',
    // Compiling short queries costs more than it brings.
    jit: 'off',
    idle_in_transaction_session_timeout: '10min',
    // A laptop that was shut: notice dead clients.
    tcp_keepalives_idle: '60',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_min_messages: 'warning',
    log_min_duration_statement: '2s',
    // Statements may hold personal data: parameters stay out of the log.
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
  };
  const test: Record<string, string> = {
    ...durable,
    max_connections: '200',
    shared_buffers: '128MB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    logging_collector: 'off',
    checkpoint_timeout: '1h',
  };
  const lines = Object.entries(purpose === 'durable' ? durable : test).map(
    ([name, value]) => `${name} = '${value}'`,
  );
  return [
    '# Written by Wangjian at each start. Your own settings go into local.conf beside this file.',
    ...lines,
    '',
  ].join('\n');
}
