import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  adopt,
  chooseCase,
  editCase,
  listCaseCandidates,
  type Reporting,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { App, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useMay } from '../../session/use-me.ts';
import { QueryState } from '../../shell/query-state.tsx';
import { measureText } from './plan-values.ts';

type Entry = Reporting['cases'][number];
interface Props {
  readonly campaignId: string;
  readonly reporting: Reporting;
  readonly unit: Reporting['own'][number] | undefined;
  readonly onFresh: (fresh: Reporting) => void;
}

/** 典型案例: chosen from closed cases, told with personal data masked. */
export function CampaignCases({ campaignId, reporting, unit, onFresh }: Props) {
  const { message } = App.useApp();
  const mayCases = useMay('case.read');
  const [choosing, setChoosing] = useState(false);
  const [edited, setEdited] = useState<Entry | null>(null);
  const params = { id: campaignId };
  const change = (entry: Entry, more: { title?: string; summary?: string; removed?: boolean }) =>
    call(editCase, {
      params: { ...params, caseEntryId: entry.id },
      body: { title: entry.title, summary: entry.summary, removed: false, version: entry.version, ...more },
    });
  const run = (work: Promise<Reporting>) =>
    void work.then(onFresh, (error: unknown) => message.error(messageOf(error)));
  return (
    <>
      {unit && mayCases && <Button onClick={() => setChoosing(true)}>从已结案件中选</Button>}
      {reporting.cases.length === 0 ? (
        <p className="soft">还没有选定典型案例。案情自动脱敏，处罚决定书的公开副本随总结作附件。</p>
      ) : (
        <ul className="campaign-cards">
          {reporting.cases.map((entry) => (
            <li key={entry.id}>
              <b>{entry.title}</b>
              <div className="soft">
                {entry.orgName}　
                <Link to={`/documents/${entry.decisionDocument}`}>{entry.decisionNumber}</Link>
              </div>
              <p className="campaign-words">{entry.summary}</p>
              {entry.mine && (
                <>
                  <Button type="link" size="small" onClick={() => setEdited(entry)}>
                    修改
                  </Button>
                  <Button type="link" size="small" onClick={() => run(change(entry, { removed: true }))}>
                    移出
                  </Button>
                </>
              )}
              {reporting.mayReceive &&
                !reporting.own.some(({ orgId, owner }) => owner && orgId === entry.orgId) && (
                  <Checkbox
                    checked={entry.adopted}
                    onChange={({ target }) =>
                      run(
                        call(adopt, {
                          params,
                          body: { entryId: entry.id, adopted: target.checked, version: entry.version },
                        }),
                      )
                    }
                  >
                    采用到总报告
                  </Checkbox>
                )}
            </li>
          ))}
        </ul>
      )}
      {choosing && unit && (
        <Candidates
          campaignId={campaignId}
          orgId={unit.orgId}
          onChoose={(caseId) =>
            run(
              call(chooseCase, { params, body: { orgId: unit.orgId, caseId, key: oneTimeKey() } }).then(
                (fresh) => {
                  setChoosing(false);
                  return fresh;
                },
              ),
            )
          }
          onClose={() => setChoosing(false)}
        />
      )}
      {edited && (
        <ActionDialog<{ title: string; summary: string }>
          title="修改典型案例"
          ok="保存"
          width={640}
          initial={{ title: edited.title, summary: edited.summary }}
          onClose={() => setEdited(null)}
          onSubmit={async (values) => onFresh(await change(edited, values))}
        >
          <p className="soft">当事人姓名、证件号码、电话、住址保存时再次脱敏。</p>
          <Form.Item name="title" label="案例名称" rules={[{ required: true, message: '请填写' }]}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="summary" label="案情和处理" rules={[{ required: true, message: '请填写' }]}>
            <Input.TextArea maxLength={5000} autoSize={{ minRows: 5, maxRows: 14 }} />
          </Form.Item>
        </ActionDialog>
      )}
    </>
  );
}

function Candidates(props: {
  readonly campaignId: string;
  readonly orgId: string;
  readonly onChoose: (caseId: string) => void;
  readonly onClose: () => void;
}) {
  const { campaignId, orgId } = props;
  const candidates = useQuery({
    queryKey: ['campaign-work', campaignId, 'candidates', orgId],
    queryFn: ({ signal }) =>
      call(listCaseCandidates, { params: { id: campaignId }, query: { orgId }, signal }),
  });
  return (
    <Modal open title="从已结案件中选" width={760} footer={null} onCancel={props.onClose}>
      <QueryState query={candidates}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">行动期间、范围内还没有已结案并作出处罚的案件；案件结案后可以在这里选。</p>
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th>案件</th>
                  <th>处罚决定书</th>
                  <th>罚没款（万元）</th>
                  <th>结案</th>
                  <th>选用</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <Link to={`/cases/${one.id}`}>{one.title}</Link>
                    </td>
                    <td>{one.decisionNumber}</td>
                    <td className="num">{measureText('fines', one.fineFen)}</td>
                    <td className="num">{one.closedOn}</td>
                    <td>
                      <Button size="small" onClick={() => props.onChoose(one.id)}>
                        选用
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </QueryState>
    </Modal>
  );
}
