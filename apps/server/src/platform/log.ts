import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The process's log: JSON lines with request and job ids, and no personal data. What a careless line might carry all
 * the same is blanked by name.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    redact: {
      paths: [
        'password',
        'token',
        'csrf',
        'phone',
        'phones',
        'address',
        'req.headers',
        '*.password',
        '*.token',
      ],
      censor: '[removed]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
