import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { scopeOf } from '../../platform/actor.ts';
import type { AuditTables } from '../../platform/audit/audit-store.ts';
import { verifyChain } from '../../platform/audit/verify.ts';
import { inBatches } from '../../platform/export/in-batches.ts';
import { writeTable } from '../../platform/export/write-table.ts';
import { containing, listPage, ordered } from '../../platform/listing.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase } from '../../platform/use-case.ts';
import { exportAudit, listAudit } from './contract.ts';

type Filters = Omit<z.output<NonNullable<typeof listAudit.query>>, 'page' | 'pageSize' | 'sort'>;

const ORDER = { sortable: { at: 'e.id' }, initial: '-at', tieBreak: 'e.bureau' } as const;

/** Audit entries that the reader may see, with the sign of their link in the chain. */
function entries(tx: ScopedTx, { q, actor, action, on, from, to }: Filters) {
  return tx
    .withTables<AuditTables>()
    .selectFrom('audit_entries as e')
    .leftJoin('audit_links as l', (join) =>
      join
        .onRef('l.bureau', '=', 'e.bureau')
        .onRef('l.month', '=', 'e.month')
        .onRef('l.entry_id', '=', 'e.id'),
    )
    .selectAll('e')
    .select('l.seq')
    .$if(q !== undefined, (rows) =>
      rows.where((eb) =>
        eb.or(
          (['e.actor_name', 'e.action_name', 'e.why', 'e.on_id'] as const).map((column) =>
            eb(column, 'ilike', containing(q ?? '')),
          ),
        ),
      ),
    )
    .$if(actor !== undefined, (rows) =>
      rows.where((eb) => eb.or([eb('e.actor_id', '=', actor ?? ''), eb('e.actor_name', '=', actor ?? '')])),
    )
    .$if(action !== undefined, (rows) => rows.where('e.action', '=', action ?? ''))
    .$if(on !== undefined, (rows) => rows.where('e.on_id', '=', on ?? ''))
    .$if(from !== undefined, (rows) => rows.where('e.at', '>=', new Date(from ?? 0)))
    .$if(to !== undefined, (rows) => rows.where('e.at', '<', new Date(to ?? 0)));
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number];

function view(row: EntryRow) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    actorName: row.actor_name,
    orgName: row.org_name,
    action: row.action,
    actionName: row.action_name,
    on: row.on_id,
    why: row.why,
    outcome: row.outcome,
    address: row.address,
    before: row.before,
    after: row.after,
    chained: row.seq !== null,
  };
}

export const auditList = readCase({
  action: 'audit.list',
  title: '查看审计日志',
  permission: 'audit.read',
  input: listAudit.query!,
  async run({ tx }, { page, pageSize, sort, ...filters }) {
    const { items, total } = await listPage(entries(tx, filters), { page, pageSize, sort }, ORDER);
    return { result: { items: items.map(view), total }, audit: 'plain' };
  },
});

export const auditExport = readCase({
  action: 'audit.export',
  title: '导出审计日志',
  permission: 'audit.export',
  input: exportAudit.query!,
  async run({ tx }, { page: _page, pageSize: _size, sort, format, ...filters }) {
    const table = await writeTable<EntryRow>({
      format,
      name: '审计日志',
      columns: [
        { title: '时间', value: ({ at }) => at, width: 20 },
        { title: '操作人', value: (row) => row.actor_name },
        { title: '机构', value: (row) => row.org_name, width: 28 },
        { title: '操作', value: (row) => row.action_name, width: 20 },
        { title: '操作代码', value: ({ action }) => action, width: 20 },
        { title: '对象', value: (row) => row.on_id, width: 40 },
        { title: '理由', value: ({ why }) => why, width: 30 },
        { title: '结果', value: ({ outcome }) => (outcome === 'done' ? '成功' : '拒绝') },
        { title: '地址', value: ({ address }) => address },
        {
          title: '修改前',
          value: ({ before }) => (before === null ? '' : JSON.stringify(before)),
          width: 40,
        },
        { title: '修改后', value: ({ after }) => (after === null ? '' : JSON.stringify(after)), width: 40 },
        { title: '已上链', value: ({ seq }) => seq !== null },
        { title: '编号', value: ({ id }) => id, width: 42 },
      ],
      rows: inBatches(tx, ordered(entries(tx, filters), sort, ORDER)),
    });
    return { result: table, audit: { on: null, after: { rows: table.rows, filters } } };
  },
});

export const auditCheck = readCase({
  action: 'audit.verify',
  title: '校验审计链',
  permission: 'audit.read',
  input: z.undefined(),
  async run({ tx, actor, regions }) {
    const { wholeBureaus } = scopeOf(actor, 'audit.read', regions);
    if (wholeBureaus.length === 0) {
      throw new AppError('forbidden', '审计链按局校验，需要全局范围的审计权限');
    }
    let result = {
      ok: true,
      checked: 0,
      pending: 0,
      firstBroken: null as string | null,
      head: null as string | null,
    };
    for (const bureau of wholeBureaus) {
      const one = await verifyChain(tx, bureau);
      result = {
        ok: result.ok && one.ok,
        checked: result.checked + one.checked,
        pending: result.pending + one.pending,
        firstBroken: result.firstBroken ?? one.firstBroken,
        head: bureau === actor.bureau ? one.head : result.head,
      };
    }
    return { result, audit: { on: null, after: { ok: result.ok, firstBroken: result.firstBroken } } };
  },
});

export const ownSignIns = readCase({
  action: 'session.history',
  title: '查看我的登录记录',
  permission: 'session',
  input: z.undefined(),
  async run({ tx, actor }) {
    const rows = await tx
      .withTables<AuditTables>()
      .selectFrom('audit_entries')
      .select(['at', 'action', 'action_name as actionName', 'outcome', 'address', 'why'])
      .where('bureau', '=', actor.bureau)
      .where('actor_id', '=', actor.id)
      .where('action', 'in', [
        'session.sign-in',
        'session.sign-in-oidc',
        'session.sign-out',
        'session.password',
      ])
      .orderBy('id', 'desc')
      .limit(50)
      .execute();
    return { result: { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }, audit: 'plain' };
  },
});
