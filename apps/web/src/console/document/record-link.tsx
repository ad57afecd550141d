import { Link } from '@tanstack/react-router';

/** The page of a record by the kind in its id. */
const PAGES: Readonly<Record<string, readonly [path: string, name: string]>> = {
  lead: ['/leads', '线索'],
  case: ['/cases', '案件'],
  guidance: ['/guidance', '行政指导'],
  inspection: ['/inspections', '检查'],
  transfer: ['/transfers', '移送协查'],
  joint: ['/joint', '联合工作'],
  reply: ['/affairs/replies', '建议提案'],
  campaign: ['/campaigns', '专项行动'],
  document: ['/documents', '文书'],
};

/** A link to the record that something belongs to; its kind in words where it has no page. */
export function RecordLink({ id }: { id: string }) {
  const page = PAGES[id.slice(0, id.indexOf('_'))];
  return page ? <Link to={`${page[0]}/${id}`}>查看{page[1]}</Link> : <span>其他事项</span>;
}
