import { useQuery } from '@tanstack/react-query';
import {
  type CaseDetail,
  type CaseFile,
  caseFilePdf,
  getCaseFile,
} from '@wangjian/server/modules/cases/contract.ts';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { download } from '../../../api/download.ts';
import { QueryState } from '../../shell/query-state.tsx';

/** 案卷: the catalogue of both volumes in the order of 程序规定 art. 78, and each as one PDF. */
export function CaseFileTab({ one }: { one: CaseDetail }) {
  const file = useQuery({
    queryKey: ['case-file', one.id, one.version],
    queryFn: ({ signal }) => call(getCaseFile, { params: { id: one.id }, signal }),
  });
  return (
    <QueryState query={file}>
      {(data) => (
        <>
          {data.missing.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={`案卷还缺：${data.missing.join('、')}`}
              style={{ marginBottom: 12 }}
            />
          )}
          {data.volumes.map((volume) => (
            <div key={volume.name} className="case-block">
              <h3>
                {volume.name}（{volume.entries.length} 件
                {volume.entries.some(({ uncounted }) => uncounted) ? '' : `，${volume.pages} 页`}）
                {volume.entries.length > 0 && <SaveVolume id={one.id} volume={volume.name} />}
              </h3>
              {volume.entries.some(({ uncounted }) => uncounted) && (
                <p className="soft">有文书还没有排版计数，下载整卷 PDF 时按实际页数编页。</p>
              )}
              {volume.entries.length === 0 ? (
                <p className="soft">还没有材料。签发的文书和上传的材料会自动编入。</p>
              ) : (
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th className="right">序号</th>
                      <th>材料</th>
                      <th>文号</th>
                      <th>日期</th>
                      <th className="right">页码</th>
                      <th>备注</th>
                    </tr>
                  </thead>
                  <tbody>
                    {volume.entries.map((entry, index) => (
                      <tr key={entry.place}>
                        <td className="right num">{entry.place}</td>
                        <td>{entry.title}</td>
                        <td className="num">{entry.number ?? '—'}</td>
                        <td className="num">{entry.day ?? '—'}</td>
                        <td className="right num">{pageOf(volume.entries, index)}</td>
                        <td style={{ overflowWrap: 'anywhere' }}>{entry.note ?? ''}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </div>
          ))}
        </>
      )}
    </QueryState>
  );
}

type Entry = CaseFile['volumes'][number]['entries'][number];

/** Where a paper begins; unknown behind one whose pages were not counted yet. */
function pageOf(entries: readonly Entry[], index: number): string {
  const entry = entries[index]!;
  if (entry.pages === 0) return '另存';
  return entries.slice(0, index).some(({ uncounted }) => uncounted) ? '待编' : String(entry.firstPage);
}

function SaveVolume({ id, volume }: { id: string; volume: '正卷' | '副卷' }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await download(caseFilePdf, {
        params: { id },
        query: { volume: volume === '正卷' ? 'main' : 'inner' },
      });
    } catch (error) {
      message.error(`没有生成：${messageOf(error)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" loading={busy} onClick={() => void save()}>
      下载整卷 PDF
    </Button>
  );
}
