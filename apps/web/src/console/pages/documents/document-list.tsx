import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DOCUMENT_STATUS_NAMES } from '@wangjian/core/document.ts';
import {
  type DocumentView,
  exportDocuments,
  listDocuments,
} from '@wangjian/server/modules/documents/contract.ts';
import { Button } from 'antd';
import { useMemo } from 'react';
import { call } from '../../../api/call.ts';
import { formsQuery } from '../../document/forms-query.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';

const COLUMNS: readonly ListColumn<DocumentView>[] = [
  {
    key: 'title',
    title: '文书',
    width: 300,
    grow: true,
    render: (document) => <Link to={`/documents/${document.id}`}>{document.title}</Link>,
    hint: (document) => document.title,
  },
  { key: 'number', title: '文号', width: 220, sort: 'number', render: (document) => document.number },
  {
    key: 'status',
    title: '状态',
    width: 104,
    sort: 'status',
    render: (document) => <Word of={DOCUMENT_STATUS_NAMES} value={document.status} />,
  },
  { key: 'form', title: '式样', width: 150, optional: true, render: (document) => document.formName },
  { key: 'layout', title: '式样核对', width: 84, optional: true, render: (document) => document.layout },
  { key: 'region', title: '辖区', width: 90, render: (document) => document.regionName },
  { key: 'by', title: '拟稿人', width: 84, render: (document) => document.draftedBy },
  {
    key: 'draftedAt',
    title: '拟稿时间',
    width: 134,
    sort: 'draftedAt',
    render: (document) => minuteOf(document.draftedAt),
  },
  {
    key: 'signedOn',
    title: '签发日期',
    width: 100,
    sort: 'signedOn',
    render: (document) => document.signedOn,
  },
  { key: 'servedOn', title: '送达日期', width: 100, render: (document) => document.servedOn },
];

/** 文书列表: what waits for me first, by one click. */
export default function DocumentList() {
  const forms = useQuery(formsQuery);
  const mayWrite = useMay('document.write');
  const filters = useMemo<readonly ListFilter[]>(
    () => [
      { name: 'mine', label: '待我办理', input: 'flag' },
      { name: 'status', label: '状态', input: 'many', options: optionsOf(DOCUMENT_STATUS_NAMES) },
      {
        name: 'form',
        label: '式样',
        input: 'many',
        options: (forms.data ?? []).map((form) => ({ value: form.id, label: form.name })),
      },
      { name: 'region', label: '辖区', input: 'region', folded: true },
      { name: 'drafted', label: '拟稿日期', input: 'days', folded: true },
      { name: 'on', label: '只看一件事项', input: 'hidden' },
    ],
    [forms.data],
  );
  const fresh = mayWrite && (
    <Link to="/documents/new">
      <Button type="primary">拟制文书</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={fresh}>
      <ListPage
        list="documents"
        label="文书"
        columns={COLUMNS}
        filters={filters}
        defaultSort="-draftedAt"
        keyword="标题、文号"
        load={(query, signal) => call(listDocuments, { query, signal })}
        exports={exportDocuments}
        hrefOf={(document) => `/documents/${document.id}`}
        empty={
          <>
            <b>还没有文书</b>
            <span className="soft">办理线索、案件、行政指导时会拟制文书，也可以在这里直接拟制。</span>
            {fresh}
          </>
        }
      />
    </PageFrame>
  );
}
