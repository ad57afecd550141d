import { InboxOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { previewSeeds } from '@wangjian/server/modules/patrols/contract.ts';
import { Alert, Button, Form, Input, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { countOf } from '../../time-words.ts';

export interface SeedState {
  readonly text: string;
  /** Addresses that can be patrolled; null while they are not checked. */
  readonly good: number | null;
}
export const EMPTY_SEEDS: SeedState = { text: '', good: null };
const LIMIT = 2_000_000;

/** Pasted addresses or a dropped text file, one a line; the server checks each line before the patrol may start. */
export function SeedInput(props: { value: SeedState; onChange: (value: SeedState) => void }) {
  const { value, onChange } = props;
  const [settled, setSettled] = useState(value.text);
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = window.setTimeout(setSettled, 400, value.text);
    return () => window.clearTimeout(timer);
  }, [value.text]);
  const check = useQuery({
    queryKey: ['seed-check', settled],
    queryFn: ({ signal }) => call(previewSeeds, { body: { text: settled }, signal }),
    enabled: settled.trim() !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  const good = settled === value.text && value.text.trim() !== '' ? (check.data?.good ?? null) : null;
  useEffect(() => {
    if (good !== value.good) onChange({ text: value.text, good });
  }, [good, value, onChange]);

  const read = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LIMIT) {
      setFileProblem(`文件“${file.name}”超过 2 MB，请分成几个文件`);
      return;
    }
    const text = decode(await file.arrayBuffer());
    if (text.includes('\u0000')) {
      setFileProblem(`“${file.name}”不是文本文件；Excel 表格请先另存为 CSV，或者到主体库用“导入表格”`);
      return;
    }
    setFileProblem(null);
    onChange({ text: value.text.trim() ? `${value.text.trimEnd()}\n${text}` : text, good: null });
  };
  return (
    <Form.Item label="网址，一行一个（也可以把 TXT、CSV 文件拖到框里）">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the button below does the same */}
      <div
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void read(event.dataTransfer.files[0]);
        }}
      >
        <Input.TextArea
          rows={8}
          className="seed-text"
          aria-label="网址，一行一个"
          placeholder={'www.example.com\nhttps://shop.example.com/store/123'}
          value={value.text}
          maxLength={LIMIT}
          onChange={(event) => onChange({ text: event.target.value, good: null })}
        />
      </div>
      <div className="seed-tools">
        <Button icon={<InboxOutlined />} onClick={() => picker.current?.click()}>
          选择文件
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".txt,.csv,.tsv,text/plain,text/csv"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        {value.text && <Button onClick={() => onChange(EMPTY_SEEDS)}>清空</Button>}
        <span className="soft" aria-live="polite">
          {check.isFetching && <Spin size="small" />}
          {check.data && good !== null && (
            <>
              可以监测 <b className="num">{countOf(check.data.good)}</b> 个网站
              {check.data.duplicates > 0 && `（同一网站的 ${countOf(check.data.duplicates)} 个网址已合并）`}
              {check.data.problems.length > 0 &&
                `，有 ${countOf(check.data.problems.length)} 行不能用（见下）`}
            </>
          )}
        </span>
      </div>
      {fileProblem && <Alert type="error" showIcon title={fileProblem} />}
      {check.error && <Alert type="error" showIcon title={`网址没有检查成功：${messageOf(check.error)}`} />}
      {check.data && check.data.problems.length > 0 && (
        <div className="seed-problems">
          <table className="plain-table">
            <thead>
              <tr>
                <th className="right">行</th>
                <th>内容</th>
                <th>问题</th>
              </tr>
            </thead>
            <tbody>
              {check.data.problems.map((problem) => (
                <tr key={problem.line}>
                  <td className="right num">{problem.line}</td>
                  <td className="break">{problem.text}</td>
                  <td>{problem.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Form.Item>
  );
}

/** Text of a file in UTF-8, UTF-16 with its mark, or else GB 18030, as Chinese Windows writes it. */
function decode(bytes: ArrayBuffer): string {
  const head = new Uint8Array(bytes.slice(0, 2));
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
