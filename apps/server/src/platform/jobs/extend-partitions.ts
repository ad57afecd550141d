import { sql } from 'kysely';
import { z } from 'zod';
import { NO_BUREAU } from '../actor.ts';
import { useCase } from '../use-case.ts';
import { defineJob } from './define-job.ts';

const MONTHS_AHEAD = 12;

const extend = useCase({
  action: 'database.extend-partitions',
  title: '准备分区',
  permission: 'system.configure',
  input: z.undefined(),
  async run({ tx }) {
    const { rows } = await sql<{
      made: number;
    }>`SELECT extend_month_partitions(${MONTHS_AHEAD}) AS made`.execute(tx);
    return { result: rows[0]!.made, audit: 'machine work' };
  },
});

/** Every week: partitions for the coming year, for every table that is divided by month. */
export const extendPartitions = defineJob({
  name: 'extend-partitions',
  payload: z.object({}),
  cron: '40 19 * * 0',
  async run({ run, log }) {
    const made = await run(extend, undefined, { bureau: NO_BUREAU });
    if (made > 0) log.info({ made }, 'partitions made');
  },
});
