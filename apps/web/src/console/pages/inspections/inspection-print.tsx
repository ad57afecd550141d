import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  attachmentFile,
  getInspection,
  type InspectionDetail,
} from '@wangjian/server/modules/inspections/contract.ts';
import { Button } from 'antd';
import { addressOf, call } from '../../../api/call.ts';
import { formHere } from '../../offline/sync.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { Annex1Table } from './annex1-table.tsx';
import { ROLE_NAMES, type SignerRole } from './inspection-words.ts';
import '../leads/lead-print.css';
import './field.css';

/** 网上检查记录表 (附件1) on A4, for printing and PDF. */
export default function InspectionPrint() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const both = useQuery({
    queryKey: ['inspection', id, 'print'],
    queryFn: async ({ signal }) => ({
      one: await call(getInspection, { params: { id }, signal }),
      form: await formHere(),
    }),
  });
  return (
    <QueryState query={both}>
      {({ one, form }) => (
        <PageFrame
          crumb={`${one.number} 检查记录表`}
          title="网上检查记录表"
          actions={
            <Button type="primary" onClick={() => window.print()}>
              打印或存为 PDF
            </Button>
          }
        >
          <article className="sheet annex1-sheet">
            <h1>
              {one.agency}
              {form.title}
            </h1>
            <p className="sheet-number">{one.number}</p>
            <p>单位名称：{one.subject}</p>
            <p>
              时间：
              {[one.onlineOn && `网上 ${one.onlineOn}`, one.onSiteOn && `实地 ${one.onSiteOn}`]
                .filter(Boolean)
                .join('，') || '　　　　'}
            </p>
            <Annex1Table detail={one} form={form} />
            <table className="annex1-foot">
              <tbody>
                <tr>
                  <th>处理结果</th>
                  <td>
                    {one.outcomeWords && <b>{one.outcomeWords}。</b>}
                    {one.cells.find(({ key }) => key === 'handling')?.words}
                    {partyWords(one)}
                    <Signed one={one} roles={['party', 'witness']} />
                    <Signed one={one} roles={['officer-1', 'officer-2']} />
                    <p className="annex1-seal">检查单位签章：{one.agency}　　　　　　年　　月　　日</p>
                  </td>
                </tr>
              </tbody>
            </table>
          </article>
        </PageFrame>
      )}
    </QueryState>
  );
}

function partyWords(one: InspectionDetail) {
  const words = one.cells.find(({ key }) => key === 'party-opinion')?.words;
  return words ? <p>当事人意见：{words}</p> : null;
}

function Signed({ one, roles }: { one: InspectionDetail; roles: readonly SignerRole[] }) {
  return (
    <p className="annex1-signed">
      {roles.map((role) => {
        const signed = one.attachments
          .filter((each) => each.role === role && each.current && each.withdrawnWhy === null)
          .at(-1);
        if (!signed && role === 'witness') return null;
        return (
          <span key={role}>
            {ROLE_NAMES[role]}：
            {signed ? (
              <img
                alt={`${signed.signer}的签名`}
                src={addressOf(attachmentFile.path, { id: one.id, attachmentId: signed.id })}
              />
            ) : (
              '　　　　　　'
            )}
          </span>
        );
      })}
    </p>
  );
}
