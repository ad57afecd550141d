import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DOCUMENT_STATUS_NAMES } from '@wangjian/core/document.ts';
import { listDocuments } from '@wangjian/server/modules/documents/contract.ts';
import { Button, Tag } from 'antd';
import { call } from '../../api/call.ts';
import { useMay } from '../session/use-me.ts';
import { QueryState } from '../shell/query-state.tsx';
import { Word } from '../word-tag.tsx';

/** The documents of one record (a lead, a case …) in the order in which they were drafted, and the way to a new one. */
export function RecordDocuments({ on, region }: { on: string; region: string }) {
  const mayRead = useMay('document.read');
  const mayWrite = useMay('document.write');
  const documents = useQuery({
    queryKey: ['documents', 'of', on],
    queryFn: ({ signal }) => call(listDocuments, { query: { on, pageSize: 200, sort: 'draftedAt' }, signal }),
    enabled: mayRead,
  });
  if (!mayRead) return <p className="soft">您没有查看文书的权限。</p>;
  return (
    <QueryState query={documents}>
      {({ items }) => (
        <>
          {items.length === 0 ? (
            <p className="soft">还没有文书。</p>
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th>文书</th>
                  <th>文号</th>
                  <th>状态</th>
                  <th>签发日期</th>
                  <th>送达日期</th>
                </tr>
              </thead>
              <tbody>
                {items.map((document) => (
                  <tr key={document.id}>
                    <td>
                      <Link to={`/documents/${document.id}`}>{document.title}</Link>
                      {document.layout === '未核对' && <Tag color="gold">式样未核对</Tag>}
                    </td>
                    <td className="num">{document.number ?? '—'}</td>
                    <td>
                      <Word of={DOCUMENT_STATUS_NAMES} value={document.status} />
                    </td>
                    <td className="num">{document.signedOn ?? '—'}</td>
                    <td className="num">{document.servedOn ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {mayWrite && (
            <Link to="/documents/new" search={{ on, region }}>
              <Button>拟制文书</Button>
            </Link>
          )}
        </>
      )}
    </QueryState>
  );
}
