import { Link } from '@tanstack/react-router';
import { listPermits, type PermitItem } from '@wangjian/server/modules/registry/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';

const COLUMNS: readonly ListColumn<PermitItem>[] = [
  { key: 'holder', title: '持证人', width: 220, grow: true, sort: 'holder', render: (one) => one.holder },
  { key: 'certificate', title: '许可证书', width: 160, render: (one) => one.certificate },
  { key: 'number', title: '许可编号', width: 200, render: (one) => one.number },
  {
    key: 'validUntil',
    title: '有效期至',
    width: 130,
    sort: 'validUntil',
    render: (one) =>
      one.expired ? <b className="bad">{one.validUntil} 过期</b> : (one.validUntil ?? '长期'),
  },
  { key: 'state', title: '状态', width: 70, render: (one) => one.state },
  { key: 'issuer', title: '许可机关', width: 200, render: (one) => one.issuer },
  { key: 'uscc', title: '统一社会信用代码', width: 176, optional: true, render: (one) => one.uscc },
  {
    key: 'importedAt',
    title: '导入时间',
    width: 134,
    sort: 'importedAt',
    render: (one) => minuteOf(one.importedAt),
  },
];
const FILTERS: readonly ListFilter[] = [{ name: 'expired', label: '只看过期', input: 'flag' }];

/** 许可库: permits against which the numbers printed on pages are checked. */
export default function PermitList() {
  const mayImport = useMay('registry.import');
  const toImport = (
    <Link to="/registry/permits/import">
      <Button type="primary">导入许可</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={mayImport && toImport}>
      <ListPage
        list="permits"
        label="许可"
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-importedAt"
        keyword="持证人、许可编号、信用代码"
        load={(query, signal) => call(listPermits, { query, signal })}
        empty={
          <>
            <b>许可库还没有数据</b>
            <span className="soft">导入行政许可“双公示”表格后，检查会自动核对网页印出的许可证号。</span>
            {mayImport && toImport}
          </>
        }
      />
    </PageFrame>
  );
}
