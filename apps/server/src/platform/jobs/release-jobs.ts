import type { Pool } from 'pg';

/**
 * Frees the jobs and queues that workers of an earlier process held when it was killed; without this they would wait
 * for four hours. Only where no other worker can be running: the data folder of an embedded server is locked.
 */
export async function releaseJobs(owner: Pool): Promise<void> {
  // One that was killed at its last try gets one more: else nobody would ever end what it had begun.
  await owner.query(`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts - 1
    WHERE locked_by IS NOT NULL AND attempts >= max_attempts`);
  await owner.query(`
    SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT worker))
    FROM (
      SELECT locked_by AS worker FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
      UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL
    ) AS held
    HAVING count(*) > 0`);
}
