import type { InspectionDetail, InspectionForm } from '@wangjian/server/modules/inspections/contract.ts';
import { Collapse } from 'antd';
import { EvidenceCard } from '../../evidence/evidence-card.tsx';
import { SafeLink } from '../../record/safe-link.tsx';

/** 网页证据: what stands behind each row of the form, by row; the evidence of a row is read when it is opened. */
export function InspectionProofs({ one, form }: { one: InspectionDetail; form: InspectionForm }) {
  const rows = form.rows.flatMap((row, index) => {
    const proofs = one.proofs.filter(({ key }) => key.split('.')[0] === row.id);
    const findings = proofs.filter(({ on }) => on.startsWith('finding'));
    const evidence = [...new Set(proofs.filter(({ on }) => on.startsWith('evidence')).map(({ on }) => on))];
    if (proofs.length === 0) return [];
    return [
      {
        key: row.id,
        label: `第 ${index + 1} 行　${row.words}（监测发现 ${findings.length} 条，网页证据 ${evidence.length} 份）`,
        children: (
          <>
            <ul className="plain-list">
              {findings.map((finding) => (
                <li key={finding.on} className="break">
                  {finding.words}　{finding.url && <SafeLink url={finding.url} />}
                </li>
              ))}
            </ul>
            {evidence.map((id) => (
              <EvidenceCard key={id} id={id} />
            ))}
          </>
        ),
      },
    ];
  });
  return <Collapse items={rows} defaultActiveKey={rows.slice(0, 1).map(({ key }) => key)} />;
}
