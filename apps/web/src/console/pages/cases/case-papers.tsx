import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Unverified } from '../../record/citation-list.tsx';

/** 文书: every document of the case, where it stands, with its number. */
export function CasePapers({ one }: { one: CaseDetail }) {
  if (one.papers.length === 0)
    return <p className="soft">还没有文书。办理上面的步骤时，文书会按案件内容自动生成。</p>;
  return (
    <table className="plain-table case-papers-table">
      <thead>
        <tr>
          <th>文书</th>
          <th>文号</th>
          <th style={{ width: 72 }}>状态</th>
          <th>签发</th>
          <th>送达</th>
          <th style={{ width: 56 }}>归入</th>
        </tr>
      </thead>
      <tbody>
        {one.papers.map((paper) => (
          <tr key={paper.id}>
            <td>
              <Link to={`/documents/${paper.id}`}>{paper.title}</Link>{' '}
              {paper.layout === '未核对' && <Unverified />}
            </td>
            <td className="num">{paper.number ?? '—'}</td>
            <td>{paper.statusName}</td>
            <td className="num">{paper.signedOn ?? '—'}</td>
            <td className="num">{paper.servedOn ?? '—'}</td>
            <td>{paper.copy}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
