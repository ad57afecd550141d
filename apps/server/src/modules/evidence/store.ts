import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { EvidenceTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<EvidenceTables>();

export type EvidenceRow = Awaited<ReturnType<typeof getEvidenceRow>>;

/** The evidence, or `not_found` (also outside the scope). */
export async function getEvidenceRow(tx: ScopedTx, id: string) {
  const row = await tables(tx)
    .selectFrom('evidence')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** The evidence of a stored record, when it was asked for before. */
export async function findByRecord(tx: ScopedTx, bureau: string, blob: string, offset: number) {
  return await tables(tx)
    .selectFrom('evidence')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('warc_blob', '=', blob)
    .where('warc_offset', '=', offset)
    .executeTakeFirst();
}

type NewEvidence = Omit<EvidenceTables['evidence'], 'attempts' | 'environment' | 'version'>;

export async function insertEvidence(tx: ScopedTx, row: NewEvidence) {
  await tables(tx).insertInto('evidence').values(row).execute();
}

export async function linkEvidence(tx: ScopedTx, link: EvidenceTables['evidence_links']) {
  await tables(tx)
    .insertInto('evidence_links')
    .values(link)
    .onConflict((conflict) => conflict.columns(['bureau', 'evidence_id', 'on_id']).doNothing())
    .execute();
}

/** A record lies in another region now: its evidence is seen there. */
export async function moveEvidenceLinks(tx: ScopedTx, onIds: readonly string[], region: string) {
  await tables(tx)
    .updateTable('evidence_links')
    .set({ region })
    .where('bureau', 'in', [...new Set(onIds.map(bureauOfId))])
    .where('on_id', 'in', [...onIds])
    .execute();
}

type Change = Partial<Omit<NewEvidence, 'bureau' | 'id'>> & { attempts?: number; environment?: string };

export async function updateEvidence(
  tx: ScopedTx,
  row: Pick<EvidenceRow, 'bureau' | 'id' | 'version'>,
  change: Change,
) {
  const saved = await tables(tx)
    .updateTable('evidence')
    .set({ ...change, version: row.version + 1 })
    .where('bureau', '=', row.bureau)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .returning('version')
    .executeTakeFirst();
  if (!saved) throw new AppError('stale');
}

/** Evidence of a site, or linked to a finding or lead; the newest first. */
export async function listEvidenceRows(
  tx: ScopedTx,
  filter: { siteId?: string | undefined; onId?: string | undefined },
) {
  let query = tables(tx).selectFrom('evidence as e').selectAll('e');
  if (filter.siteId)
    query = query.where('e.bureau', '=', bureauOfId(filter.siteId)).where('e.site_id', '=', filter.siteId);
  if (filter.onId) {
    const { onId } = filter;
    query = query
      .where('e.bureau', '=', bureauOfId(onId))
      .where((where) =>
        where.exists(
          where
            .selectFrom('evidence_links as l')
            .select('l.on_id')
            .whereRef('l.bureau', '=', 'e.bureau')
            .whereRef('l.evidence_id', '=', 'e.id')
            .where('l.on_id', '=', onId),
        ),
      );
  }
  return await query.orderBy('e.fetched_at', 'desc').limit(200).execute();
}

/** How far each of some pieces of evidence is. */
export async function evidenceStates(tx: ScopedTx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, EvidenceRow['status']>();
  const rows = await tables(tx)
    .selectFrom('evidence')
    .select(['id', 'status'])
    .where('bureau', 'in', [...new Set(ids.map(bureauOfId))])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** Ids of the evidence linked to each of some records. */
export async function evidenceIdsOf(tx: ScopedTx, onId: string): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('evidence_links')
    .select('evidence_id')
    .where('bureau', '=', bureauOfId(onId))
    .where('on_id', '=', onId)
    .orderBy('evidence_id')
    .execute();
  return rows.map((row) => row.evidence_id);
}

/** Sealed packages linked to a record, as the file of a case lists them. */
export async function evidenceFiles(tx: ScopedTx, onId: string) {
  const rows = await tables(tx)
    .selectFrom('evidence as e')
    .innerJoin('evidence_links as l', (join) =>
      join.onRef('l.bureau', '=', 'e.bureau').onRef('l.evidence_id', '=', 'e.id'),
    )
    .select(['e.id', 'e.url', 'e.title', 'e.sha256', 'e.sm3', 'e.fetched_at'])
    .where('l.bureau', '=', bureauOfId(onId))
    .where('l.on_id', '=', onId)
    .orderBy('e.fetched_at')
    .orderBy('e.id')
    .execute();
  return rows.map(({ fetched_at, ...row }) => ({ ...row, day: dayInChina(fetched_at) }));
}

/** Screenshots of sealed evidence, for those who are shown what was found on their page. */
export async function evidencePictures(tx: ScopedTx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tables(tx)
    .selectFrom('evidence')
    .select(['url', 'fetched_at', 'screenshot_blob'])
    .where('bureau', 'in', [...new Set(ids.map(bureauOfId))])
    .where('id', 'in', [...ids])
    .orderBy('fetched_at')
    .execute();
  return rows.flatMap(({ url, fetched_at, screenshot_blob: blob }) =>
    blob === null ? [] : [{ url, fetchedOn: dayInChina(fetched_at), blob }],
  );
}
