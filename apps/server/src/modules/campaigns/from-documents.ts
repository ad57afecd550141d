import { on } from '../../platform/events.ts';
import { documentSigned, documentVoided } from '../documents/service.ts';
import { moveReport, reportActions } from './work-lifecycle.ts';
import { reportOfDocument, saveReport } from './work-store.ts';

/** The report was signed: it can be handed in. */
const signed = on(documentSigned, {
  action: 'campaign.report-signed',
  title: '工作总结签发',
  async run({ tx }, { documentId, number }) {
    const report = await reportOfDocument(tx, documentId);
    if (!report || !reportActions(report.status).includes('sign')) return { audit: 'nothing done' };
    const status = moveReport(report.status, 'sign');
    await saveReport(tx, report, { status, number });
    return { audit: { on: report.id, before: { status: report.status }, after: { status, number } } };
  },
});

/** A void document is no report any more: it is drawn up anew. */
const voided = on(documentVoided, {
  action: 'campaign.report-void',
  title: '工作总结作废',
  async run({ tx }, { documentId, reason }) {
    const report = await reportOfDocument(tx, documentId);
    if (!report || !reportActions(report.status).includes('void')) return { audit: 'nothing done' };
    const status = moveReport(report.status, 'void');
    await saveReport(tx, report, { status, number: null, return_reason: `文书作废：${reason}` });
    return { audit: { on: report.id, why: reason, before: { status: report.status }, after: { status } } };
  },
});

export const events = [signed, voided];
