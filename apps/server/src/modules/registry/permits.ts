import { dayInChina } from '@wangjian/core/plain-date.ts';
import { defineImport } from '../../platform/import/define-import.ts';
import { readCase } from '../../platform/use-case.ts';
import { checkPermits, type ImportedPermit } from './check-permits.ts';
import * as contract from './contract.ts';
import { PERMIT_FIELDS } from './permit-columns.ts';
import { enterPermits, listPermitRows } from './permit-store.ts';

/** What the second sheet of the template says. */
export const PERMIT_HELP: readonly string[] = [
  '列名按行政许可“双公示”数据标准，可以直接用双公示导出的表格；带 * 的列必填，多出来的列不影响。',
  '日期写作 2026-03-01；长期有效的，有效期至空着。同一许可编号再次导入，按新的内容更新。',
  '当前状态：有效、注销、吊销、撤销等，空着按有效。',
];

/** Import of permits (行政许可). */
export const permitImport = defineImport({
  tables: 'permit',
  action: 'registry.permits.import',
  noun: '许可',
  permission: 'registry.import',
  fields: PERMIT_FIELDS,
  judge: async (_context, _bureau, rows, fields) => checkPermits(rows, fields),
  async enter(context, bureau, region, rows) {
    await enterPermits(
      context,
      bureau,
      region,
      rows.map(({ item }) => item as ImportedPermit),
    );
    return new Set(rows.map(({ number }) => number));
  },
  doubled: { column: '许可编号', message: '许可库中已有该许可' },
});

export const listPermits = readCase({
  action: 'registry.permits',
  title: '查看许可库',
  permission: 'registry.read',
  input: contract.listPermits.query!,
  async run({ tx, clock }, { expired, ...query }) {
    const today = dayInChina(clock.now());
    const { items, total } = await listPermitRows(tx, query, {
      q: query.q,
      expiredOn: expired === undefined ? undefined : today,
    });
    return {
      result: {
        items: items.map((row) => ({
          id: row.id,
          holder: row.holder,
          uscc: row.uscc,
          certificate: row.certificate,
          number: row.number,
          issuer: row.issuer,
          decidedOn: row.decided_on,
          validFrom: row.valid_from,
          validUntil: row.valid_until,
          expired: row.valid_until !== null && row.valid_until < today,
          state: row.state,
          sourceUnit: row.source_unit,
          importedAt: row.imported_at.toISOString(),
        })),
        total,
      },
      audit: 'plain',
    };
  },
});
