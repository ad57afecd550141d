import { useQueryClient } from '@tanstack/react-query';
import { EVIDENCE_KINDS, FILE_SECTIONS } from '@wangjian/core/case.ts';
import { attachToCase, type CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { App, Button, Form, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { addressOf } from '../../../api/call.ts';
import { upload } from '../../../api/upload.ts';
import DayInput from '../../../ui/day-input.tsx';
import { EvidenceCard } from '../../evidence/evidence-card.tsx';
import { ActionDialog } from '../../record/action-dialog.tsx';

/** 证据: what such a case usually needs, sealed pages, and papers uploaded; the questions of the 询问笔录. */
export function CaseEvidence({ one }: { one: CaseDetail }) {
  const [adding, setAdding] = useState(false);
  const mayAttach = one.allowed.some(({ action }) => action === 'attach');
  return (
    <>
      <div className="case-block">
        <h3>
          材料
          {mayAttach && (
            <Button size="small" onClick={() => setAdding(true)}>
              上传材料
            </Button>
          )}
        </h3>
        {one.attachments.length === 0 ? (
          <p className="soft">还没有上传材料。笔录、照片、票据、鉴别意见等扫描后上传，会编入案卷。</p>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th>材料</th>
                <th>证据种类</th>
                <th>编入</th>
                <th>收集日期</th>
                <th>页数</th>
              </tr>
            </thead>
            <tbody>
              {one.attachments.map((each) => (
                <tr key={each.id}>
                  <td>
                    <a href={`/api/cases/${one.id}/attachments/${each.id}`} target="_blank" rel="noreferrer">
                      {each.name}
                    </a>
                  </td>
                  <td>{each.evidenceKind ?? '—'}</td>
                  <td>{each.sectionName}</td>
                  <td className="num">{each.collectedOn ?? '—'}</td>
                  <td className="num">{each.pages || '不装订'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {one.evidence.length > 0 && (
        <div className="case-block">
          <h3>网页电子数据证据</h3>
          {one.evidence.map((id) => (
            <EvidenceCard key={id} id={id} compact />
          ))}
        </div>
      )}
      <div className="case-block">
        <h3>这类案件通常需要的证据（{one.caseTypeName}）</h3>
        <table className="plain-table">
          <tbody>
            {one.checklist.map((each) => (
              <tr key={each.what}>
                <td>
                  {each.what}
                  {each.must && <b>（必备）</b>}
                </td>
                <td style={{ width: 130 }}>{each.kind}</td>
                <td style={{ width: '36%' }}>{each.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {one.policeHint && <p className="soft">行刑衔接：{one.policeHint}</p>}
      </div>
      <details className="case-block">
        <summary>询问笔录参考问题（{one.questions.length}）</summary>
        <ol className="case-questions">
          {one.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ol>
      </details>
      {adding && <AttachDialog one={one} onClose={() => setAdding(false)} />}
    </>
  );
}

const SECTIONS = Object.entries(FILE_SECTIONS).map(([value, { volume, name }]) => ({
  value,
  label: `${volume}：${name}`,
}));

function AttachDialog({ one, onClose }: { one: CaseDetail; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  return (
    <ActionDialog<Record<string, unknown>>
      title="上传材料"
      ok="上传"
      initial={{ section: 'evidence' }}
      onClose={onClose}
      onSubmit={async (values) => {
        if (!file) throw new Error('请选择文件');
        const path = addressOf(attachToCase.path, { id: one.id }, values);
        queries.setQueryData(
          ['case', one.id],
          await upload({ ...attachToCase, path } as never, file, () => undefined),
        );
        void queries.invalidateQueries({ queryKey: ['case-file'] });
        message.success('已上传');
      }}
    >
      <Form.Item label="文件" required extra="PDF、JPG、PNG 会装订进案卷；其他格式只列入目录">
        <Upload
          maxCount={1}
          beforeUpload={(chosen) => {
            setFile(chosen);
            return false;
          }}
          onRemove={() => setFile(null)}
        >
          <Button>选择文件</Button>
        </Upload>
      </Form.Item>
      <Form.Item name="name" label="材料名称" rules={[{ required: true, min: 2, message: '请填写材料名称' }]}>
        <Input maxLength={100} placeholder="如：当事人询问笔录（第一次）" />
      </Form.Item>
      <Form.Item name="section" label="编入案卷" rules={[{ required: true, message: '请选择' }]}>
        <Select options={SECTIONS} />
      </Form.Item>
      <Form.Item name="evidenceKind" label="证据种类">
        <Select allowClear options={EVIDENCE_KINDS.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="collectedOn" label="收集（形成）日期">
        <DayInput />
      </Form.Item>
      <Form.Item name="collectedBy" label="提供人">
        <Input maxLength={100} />
      </Form.Item>
    </ActionDialog>
  );
}
