import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { DOCUMENT_STATUS_NAMES } from '@wangjian/core/document.ts';
import {
  type DocumentDetail,
  documentDocx,
  getDocument,
} from '@wangjian/server/modules/documents/contract.ts';
import { Alert, Steps, Tabs, Tag } from 'antd';
import { addressOf, call } from '../../../api/call.ts';
import { DocxPreview } from '../../document/docx-preview.tsx';
import { RecordLink } from '../../document/record-link.tsx';
import { Timeline } from '../../record/timeline.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { DocumentActions } from './document-actions.tsx';
import { DocumentFields } from './document-fields.tsx';
import { DocumentFiles } from './document-files.tsx';
import { FieldValues } from './field-values.tsx';
import './documents.css';

/** 文书详情: fields on the left, the pages on the right, and what may be done now at the top. */
export default function DocumentPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const document = useQuery({
    queryKey: ['document', id],
    queryFn: ({ signal }) => call(getDocument, { params: { id }, signal }),
  });
  return <QueryState query={document}>{(data) => <DocumentView key={data.id} document={data} />}</QueryState>;
}

function DocumentView({ document }: { document: DocumentDetail }) {
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: ['document', document.id] });
  const mayEdit = document.allowed.includes('edit');
  return (
    <PageFrame
      title={document.title}
      crumb={document.number ?? document.form.name}
      actions={<DocumentActions document={document} onReload={reload} />}
    >
      <div className="panel">
        <DocumentHead document={document} />
        <Steps
          size="small"
          className="document-steps"
          current={document.steps.findIndex(({ state }) => state === 'now')}
          items={document.steps.map((step) => ({
            title: step.name,
            status: step.state === 'done' ? 'finish' : step.state === 'now' ? 'process' : 'wait',
            content: step.who ? `${step.who} ${step.at ? minuteOf(step.at) : ''}` : undefined,
          }))}
        />
      </div>
      {document.returned && document.status === 'draft' && (
        <Alert type="warning" showIcon title={`被退回：${document.returned}`} />
      )}
      {document.voidReason && <Alert type="error" showIcon title={`已作废：${document.voidReason}`} />}
      <div className="document-columns">
        <div className="panel">
          <Tabs
            items={[
              {
                key: 'fields',
                label: mayEdit
                  ? `填写${document.missing.length > 0 ? `（缺 ${document.missing.length} 项）` : ''}`
                  : '内容',
                children: mayEdit ? (
                  <DocumentFields key={document.version} document={document} onReload={reload} />
                ) : (
                  <FieldValues document={document} />
                ),
              },
              {
                key: 'files',
                label: `送达与附件（${document.services.length + document.attachments.length}）`,
                children: <DocumentFiles document={document} />,
              },
              {
                key: 'log',
                label: '办理日志',
                children: (
                  <Timeline
                    entries={document.timeline.map((entry) => ({
                      at: entry.at,
                      who: entry.who,
                      org: entry.org,
                      what: entry.actionName,
                      opinion: entry.opinion,
                    }))}
                  />
                ),
              },
            ]}
          />
        </div>
        <div className="panel">
          <DocxPreview
            title="文书预览"
            address={addressOf(documentDocx.path, { id: document.id }, { v: document.version })}
          />
        </div>
      </div>
    </PageFrame>
  );
}

function DocumentHead({ document }: { document: DocumentDetail }) {
  return (
    <dl className="record-head">
      <div>
        <dt>状态</dt>
        <dd>
          <Word of={DOCUMENT_STATUS_NAMES} value={document.status} />
        </dd>
      </div>
      <div>
        <dt>文号</dt>
        <dd className="num">{document.number ?? (document.form.numbered ? '签发时自动取号' : '无文号')}</dd>
      </div>
      <div>
        <dt>式样</dt>
        <dd>
          {document.form.name}
          {document.layout === '未核对' && (
            <Tag color="gold" title={document.form.layoutSource}>
              式样未核对
            </Tag>
          )}
        </dd>
      </div>
      <div>
        <dt>所属事项</dt>
        <dd>{document.on ? <RecordLink id={document.on} /> : '单独拟制'}</dd>
      </div>
      <div>
        <dt>拟稿</dt>
        <dd className="num">
          {document.draftedBy}　{minuteOf(document.draftedAt)}
        </dd>
      </div>
      <div>
        <dt>归卷</dt>
        <dd>{document.copy}</dd>
      </div>
    </dl>
  );
}
