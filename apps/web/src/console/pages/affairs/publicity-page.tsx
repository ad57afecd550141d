import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PUBLICITY_KIND_NAMES, PUBLICITY_STATUS_NAMES, PUBLICITY_UNITS } from '@wangjian/core/affairs.ts';
import {
  editPublicity,
  getPublicity,
  type PublicityDetail,
  type PublicityForm,
  publishPublicity,
  voidPublicity,
} from '@wangjian/server/modules/affairs/contract.ts';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { NextStep } from '../../record/record-course.tsx';
import { HeadFact, RecordHead } from '../../record/record-head.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { countOf, minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { PublicityFields, withLink } from './publicity-fields.tsx';
import { PublicityPictures } from './publicity-pictures.tsx';
import './affairs.css';
import '../../document/document.css';

/** 宣传工作详情: what was done, where, how many, with pictures. */
export default function PublicityPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const work = useQuery({
    queryKey: ['publicity-work', id],
    queryFn: ({ signal }) => call(getPublicity, { params: { id }, signal }),
  });
  return <QueryState query={work}>{(data) => <PublicityView work={data} />}</QueryState>;
}

function PublicityView({ work }: { work: PublicityDetail }) {
  const queries = useQueryClient();
  const show = (after: PublicityDetail) => {
    queries.setQueryData(['publicity-work', work.id], after);
    void queries.invalidateQueries({ queryKey: ['publicity-works'] });
  };
  return (
    <PageFrame
      title={work.title}
      crumb={PUBLICITY_KIND_NAMES[work.kind]}
      actions={<Actions work={work} onSaved={show} />}
    >
      <div className="panel">
        <RecordHead>
          <HeadFact name="状态">
            <Word of={PUBLICITY_STATUS_NAMES} value={work.status} />
            {work.voidReason}
          </HeadFact>
          <HeadFact name="日期" set="num">
            {work.day}
          </HeadFact>
          <HeadFact name="数量" set="num">{`${countOf(work.pieces)} ${PUBLICITY_UNITS[work.kind]}`}</HeadFact>
          <HeadFact name="开展单位">{work.orgName}</HeadFact>
          {(work.medium || work.place) && (
            <HeadFact name={work.medium ? '媒体（渠道）' : '地点'}>{work.medium || work.place}</HeadFact>
          )}
          {work.link && (
            <HeadFact name="链接" set="wide">
              <SafeLink url={work.link} />
            </HeadFact>
          )}
          <HeadFact name="登记" set="num">{`${work.recordedBy}　${minuteOf(work.recordedAt)}`}</HeadFact>
        </RecordHead>
      </div>
      {work.status === 'draft' && (
        <NextStep>添加图片，核对无误后点“发布”；发布后计入统计，不能再修改。</NextStep>
      )}
      {work.content && (
        <div className="panel affairs-words">
          <h2>{work.kind === 'tip' ? '消费提示内容' : '说明'}</h2>
          {work.content}
        </div>
      )}
      <div className="panel affairs-words">
        <h2>图片</h2>
        <PublicityPictures work={work} onSaved={show} />
      </div>
    </PageFrame>
  );
}

function Actions({ work, onSaved }: { work: PublicityDetail; onSaved: (after: PublicityDetail) => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<'edit' | 'void' | null>(null);
  const params = { params: { id: work.id } };
  const { version } = work;
  const publish = useMutation({
    mutationFn: () => call(publishPublicity, { ...params, body: { version } }),
    onSuccess: (after) => {
      onSaved(after);
      message.success('已发布，计入统计');
    },
    onError: (error) => message.error(messageOf(error)),
  });
  const dialog = {
    onClose: () => setAsked(null),
    onReload: () => void queries.invalidateQueries({ queryKey: ['publicity-work', work.id] }),
  };
  return (
    <>
      {work.allowed.includes('publish') && (
        <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate()}>
          发布
        </Button>
      )}
      {work.allowed.includes('edit') && <Button onClick={() => setAsked('edit')}>修改</Button>}
      {work.allowed.includes('void') && (
        <Button danger onClick={() => setAsked('void')}>
          作废
        </Button>
      )}
      {asked === 'edit' && (
        <ActionDialog<PublicityForm>
          title="修改宣传工作"
          ok="保存"
          width={640}
          initial={work}
          {...dialog}
          onSubmit={async (given) => {
            onSaved(await call(editPublicity, { ...params, body: { ...withLink(given), version } }));
            message.success('已保存');
          }}
        >
          <PublicityFields />
        </ActionDialog>
      )}
      {asked === 'void' && (
        <ActionDialog<{ reason: string }>
          title="作废宣传工作"
          ok="作废"
          danger
          {...dialog}
          onSubmit={async ({ reason }) => {
            onSaved(await call(voidPublicity, { ...params, body: { version, reason } }));
            message.success('已作废，不再计入统计');
          }}
        >
          <Form.Item
            name="reason"
            label="原因"
            rules={[{ required: true, min: 2, message: '请至少写两个字' }]}
          >
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </ActionDialog>
      )}
    </>
  );
}
