import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportEndpoints, TableImport } from '@wangjian/core/table-import.ts';
import { Alert, App, Button, Progress, Result, Steps } from 'antd';
import { useRef, useState } from 'react';
import { messageOf } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { download } from '../../api/download.ts';
import { upload } from '../../api/upload.ts';
import { ProblemNote } from '../record/problem-note.tsx';
import { useOfficer } from '../session/use-me.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { RegionPicker } from '../shell/region-picker.tsx';
import { countOf } from '../time-words.ts';
import { ImportProblems } from './import-problems.tsx';
import './table-import.css';

/** What is imported, and where it is seen afterwards. */
export interface ImportOf {
  readonly endpoints: ImportEndpoints;
  /** 主体, 线索. */
  readonly noun: string;
  /** Counting word with the noun: `个主体`. */
  readonly counted: string;
  /** First part of the query keys that are read again. */
  readonly queryKey: string;
  readonly list: string;
}
type Step = { readonly of: ImportOf };

/** 导入: upload, look at every row that is wrong, then take the good ones; nothing is lost on the way. */
export function ImportFlow({ of }: Step) {
  const [checked, setChecked] = useState<TableImport | null>(null);
  const step = checked === null ? 0 : checked.status === 'committed' ? 2 : 1;
  return (
    <PageFrame>
      <div className="panel import-page">
        <Steps
          size="small"
          current={step}
          items={[{ title: '上传表格' }, { title: '核对结果' }, { title: '完成' }]}
        />
        {step === 0 && <UploadStep of={of} onChecked={setChecked} />}
        {step === 1 && checked && <CheckStep of={of} checked={checked} onChange={setChecked} />}
        {step === 2 && checked && <DoneStep of={of} checked={checked} onAgain={() => setChecked(null)} />}
      </div>
    </PageFrame>
  );
}

function UploadStep({ of, onChecked }: Step & { onChecked: (checked: TableImport) => void }) {
  const { message } = App.useApp();
  const picker = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState(0);
  const send = useMutation({
    mutationFn: (file: File) => upload(of.endpoints.upload, file, setShare),
    onSuccess: onChecked,
  });
  const take = (file: File | undefined) => file && !send.isPending && send.mutate(file);
  return (
    <>
      <button
        type="button"
        className="drop-zone"
        disabled={send.isPending}
        onClick={() => picker.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files[0]);
        }}
      >
        <InboxOutlined />
        <b>把 Excel（.xlsx）或 CSV 文件拖到这里，或者点击选择</b>
        <span className="soft">系统会逐行检查，有问题的行会写明原因，不会影响其他行，也不会丢失。</span>
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".xlsx,.csv"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {send.isPending && (
        <div role="status">
          <Progress percent={Math.round(share * 100)} status="active" />
          <span className="soft">{share < 1 ? '正在上传……' : '正在逐行检查……'}</span>
        </div>
      )}
      {send.error && <ProblemNote error={send.error} />}
      <p className="soft">
        第一次导入，请先{' '}
        <Button
          type="link"
          size="small"
          onClick={() =>
            void download(of.endpoints.template).catch((error: unknown) => message.error(messageOf(error)))
          }
        >
          下载模板
        </Button>
        ，照着列名填写；列的先后不限，多出来的列不影响导入。
      </p>
    </>
  );
}

function CheckStep(props: Step & { checked: TableImport; onChange: (checked: TableImport | null) => void }) {
  const { of, checked, onChange } = props;
  const me = useOfficer();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [region, setRegion] = useState(me.region);
  const params = { id: checked.id };
  const commit = useMutation({
    mutationFn: () => call(of.endpoints.commit, { params, body: { region } }),
    onSuccess: (done) => {
      void queries.invalidateQueries({ queryKey: [of.queryKey] });
      onChange(done);
    },
  });
  const discard = useMutation({
    mutationFn: () => call(of.endpoints.discard, { params }),
    onSuccess: () => onChange(null),
    onError: (error) => message.error(messageOf(error)),
  });
  return (
    <>
      <p>
        <b>{checked.fileName}</b> 共 <b className="num">{countOf(checked.rows)}</b> 行：可以导入{' '}
        <b className="num good">{countOf(checked.good)}</b> 行，有问题{' '}
        <b className="num bad">{countOf(checked.bad)}</b> 行，与库中重复{' '}
        <b className="num">{countOf(checked.duplicates)}</b> 行。
      </p>
      {checked.rows === 0 && (
        <Alert
          type="warning"
          showIcon
          title={`表格里没有数据行：第一行是列名，从第二行起填写${of.noun}，改好后重新上传。`}
        />
      )}
      <ImportProblems checked={checked} errors={of.endpoints.errors} />
      {commit.error && <ProblemNote error={commit.error} />}
      <div className="form-foot">
        <span className="import-region">
          没写辖区的行归入
          <RegionPicker value={region} clearable={false} onChange={(next) => next && setRegion(next)} />
        </span>
        <Button
          type="primary"
          disabled={checked.good === 0}
          loading={commit.isPending}
          onClick={() => commit.mutate()}
        >
          导入 {countOf(checked.good)} 行
        </Button>
        <Button loading={discard.isPending} disabled={commit.isPending} onClick={() => discard.mutate()}>
          放弃，重新上传
        </Button>
      </div>
    </>
  );
}

function DoneStep({ of, checked, onAgain }: Step & { checked: TableImport; onAgain: () => void }) {
  const { message } = App.useApp();
  return (
    <Result
      status="success"
      title={`已导入 ${countOf(checked.committed)} ${of.counted}`}
      subTitle={
        checked.bad > 0
          ? `还有 ${countOf(checked.bad)} 行没有导入：下载后改好，再传一次即可。`
          : '全部行都已导入。'
      }
      extra={[
        <Link key="list" to={of.list}>
          <Button type="primary">查看导入的{of.noun}</Button>
        </Link>,
        checked.bad > 0 && (
          <Button
            key="errors"
            onClick={() =>
              void download(of.endpoints.errors, { params: { id: checked.id } }).catch((error: unknown) =>
                message.error(messageOf(error)),
              )
            }
          >
            下载未导入的行
          </Button>
        ),
        <Button key="again" onClick={onAgain}>
          再导入一个文件
        </Button>,
      ]}
    >
      {checked.duplicates > 0 && (
        <Alert type="info" showIcon title={`与库中重复的 ${countOf(checked.duplicates)} 行没有重复建立。`} />
      )}
    </Result>
  );
}
